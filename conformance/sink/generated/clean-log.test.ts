import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../../src/reference/editions.ts'
import { foretold } from '../model/foretell.ts'
import { modelSink } from '../model/model-sink.ts'
import { trySchedule } from '../run/try-schedule.ts'
import { cleanLog, endEpoch, execute, row, type SinkStep, sinkFails, stop } from '../schedules/schedule.ts'
import { randomSchedules } from './random-schedules.ts'
import { isUnclean } from './sink-space.ts'

/** Offsets are ahead of commits, and the next run ends the epoch earlier (CE-19). */
const aheadOfCommits: readonly SinkStep[] = [execute, row(), sinkFails('writer.commit'), endEpoch, stop]
const endedEarlier: readonly SinkStep[] = [execute, endEpoch, stop, execute, row(), endEpoch]

describe('the step that cleans the offset log', () => {
  it('keeps the row that a restart with old offsets loses, and the next run reads it again', async () => {
    const steps = [...aheadOfCommits, ...endedEarlier]
    expect(await foretold({ steps }, 'spark-3.5', 'the last wins')).toMatchObject({ lost: ['row-0-0'] })
    const cleaned = [...aheadOfCommits, cleanLog, ...endedEarlier]
    expect(await foretold({ steps: cleaned }, 'spark-3.5', 'the last wins')).toMatchObject({ lost: [], doubled: [] })
  })

  it('is refused while the query runs', async () => {
    const result = await trySchedule(modelSink('spark-3.5', 'the last wins'), { steps: [execute, cleanLog] })
    expect(result).toMatchObject({ kind: 'broken', reason: 'the query is running' })
  })
})

describe('generated schedules with a clean log', () => {
  const sampling = { runs: 200, seed: 1, cleanLog: true }
  const generated = [...randomSchedules(sampling, deviationsOf('spark-3.5'))]

  it('execute the query with a clean log only, and clean it only where it is not', () => {
    const befores = (wanted: (step: SinkStep | undefined) => boolean) =>
      generated.flatMap(({ planned: { run } }) =>
        run.moments.flatMap(({ before }, at) => (wanted(run.schedule.steps[at]) ? [isUnclean(before)] : [])),
      )
    expect(new Set(befores((step) => step?.kind === 'act' && step.action.kind === 'execute'))).toEqual(new Set([false]))
    expect(new Set(befores((step) => step?.kind === 'clean-log'))).toEqual(new Set([true]))
  })

  it('lose no row where the last commit wins and no query begins a run by itself', async () => {
    for (const { bounds, planned } of generated) {
      if (bounds.faults.includes('interrupt') || bounds.faults.includes('complete')) continue
      const { lost } = await foretold(planned.run.schedule, 'spark-3.5', 'the last wins')
      expect(lost, JSON.stringify(planned.run.schedule)).toEqual([])
    }
  })
})
