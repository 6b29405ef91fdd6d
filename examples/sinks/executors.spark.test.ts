import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chosenScenarios } from '../../conformance/sink/features/chosen-scenarios.ts'
import { batchScenarios } from '../../conformance/sink/features/kit-scenarios.ts'
import { batchSteps } from '../../conformance/sink/fixtures/batch-steps.ts'
import { modelBatches } from '../../conformance/sink/model/model-batches.ts'
import { sinkErratumOf } from '../../conformance/sink/requirements/errata.ts'
import { judgeRequirements } from '../../conformance/sink/requirements/judge-requirements.ts'
import { sparkSink } from '../../conformance/sink/run/spark-sink.ts'
import { tryBatches } from '../../conformance/sink/run/try-batches.ts'
import { trySchedule } from '../../conformance/sink/run/try-schedule.ts'
import { taskAttempts } from '../../conformance/sink/schedules/batch-schedule.ts'
import { isInside } from '../../conformance/sink/schedules/outside.ts'
import type { SinkScenario } from '../../conformance/sink/schedules/scenarios.ts'
import type { TriedScenario } from '../../conformance/sink/verdict/judge-sink.ts'
import { type ExamplesOnSpark, examplesOnSpark } from './fixtures/on-spark.ts'

const master = 'local-cluster[1,2,512]'
/** Without what Spark is known to break in continuous mode. */
const violatedIn = (tried: readonly TriedScenario[]) =>
  judgeRequirements(tried).flatMap(({ requirement: { id }, verdict }) =>
    verdict.kind === 'violated' && sinkErratumOf(id, 'continuous') === undefined ? [id] : [],
  )

const onCluster = { kind: 'local-cluster', url: master } as const

describe('the exactly-once example on Spark 3.5.8, with tasks in an executor', () => {
  let spark: ExamplesOnSpark

  beforeAll(async () => {
    spark = await examplesOnSpark({ master: onCluster })
  })
  afterAll(() => spark.end())

  it('shows each row once where nothing fails, where a write fails, and where the executor dies', async () => {
    const sink = sparkSink(spark.driver, spark.files['exactly-once'])
    const names = [
      'nothing fails',
      'a write fails',
      'the executor of a task dies with rows that no epoch has committed',
    ]
    const tried: TriedScenario[] = []
    for (const scenario of chosenScenarios({ master, scenario: names }).filter(isInside<SinkScenario>)) {
      const result = await trySchedule(sink, scenario)
      if (result.kind === 'broken') throw new Error(`${scenario.name}: ${result.reason}`)
      expect(result, scenario.name).toMatchObject({ lost: [], doubled: [], early: [], isTold: true })
      tried.push({ scenario, result })
    }
    expect(tried).toHaveLength(names.length)
    const death = tried.at(-1)?.result.moments.find(({ action }) => action.kind === 'kill-executor')
    expect(death?.events.at(-1)).toMatchObject({ kind: 'query-stopped', error: { type: 'SparkException' } })
    // Neither the dead writer hears of it, nor does one of the second attempt, which continuous processing refuses.
    expect(death?.calls).toEqual([])
    expect(violatedIn(tried)).toEqual([])
  })
})

describe('micro-batches of the exactly-once example on Spark 3.5.8, with tasks in an executor', () => {
  let spark: ExamplesOnSpark

  beforeAll(async () => {
    spark = await examplesOnSpark({ master: onCluster, taskAttempts })
  })
  afterAll(() => spark.end())

  it('show what the model does, a task that is tried again among them', async () => {
    const sink = sparkSink(spark.driver, spark.files['exactly-once'], { mode: 'micro-batch' })
    const model = modelBatches('the last wins')
    const names = ['nothing fails', 'a write fails after it went through, and Spark tries the task again']
    const scenarios = batchScenarios().filter(({ name }) => names.includes(name))
    expect(scenarios).toHaveLength(2)
    for (const scenario of scenarios) {
      const seen = await tryBatches(sink, scenario)
      if (seen.kind === 'broken') throw new Error(`${scenario.name}: ${seen.reason}`)
      expect(batchSteps(seen), scenario.name).toEqual(batchSteps(await tryBatches(model, scenario)))
    }
  })
})
