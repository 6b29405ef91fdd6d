import { describe, expect, it } from 'vitest'
import { choosing } from '../../state-space/walk.ts'
import { beginBatches, goOnBatches } from '../model/batch-run.ts'
import { faultOfBatches } from '../model/fault-of-batches.ts'
import { batchPlaces } from '../schedules/batch-schedule.ts'
import { sinkPlacesOfTask } from '../schedules/schedule.ts'
import { readBatchToken, writeBatchToken } from './batch-token.ts'
import { planBatches } from './plan-batches.ts'
import { randomBatches } from './random-batches.ts'

const generated = [...randomBatches({ runs: 300, seed: 1 })]
const texts = generated.map(({ run }) => JSON.stringify(run.schedule))

describe('random schedules of micro-batches', () => {
  it('are as many as are wanted, all of them different, and the same for the same seed', () => {
    expect(new Set(texts).size).toBe(300)
    const again = [...randomBatches({ runs: 300, seed: 1 })].map(({ run }) => JSON.stringify(run.schedule))
    expect(again).toEqual(texts)
    const [other] = randomBatches({ runs: 1, seed: 2 })
    expect(JSON.stringify(other?.run.schedule)).not.toBe(texts[0])
  })

  it('have each fault of the scenarios, in one attempt of a task and in each, and stops, and positions without a row', () => {
    const steps = generated.flatMap(({ chosen }) => chosen)
    const struck = steps.flatMap((step) => (step.kind === 'fail' ? [`${step.at} ${step.times ?? 1}`] : []))
    const places = [...batchPlaces.map((at) => `${at} 1`), ...sinkPlacesOfTask.flatMap((at) => [`${at} 1`, `${at} 2`])]
    expect([...new Set(struck)].toSorted()).toEqual(places.toSorted())
    expect(new Set(steps.map(({ kind }) => kind))).toEqual(
      new Set(['execute', 'advance-epoch', 'row', 'no-row', 'stop', 'fail']),
    )
  })

  it('let no two tasks fail at a time: Spark may stop one of them before it has aborted its writer', () => {
    for (const { bounds, chosen } of generated) {
      let run = beginBatches(bounds.partitions)
      for (const step of chosen) {
        run = goOnBatches(run, step)
        const failing = new Set(run.query.faults.flatMap(({ partition }) => partition ?? []))
        expect(failing.size, JSON.stringify(chosen)).toBeLessThan(2)
      }
    }
  })

  it('end with all batches committed that are planned, one of them with a row in each partition', () => {
    for (const { run } of generated) {
      const { query } = run
      expect(query.committed).toBe(query.planned.length - 1)
      expect(query.isRunning).toBe(true)
      expect(run.events.at(-1)?.kind).toBe('query-committed')
    }
  })

  it('repeat a batch behind its commit in many cases, and are about many faults', () => {
    const repeated = generated.filter(({ run }) => run.schedule.steps.some((step) => step.kind === 'fail'))
    expect(repeated.length).toBeGreaterThan(100)
    expect([...new Set(generated.map(({ run }) => faultOfBatches(run)))].toSorted()).toMatchInlineSnapshot(`
      [
        "A write fails",
        "A writer cannot be made",
        "A writer's abort fails",
        "A writer's close fails",
        "A writer's commit fails",
        "Nothing fails",
        "Several things fail",
        "Spark crashes behind the sink's commit",
        "Spark crashes between two epochs",
        "The query is stopped",
        "The sink's commit of an epoch fails",
        "The writer factory cannot be made",
      ]
    `)
  })

  it('are the same again by their tokens', () => {
    for (const { bounds, choices, run } of generated) {
      const read = readBatchToken(writeBatchToken({ bounds, choices }))
      expect(planBatches(read.bounds, choosing(read.choices)).run.schedule).toEqual(run.schedule)
    }
  })
})

describe('the token of a schedule of micro-batches', () => {
  it.each([
    ['sink:p1f0e1r2x1:throw:0', '"sink:p1f0e1r2x1:throw:0": not a token of micro-batches (such as batches:'],
    ['batches:p1b2r2:crash:0', '"p1b2r2": not bounds'],
    ['batches:p0b2r2x1:crash:0', 'at least one partition'],
    ['batches:p1b101r2x1:crash:0', 'batches is at most 100'],
    ['batches:p1b2r2x1:crush:0', 'no fault of micro-batches is "crush" (they are task, sink, crash)'],
    ['batches:p1b2r2x1:crash:!', 'not choices'],
    ['batches:p1b2r2x1:crash:0:1', '4 parts'],
  ])('%s is refused, and the part is named', (token, named) => {
    expect(() => readBatchToken(token)).toThrow(named)
  })

  it('whose choice is none of the moves is refused', () => {
    const { bounds, choices } = readBatchToken('batches:p1b2r2x1::09')
    expect(() => planBatches(bounds, choosing(choices))).toThrow('choice 2 is 9')
  })
})
