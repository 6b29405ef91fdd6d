import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import { coordinator, task } from './fixtures/opened.ts'
import { firstViolation } from './invariants.ts'
import type { TraceStep } from './trace.ts'

const commit = { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 4, message: 'm' } as const
const report = { type: 'ReportPartitionOffset', partitionId: 0, epoch: 4, offset: 'o' } as const
const sends = (message: OneWayMessage): TraceStep => ({ kind: 'acted', action: { kind: 'send', message }, events: [] })
const shows = (...events: Event[]): TraceStep => {
  return { kind: 'acted', action: { kind: 'end-epoch', partition: 0 }, events }
}
const made: Event = { kind: 'writer-created', actor: 'task-0', partition: 0, taskId: 0, epoch: 4 }
const committed: Event = { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 4, message: 'm' }
const sent = (message: OneWayMessage): Event => ({ kind: 'sent', actor: 'task-0', message })
const sink = (...messages: string[]): Event => ({ kind: 'epoch-committed', actor: 'coordinator', epoch: 4, messages })
const added = (...offsets: string[]): Event => ({ kind: 'offset-added', actor: 'coordinator', epoch: 4, offsets })
const violated = (...trace: TraceStep[]) => firstViolation(trace)?.requirement

describe('the invariants of messages', () => {
  it('include that a task sends, and has a writer, for its own partition only', () => {
    expect(violated(task, shows(made, committed, sent({ ...commit, partitionId: 1 })))).toBe('RDD-19')
    const writer: Event = { kind: 'writer-created', actor: 'task-0', partition: 1, taskId: 0, epoch: 4 }
    expect(violated(task, shows(writer))).toBe('RDD-8')
    expect(violated(task, shows({ ...writer, partition: 0 }))).toBeUndefined()
  })

  it('include that a task sends commits only, of what its writer has committed before', () => {
    expect(violated(task, shows(made, committed, sent(commit)))).toBeUndefined()
    expect(violated(task, shows(made, committed), shows(sent(commit)))).toBeUndefined()
    expect(violated(task, shows(made, sent(commit), committed))).toBe('RDD-17')
    expect(violated(task, shows(made, committed, sent({ ...commit, epoch: 5 })))).toBe('RDD-17')
    expect(violated(task, shows(made, committed, sent({ ...commit, message: 'made up' })))).toBe('RDD-17')
    expect(violated(task, shows(sent(report)))).toBe('RDD-22')
  })

  it('include that sink and query receive what was sent for the epoch, and nothing else', () => {
    expect(violated(coordinator, sends(commit), shows(sink('m')))).toBeUndefined()
    expect(violated(coordinator, sends({ ...commit, epoch: 5 }), shows(sink('m')))).toBe('EC-33')
    expect(violated(coordinator, sends(commit), shows(sink('m', 'made up')))).toBe('EC-33')
    expect(violated(coordinator, sends(report), shows(added('o')))).toBeUndefined()
    expect(violated(coordinator, sends(commit), shows(added('o')))).toBe('CE-2')
    expect(violated(coordinator, sends({ ...report, epoch: 5 }), shows(added('o')))).toBe('CE-2')
  })
})
