import { describe, expect, it } from 'vitest'
import { faultTable } from '../answer/fault-table.ts'
import { batchScenarios, sinkScenarios } from '../features/kit-scenarios.ts'
import { modelBatches } from '../model/model-batches.ts'
import { modelSink } from '../model/model-sink.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import { tryBatches } from '../run/try-batches.ts'
import { trySchedule } from '../run/try-schedule.ts'
import { anotherQuery, byQuery } from './another-query.ts'
import { execute as executeBatches } from './batch-schedule.ts'
import { execute } from './schedule.ts'

const fault = 'Another query writes to the same sink'
const one = <Scenario extends { readonly fault: string }>(scenarios: readonly Scenario[]): Scenario => {
  const [found, ...others] = scenarios.filter((scenario) => scenario.fault === fault)
  if (found === undefined || others.length > 0) throw new Error('one scenario is wanted')
  return found
}

/** A sink that knows an epoch by its number alone: the last commit of it wins. */
function forgetful<Action>(model: SinkDriver<Action>): SinkDriver<Action> {
  const written: string[] = []
  const epochs = new Map<number, readonly string[]>()
  return {
    ...model,
    async act(action) {
      const events = await model.act(action)
      for (const event of events) {
        if (event.kind === 'writer-created') written.length = 0
        if (event.kind === 'row-written') written.push(event.value)
        if (event.kind === 'epoch-committed') epochs.set(event.epoch, [...written])
      }
      return events
    },
    rows: async () => [...epochs.values()].flat(),
  }
}

describe('another query that writes to the same sink', () => {
  it('takes no row from a sink that tells its epochs from those of the first query', async () => {
    const seen = { kind: 'seen', lost: [], doubled: [], early: [], isTold: true }
    for (const kind of ['the first wins', 'the last wins'] as const) {
      const continuous = await trySchedule(modelSink('spark-3.5', kind), one(sinkScenarios()))
      expect(continuous).toMatchObject(seen)
      expect(continuous.moments.at(-1)?.rows).toEqual(['row-0-0', 'row-0-0-q2'])
      expect(await tryBatches(modelBatches(kind), one(batchScenarios()))).toMatchObject(seen)
    }
  })

  it('takes the rows of the first query from a sink that knows an epoch by its number alone, and the advice says so', async () => {
    const scenario = one(sinkScenarios())
    const result = await trySchedule(forgetful(modelSink('spark-3.5', 'the last wins')), scenario)
    expect(result).toMatchObject({ lost: ['row-0-0'], doubled: [] })
    const [row] = faultTable([{ scenario, result }], 'continuous')
    expect(row).toMatchObject({ fault, sinkAlone: { guarantee: 'at-most-once' } })
    expect(row?.sinkAlone?.shown).toMatchObject([{ harm: 'lost', advice: 'forgets the query' }])
    const inBatches = await tryBatches(forgetful(modelBatches('the last wins')), one(batchScenarios()))
    expect(inBatches).toMatchObject({ lost: ['row-0-0'], doubled: [] })
  })

  it('is refused on the model while the first one runs', async () => {
    const refused = { kind: 'broken', reason: expect.stringContaining('the query is running') }
    const steps = [execute, anotherQuery]
    expect(await trySchedule(modelSink('spark-3.5', 'the last wins'), { steps })).toMatchObject(refused)
    const batches = [executeBatches, anotherQuery]
    expect(await tryBatches(modelBatches('the last wins'), { steps: batches })).toMatchObject(refused)
  })

  it('divides what a schedule has shown', () => {
    expect(byQuery(['a', 'another-query', 'b', 'another-query'], (part) => part)).toEqual([['a'], ['b'], []])
  })
})
