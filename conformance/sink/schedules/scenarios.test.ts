import { describe, expect, it } from 'vitest'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import { sinkScenarios } from '../features/kit-scenarios.ts'
import { modelSink } from '../model/model-sink.ts'
import { trySchedule } from '../run/try-schedule.ts'
import { sinkFaults } from '../verdict/faults.ts'
import { guaranteesOf } from '../verdict/judge-sink.ts'

const tryOn = async (kind: SinkKind) => {
  const driver = modelSink('spark-3.5', kind)
  const tried = []
  for (const scenario of sinkScenarios()) tried.push({ scenario, result: await trySchedule(driver, scenario) })
  return tried
}

/** What the model foretells of the scenarios in which a row is lost or doubled. */
const foretold: Readonly<Record<SinkKind, Readonly<Record<string, string>>>> = {
  'the first wins': {
    'the next run ends an epoch later that the sink has already': 'lost row-0-1',
    'the next run ends an epoch earlier that the sink has already': 'twice row-0-1',
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
  },
  'the last wins': {
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
  },
  'both are kept': {
    'the same epoch is committed again with the same rows': 'twice row-0-0',
    "the sink's commit fails after it went through, and is repeated by the next run": 'twice row-0-0',
    'the next run ends an epoch later that the sink has already': 'twice row-0-0',
    'the next run ends an epoch earlier that the sink has already': 'twice row-0-0 row-0-1',
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
  },
  'rows are visible when written': {
    'stopped with rows that no epoch has committed': 'twice row-0-0',
    'a write fails': 'twice row-0-0',
    'a write fails after it went through': 'twice row-0-0 row-0-1',
    'a write fails in the epoch after a committed one': 'twice row-0-1',
    "a writer's commit fails": 'twice row-0-0',
    "a writer's commit fails after it went through": 'twice row-0-0',
    "a writer's commit fails after it went through, and so does the abort": 'twice row-0-0',
    'a task dies between its commit and its message': 'twice row-0-0',
    "the sink's commit fails between two partitions, and is repeated by the next run": 'twice row-0-0 row-1-0',
    'the same epoch is committed again with the same rows': 'twice row-0-0',
    "the sink's commit fails after it went through, and is repeated by the next run": 'twice row-0-0',
    'the next run ends an epoch later that the sink has already': 'twice row-0-0',
    'the next run ends an epoch earlier that the sink has already': 'twice row-0-0 row-0-1',
    "the sink's commit is refused once, and the query goes on (CE-20)": 'twice row-0-0 row-0-1',
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'twice row-0-0',
  },
}

describe('the scenarios of sinks on the model', () => {
  it.each(sinkKinds)('lose and double the rows that the audit foretells where %s', async (kind) => {
    const faulty = (await tryOn(kind)).flatMap(({ scenario, result }) => {
      if (result.kind === 'broken') throw new Error(`${scenario.name}: ${result.reason}`)
      const { lost, doubled } = result
      const said = [
        lost.length > 0 ? `lost ${lost.join(' ')}` : '',
        doubled.length > 0 ? `twice ${doubled.join(' ')}` : '',
      ]
      return lost.length + doubled.length === 0 ? [] : [[scenario.name, said.join(' ').trim()]]
    })
    expect(Object.fromEntries(faulty)).toEqual(foretold[kind])
  })

  it('commit rows in each scenario, and show none before its commit', async () => {
    for (const { scenario, result } of await tryOn('the last wins'))
      expect(result, scenario.name).toMatchObject({ kind: 'seen', isTold: true, early: [] })
  })

  it.each([
    ['the first wins', 'exactly-once', 'none'],
    ['the last wins', 'exactly-once', 'at-most-once'],
    ['both are kept', 'at-least-once', 'none'],
    ['rows are visible when written', 'at-least-once', 'at-least-once'],
  ] as const)(
    'show what a sink guarantees of which %s: %s alone, %s with Spark as it is',
    async (kind, sinkAlone, withSpark) => {
      expect(guaranteesOf(await tryOn(kind))).toEqual({ sinkAlone, withSpark })
    },
  )

  it('have names of their own', () => {
    expect(new Set(sinkScenarios().map(({ name }) => name)).size).toBe(sinkScenarios().length)
  })

  it('are each about a fault of the list', () => {
    const known: readonly string[] = sinkFaults
    expect(sinkScenarios().filter(({ fault }) => !known.includes(fault))).toEqual([])
  })
})
