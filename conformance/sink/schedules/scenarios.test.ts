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

const behindEntry = 'stopped behind the entry in the offset log, and the next run ends the epoch earlier (CE-19)'

/** What the model foretells of the scenarios in which a row is lost or doubled. */
const foretold: Readonly<Record<SinkKind, Readonly<Record<string, string>>>> = {
  'the first wins': {
    'the next run ends an epoch later that the sink has already': 'lost row-0-1',
    'the next run ends an epoch earlier that the sink has already': 'twice row-0-1',
    'of two partitions, the next run ends an epoch later in one and earlier in the other': 'lost row-1-1 twice row-0-1',
    'the next run ends an epoch without a row that the sink has with one': 'twice row-0-0',
    'the next run ends an epoch with a row that the sink has without any': 'lost row-0-0',
    'an epoch is committed three times, with another row each time': 'lost row-0-1 row-0-2',
    "the sink's commit fails after it went through, and the next run ends the epoch later": 'lost row-0-1',
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
    [behindEntry]: 'lost row-0-1',
  },
  'the last wins': {
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
    [behindEntry]: 'lost row-0-1',
  },
  'both are kept': {
    'the same epoch is committed again with the same rows': 'twice row-0-0',
    "the sink's commit fails after it went through, and is repeated by the next run": 'twice row-0-0',
    'Spark cannot log the end of an epoch, and the next run commits it again': 'twice row-0-0',
    'the next run ends an epoch later that the sink has already': 'twice row-0-0',
    'the next run ends an epoch earlier that the sink has already': 'twice row-0-0 row-0-1',
    'of two partitions, the next run ends an epoch later in one and earlier in the other':
      'twice row-0-0 row-1-0 row-0-1',
    'the next run ends an epoch without a row that the sink has with one': 'twice row-0-0',
    'an epoch is committed three times, with another row each time': 'twice row-0-0 row-0-1',
    "the sink's commit fails after it went through, and the next run ends the epoch later": 'twice row-0-0',
    'offsets are ahead of commits, and the next run ends the epoch earlier (CE-19)': 'lost row-0-1',
    [behindEntry]: 'lost row-0-1',
  },
  'rows are visible when written': {
    'Spark cannot log the end of an epoch, and the next run commits it again': 'twice row-0-0',
    'a task is killed in the epoch after a committed one': 'twice row-0-1',
    'a task is killed when all writers have committed, and before their messages arrive': 'twice row-0-0 row-1-0',
    "a writer's close fails after it went through, and before the message of its commit arrives": 'twice row-0-0',
    "a writer's close fails when the query is stopped": 'twice row-0-0',
    'an epoch is committed three times, with another row each time': 'twice row-0-0 row-0-1',
    'making the writer factory fails after it went through, behind a committed epoch': 'twice row-0-1',
    'of two partitions, the next run ends an epoch later in one and earlier in the other':
      'twice row-0-0 row-0-1 row-1-0',
    "stopped before the sink's commit, and the next run ends the epoch earlier": 'twice row-0-0 row-0-1',
    "stopped before the sink's commit, and the next run ends the epoch later": 'twice row-0-0',
    [behindEntry]: 'twice row-0-0',
    "stopped when all writers have committed, and before the sink's commit": 'twice row-0-0 row-1-0',
    'stopped while two epochs wait behind a committed one': 'twice row-0-1 row-0-2',
    'the coordinator dies in the epoch after a committed one': 'twice row-0-1',
    'the coordinator dies when the writer has committed, and before its message arrives': 'twice row-0-0',
    'the next run ends an epoch without a row that the sink has with one': 'twice row-0-0',
    "the sink's commit fails after it went through, and the next run ends the epoch later": 'twice row-0-0',
    "the sink's commit is refused while two epochs wait (CE-20)": 'twice row-0-0 row-0-1',
    'the source fails in the epoch after a committed one': 'twice row-0-1',
    'the thread of the query is interrupted, and the query begins another job by itself': 'twice row-0-0',
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
