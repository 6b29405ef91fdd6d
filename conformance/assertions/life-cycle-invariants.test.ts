import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { task } from './fixtures/opened.ts'
import { firstViolation } from './invariants.ts'
import type { TraceStep } from './trace.ts'

const query: TraceStep = {
  kind: 'opened',
  opening: {
    role: 'query',
    setup: { partitions: 1, startEpoch: 4, epochBacklogQueueSize: 10, delivery: 'immediate' },
  },
  events: [],
}
const disk = { type: 'IOException', message: 'disk full' }
const acts = (action: Action, ...events: Event[]): TraceStep => ({ kind: 'acted', action, events })
const violated = (...trace: TraceStep[]) => firstViolation(trace)?.requirement

const start: Action = { kind: 'start', partition: 0 }
const row: Action = { kind: 'row', partition: 0, value: 'a' }
const endEpoch: Action = { kind: 'end-epoch', partition: 0 }
const interrupt: Action = { kind: 'interrupt', partition: 0 }
const fails = (at: 'write' | 'send'): TraceStep => acts({ kind: 'fail', partition: 0, at, error: disk })

const made: Event = { kind: 'writer-created', actor: 'task-0', partition: 0, taskId: 0, epoch: 4 }
const committed: Event = { kind: 'partition-committed', actor: 'task-0', partition: 0, epoch: 4, message: 'm' }
const aborted: Event = { kind: 'writer-aborted', actor: 'task-0', partition: 0, epoch: 4 }
const failed: Event = { kind: 'task-failed', actor: 'task-0', partition: 0, error: disk }
const finished: Event = { kind: 'task-finished', actor: 'task-0', partition: 0, rows: 0 }

describe('the life of a writer in every trace', () => {
  it('has one commit, while the writer is open', () => {
    expect(violated(task, acts(start, made), acts(endEpoch, committed))).toBeUndefined()
    expect(violated(task, acts(start, made), acts(endEpoch, committed, committed))).toBe('RDD-15')
    expect(violated(task, acts(start, made), acts(endEpoch, committed), acts(endEpoch, committed))).toBe('RDD-15')
    expect(violated(task, acts(endEpoch, committed))).toBe('RDD-15')
    expect(violated(task, fails('write'), acts(start, made), acts(row, aborted, committed))).toBe('RDD-15')
  })

  it('ends with an abort where its task fails with the error of a row', () => {
    expect(violated(task, fails('write'), acts(start, made), acts(row, aborted, failed))).toBeUndefined()
    expect(violated(task, fails('write'), acts(start, made), acts(row, failed))).toBe('RDD-30')
  })

  it('may end without an abort where the error is another, or the task was interrupted', () => {
    const other: Event = { ...failed, error: { type: 'MyError', message: null } }
    expect(violated(task, fails('write'), acts(start, made), acts(row, other))).toBeUndefined()
    expect(violated(task, fails('send'), acts(start, made), acts(endEpoch, failed))).toBeUndefined()
    expect(violated(task, fails('write'), acts(start, made), acts(interrupt), acts(row, failed))).toBeUndefined()
    const anew = acts(interrupt, made)
    expect(violated(task, fails('write'), acts(start, made), anew, acts(row, failed))).toBe('RDD-30')
  })
})

describe('the end of a run in every trace', () => {
  const execute: Action = { kind: 'execute' }
  const writers: Event = {
    kind: 'asked',
    actor: 'operator',
    message: { type: 'SetWriterPartitions', numPartitions: 1 },
  }
  const job: Event = { kind: 'job-submitted', actor: 'operator', partitions: 1 }
  const asked: Event = { kind: 'asked', actor: 'query', message: { type: 'StopContinuousExecutionWrites' } }
  const returned: Event = { kind: 'returned', actor: 'operator', partitions: 0 }
  const stopped: Event = { kind: 'query-stopped', actor: 'query', error: null }
  const ended: Event = { ...stopped, error: disk }

  it('comes after StopContinuousExecutionWrites, as does the next job', () => {
    expect(violated(query, acts(execute, writers, job), acts({ kind: 'stop' }, asked, stopped))).toBeUndefined()
    expect(violated(query, acts(execute, writers, job), acts({ kind: 'stop' }, stopped))).toBe('EC-28')
    expect(violated(query, acts(execute, writers, job), acts({ kind: 'stop' }, stopped, asked))).toBe('EC-28')
    expect(
      violated(query, acts(execute, writers, job), acts({ kind: 'interrupt' }, returned, asked, job)),
    ).toBeUndefined()
    expect(violated(query, acts(execute, writers, job), acts({ kind: 'interrupt' }, returned, job))).toBe('EC-28')
    expect(violated(query, acts(execute, writers, job), acts({ kind: 'kill-coordinator' }, ended))).toBeUndefined()
  })

  it('is followed by another run if it has no error and the query was not stopped', () => {
    const complete: Action = { kind: 'complete', partition: 0 }
    expect(violated(query, acts(execute, writers, job), acts(complete, finished, returned, asked, job))).toBeUndefined()
    expect(violated(query, acts(execute, writers, job), acts(complete, finished, returned, asked))).toBe('CE-14')
    expect(violated(query, acts(execute, writers, job), acts(complete, finished, asked))).toBe('CE-14')
    expect(violated(query, acts(execute, writers, job), acts(complete, finished, returned, asked, stopped))).toBe(
      'CE-14',
    )
    expect(
      violated(query, acts(execute, writers, job), acts(complete, finished, returned, asked, ended)),
    ).toBeUndefined()
    expect(
      violated(query, acts(execute, writers, job), acts({ kind: 'stop' }, returned, asked, stopped)),
    ).toBeUndefined()
  })
})
