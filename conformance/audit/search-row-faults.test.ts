import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import type { AuditBounds } from './audit-state-space.ts'
import { type Circumstance, circumstances } from './circumstances.ts'
import { audited, beginAudit, doubleRow, lostRow } from './row-audit.ts'
import {
  type RowFault,
  type RowFaultResult,
  type RowFaultSearch,
  rowFaults,
  searchRowFaults,
} from './search-row-faults.ts'
import { committedTo, sinkKinds, writtenTo } from './sinks.ts'

const bounds = { partitions: 1, epochs: 1, rows: 1, restarts: 2, strikes: 1 }
const deviations = deviationsOf('spark-2.4')

function circumstance(name: string): Circumstance {
  const found = circumstances.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no circumstance "${name}"`)
  return found
}

const searched = (
  search: Omit<RowFaultSearch, 'bounds' | 'circumstance'> & { readonly name: string },
): RowFaultResult => searchRowFaults({ ...search, bounds, circumstance: circumstance(search.name) }, deviations)

const stepsOf = (result: RowFaultResult) => (result.kind === 'yes' ? result.walk.steps.length : result.kind)

/** Per kind of sink: the length of the shortest schedules that lose and duplicate a row. */
const shortest = (name: string, cleanLog: boolean) =>
  sinkKinds.map((sink) => rowFaults.map((of) => stepsOf(searched({ of, sink, name, cleanLog }))))

describe('a row', () => {
  it('can be lost, and duplicated, by stops and restarts alone, with any sink that waits for commits', () => {
    expect(shortest('nothing but stops and restarts', false)).toEqual([
      [11, 15],
      [11, 15],
      [11, 15],
      ['no', 5],
    ])
  })

  it('is safe from stops and restarts if the offset log is cleaned before each restart, and rows wait for commits', () => {
    expect(shortest('nothing but stops and restarts', true)).toEqual([
      ['no', 'no'],
      ['no', 'no'],
      ['no', 'no'],
      ['no', 5],
    ])
  })

  it('is safe from a commit log that cannot be written with one kind of sink: where the last commit wins', () => {
    expect(shortest('the log of commits cannot be written', true)).toEqual([
      [13, 17],
      ['no', 'no'],
      ['no', 12],
      ['no', 5],
    ])
  })

  it('can be lost if the query starts a new run by itself, before which the log is not cleaned', () => {
    expect(shortest("the query's thread is interrupted", true).map(([lost]) => lost)).toEqual([10, 10, 10, 'no'])
  })
})

describe('a search that finds no row', () => {
  const search = (of: RowFault, more: Partial<AuditBounds>, one = circumstance('the coordinator dies')) =>
    searchRowFaults(
      { of, sink: 'the last wins', circumstance: one, bounds: { ...bounds, ...more }, cleanLog: true },
      deviations,
    ).kind

  it('has examined the bounds where a run reads on behind a row, a row is committed and the fault strikes', () => {
    expect(rowFaults.map((of) => search(of, {}))).toEqual(['no', 'no'])
  })

  it('has examined nothing where no row is written, no run follows another or no fault strikes', () => {
    expect(rowFaults.map((of) => search(of, { rows: 0 }))).toEqual(['not-examined', 'not-examined'])
    expect(search('lost', { restarts: 0 })).toBe('not-examined')
    const misspelt: Circumstance = { name: 'none of its moves is known', faults: ['throw'], is: () => false }
    expect(rowFaults.map((of) => search(of, {}, misspelt))).toEqual(['not-examined', 'not-examined'])
  })
})

describe('the audit of rows', () => {
  const writer = (epoch: number): Event => ({ kind: 'writer-created', actor: 'task-0', partition: 0, taskId: 0, epoch })
  const row = (value: string): Event => ({ kind: 'row-written', actor: 'task-0', partition: 0, epoch: 0, value })
  const committed: Event = { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 0, message: 'm' }
  const sent: Event = {
    kind: 'sent',
    actor: 'task-0',
    message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 0, message: 'm' },
  }
  const inSink: Event = { kind: 'epoch-committed', actor: 'coordinator', epoch: 0, messages: ['m'] }
  const newRun: Event = { kind: 'coordinator-looked-up', actor: 'operator', id: 'b' }
  const seeing = (...events: readonly Event[]) =>
    events.reduce((audit, event) => audited(audit, event, 'both are kept'), beginAudit(1))

  it('puts a row into the epoch whose commit has the message of its writer', () => {
    const { sink } = seeing(writer(0), row('row-0-0'), committed, sent, writer(1), row('row-0-1'), inSink)
    expect(sink).toEqual([{ epoch: 0, rows: ['row-0-0'] }])
    expect(lostRow({ ...beginAudit(1), sink }, [2])).toBe('row-0-1')
    expect(lostRow({ ...beginAudit(1), sink }, [1])).toBe(undefined)
  })

  it('uses the first commit that a task of the run sent, and none of an earlier run', () => {
    const first = [writer(0), row('row-0-0'), committed, sent]
    const second = [writer(0), row('row-0-1'), committed, sent]
    expect(seeing(...first, ...second, inSink).sink).toEqual([{ epoch: 0, rows: ['row-0-0'] }])
    expect(seeing(...first, newRun, ...second, inSink).sink).toEqual([{ epoch: 0, rows: ['row-0-1'] }])
    expect(doubleRow(seeing(...first, inSink, newRun, ...first, inSink))).toBe('row-0-0')
  })
})

it('a sink keeps the rows of the first commit of an epoch, of the last, of both, or all that were written', () => {
  const twice = sinkKinds.map((kind) => {
    const written = writtenTo([], kind, 'w')
    const once = committedTo(written, kind, { epoch: 0, rows: ['a'] })
    return committedTo(once, kind, { epoch: 0, rows: ['b'] }).flatMap(({ rows }) => rows)
  })
  expect(twice).toEqual([['a'], ['b'], ['a', 'b'], ['w']])
})
