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
import { committedTo, sinkKinds } from './sinks.ts'

const bounds = { partitions: 1, epochs: 1, rows: 1, restarts: 2, strikes: 1 }
const deviations = deviationsOf('spark-2.4')

function circumstance(name: string): Circumstance {
  const found = circumstances.find((one) => one.name === name)
  if (found === undefined) throw new Error(`there is no circumstance "${name}"`)
  return found
}

const ask = (question: Omit<RowFaultSearch, 'bounds' | 'circumstance'> & { readonly name: string }): RowFaultResult =>
  searchRowFaults({ ...question, bounds, circumstance: circumstance(question.name) }, deviations)

const stepsOf = (answer: RowFaultResult) => (answer.kind === 'yes' ? answer.walk.steps.length : 'no')

/** By kind of sink: in how few steps a row is lost, and written twice. */
const answers = (name: string, cleanLog: boolean) =>
  sinkKinds.map((sink) => rowFaults.map((of) => stepsOf(ask({ of, sink, name, cleanLog }))))

describe('a row', () => {
  it('is lost, or written twice, by nothing but stops and restarts, whatever the sink', () => {
    expect(answers('nothing but stops and restarts', false)).toEqual([
      [11, 15],
      [11, 15],
      [11, 15],
    ])
  })

  it('is neither when the log of offsets is cleaned before each restart', () => {
    expect(answers('nothing but stops and restarts', true).flat()).toEqual(sinkKinds.flatMap(() => ['no', 'no']))
  })

  it('is safe then, where the log of commits cannot be written, in a sink where the last commit wins, and in no other', () => {
    expect(answers('the log of commits cannot be written', true)).toEqual([
      [13, 17],
      ['no', 'no'],
      ['no', 12],
    ])
  })

  it('is lost where the query runs anew by itself, and nobody has cleaned the log', () => {
    expect(answers("the query's thread is interrupted", true).map(([lost]) => lost)).toEqual([10, 10, 10])
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

  it('finds a row in the epoch whose commit has the message of its writer', () => {
    const { sink } = seeing(writer(0), row('row-0-0'), committed, sent, writer(1), row('row-0-1'), inSink)
    expect(sink).toEqual([{ epoch: 0, rows: ['row-0-0'] }])
    expect(lostRow({ ...beginAudit(1), sink }, [2])).toBe('row-0-1')
    expect(lostRow({ ...beginAudit(1), sink }, [1])).toBe(undefined)
  })

  it('goes by the first commit of a run that was sent, and by none of an earlier run', () => {
    const first = [writer(0), row('row-0-0'), committed, sent]
    const second = [writer(0), row('row-0-1'), committed, sent]
    expect(seeing(...first, ...second, inSink).sink).toEqual([{ epoch: 0, rows: ['row-0-0'] }])
    expect(seeing(...first, newRun, ...second, inSink).sink).toEqual([{ epoch: 0, rows: ['row-0-1'] }])
    expect(doubleRow(seeing(...first, inSink, newRun, ...first, inSink))).toBe('row-0-0')
  })
})

it('a sink that is told to commit an epoch again keeps the first, the last, or both', () => {
  const twice = sinkKinds.map((kind) => {
    const once = committedTo([], kind, { epoch: 0, rows: ['a'] })
    return committedTo(once, kind, { epoch: 0, rows: ['b'] }).flatMap(({ rows }) => rows)
  })
  expect(twice).toEqual([['a'], ['b'], ['a', 'b']])
})
