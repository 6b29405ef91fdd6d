import { describe, expect, it } from 'vitest'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { batchScenarios } from '../features/kit-scenarios.ts'
import { modelBatches } from '../model/model-batches.ts'
import { tryBatches } from '../run/try-batches.ts'
import { sinkFaults } from '../verdict/faults.ts'
import { guaranteesOf } from '../verdict/judge-sink.ts'

const tryOn = async (kind: SinkKind) => {
  const driver = modelBatches(kind)
  const tried = []
  for (const scenario of batchScenarios()) tried.push({ scenario, result: await tryBatches(driver, scenario) })
  return tried
}

describe('the scenarios of micro-batches on the model', () => {
  it('double the rows of each batch that was repeated behind its commit where both are kept, and lose none', async () => {
    const doubled = (await tryOn('both are kept')).flatMap(({ scenario, result }) => {
      if (result.kind === 'broken') throw new Error(`${scenario.name}: ${result.reason}`)
      expect(result.lost, scenario.name).toEqual([])
      return result.doubled.length === 0 ? [] : [[scenario.name, result.doubled.join(' ')]]
    })
    expect(Object.fromEntries(doubled)).toEqual({
      "the sink's commit fails after it went through, Spark aborts the batch, and the next run repeats it": 'row-0-0',
      "Spark crashes between the sink's commit and its own": 'row-0-0',
      "Spark crashes twice between the sink's commit and its own": 'row-0-0',
    })
  })

  it.each([
    ['the first wins', 'exactly-once'],
    ['the last wins', 'exactly-once'],
    ['both are kept', 'at-least-once'],
    ['rows are visible when written', 'at-least-once'],
  ] as const)('show what a sink guarantees of which %s: %s', async (kind, guarantee) => {
    expect(guaranteesOf(await tryOn(kind))).toEqual({ sinkAlone: guarantee, withSpark: guarantee })
  })

  const waiting = sinkKinds.filter((kind) => kind !== 'rows are visible when written')
  it.each(waiting)('commit rows in each scenario, and show none before its commit, where %s', async (kind) => {
    for (const { scenario, result } of await tryOn(kind))
      expect(result, scenario.name).toMatchObject({ kind: 'seen', isTold: true, early: [] })
  })

  it('lose no row where rows are visible when written, and double those of each attempt that failed behind its write', async () => {
    const doubled = (await tryOn('rows are visible when written')).flatMap(({ scenario, result }) => {
      expect(result, scenario.name).toMatchObject({ kind: 'seen', lost: [] })
      return result.kind === 'seen' && result.doubled.length > 0 ? [scenario.name] : []
    })
    expect(doubled).toMatchInlineSnapshot(`
      [
        "a write fails after it went through, and Spark tries the task again",
        "each attempt of a task fails when the other task has committed",
        "a writer's commit fails after it went through, and Spark tries the task again",
        "each attempt of a task fails, and the next run repeats the batch",
        "a writer's close fails behind its commit, and Spark tries the task again",
        "each attempt fails at the writer's close, and the next run repeats the batch",
        "the sink's commit fails, Spark aborts the batch, and the next run repeats it",
        "the sink's commit fails after it went through, Spark aborts the batch, and the next run repeats it",
        "the sink's commit fails between two partitions, Spark aborts the batch, and the next run repeats it",
        "Spark crashes before the sink's commit: nothing is aborted",
        "Spark crashes between the sink's commit and its own",
        "Spark crashes twice between the sink's commit and its own",
      ]
    `)
  })

  it('end with every batch committed by Spark, and each fault struck', async () => {
    for (const { scenario, result } of await tryOn('the first wins')) {
      const events = result.moments.flatMap(({ events }) => events)
      const stops = events.filter((event) => event.kind === 'query-stopped' && event.error !== null)
      const runs = scenario.steps.filter(({ kind }) => kind === 'execute').length
      const wanted = scenario.steps.filter(({ kind }) => kind === 'stop').length + stops.length + 1
      expect(runs, scenario.name).toBe(wanted)
      expect(result.moments.at(-1)?.events.at(-1)?.kind, scenario.name).toBe('query-committed')
    }
  })

  it('have names of their own', () => {
    expect(new Set(batchScenarios().map(({ name }) => name)).size).toBe(batchScenarios().length)
  })

  it('are each about a fault of the list', () => {
    const known: readonly string[] = sinkFaults
    expect(batchScenarios().filter(({ fault }) => !known.includes(fault))).toEqual([])
  })
})
