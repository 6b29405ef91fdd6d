import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import type { ErrorValue } from '../../src/contract/values.ts'
import {
  askFailed,
  coordinatorGone,
  dataReadFailed,
  endpointGone,
  interrupted,
  jobAborted,
  noCoordinator,
  noStartEpoch,
  taskRetried,
} from '../../src/reference/spark-errors.ts'
import { equalEvents } from './event-equality.ts'

const threw = (error: ErrorValue): Event => ({ kind: 'threw', actor: 'operator', error })
const alikeErrors = (expected: ErrorValue, seen: ErrorValue) => equalEvents(threw(expected), threw(seen))
const late = { type: 'IllegalStateException', message: 'too late' }

describe('errors', () => {
  it('injected errors are equal if type and text are', () => {
    expect(alikeErrors(late, late)).toBe(true)
    expect(alikeErrors(late, { ...late, message: 'too early' })).toBe(false)
    expect(alikeErrors(late, { ...late, type: 'RuntimeException' })).toBe(false)
    expect(alikeErrors(late, { type: 'SparkException', message: null, cause: late })).toBe(false)
  })

  it("Spark's own errors are equal with other texts", () => {
    const cause = { type: 'RpcEndpointNotFoundException', message: 'nobody is called so' }
    expect(alikeErrors(noCoordinator('id'), { type: 'SparkException', message: 'no', cause })).toBe(true)
    expect(alikeErrors(noCoordinator('id'), { type: 'SparkException', message: 'no', cause: late })).toBe(false)
    expect(alikeErrors(noCoordinator('id'), { type: 'SparkException', message: 'no' })).toBe(false)
    expect(alikeErrors(noStartEpoch, { ...noStartEpoch, message: 'null' })).toBe(true)
    expect(alikeErrors(interrupted, { ...interrupted, message: 'while it waited' })).toBe(true)
  })

  it("Spark's own errors are compared by type and cause alone, also in a failed job", () => {
    const lost = { type: 'IOException', message: 'connection reset' }
    const read = dataReadFailed(lost)
    expect(alikeErrors(read, { ...read, message: 'Data read failed.' })).toBe(true)
    expect(alikeErrors(read, { ...read, cause: { ...lost, message: 'other' } })).toBe(false)
    expect(alikeErrors(taskRetried, { ...taskRetried, message: 'not again' })).toBe(true)
    expect(alikeErrors(taskRetried, { ...taskRetried, type: 'SparkException' })).toBe(false)
    expect(alikeErrors(coordinatorGone('id'), { ...coordinatorGone('id'), cause: endpointGone('other') })).toBe(true)
    const failed = jobAborted(taskRetried, new Set())
    const found = { type: 'SparkException', message: 'the job failed: a.b.ContinuousTaskRetryException: not again' }
    expect(alikeErrors(failed, { ...failed, cause: found })).toBe(true)
    expect(alikeErrors(failed, { ...failed, cause: { ...found, message: 'the job failed' } })).toBe(false)
  })

  it('a failure of the job that is thrown itself has the error of the task as its cause', () => {
    const failed = jobAborted(late, new Set(['job-failure-bare']))
    expect(alikeErrors(failed, failed)).toBe(true)
    expect(alikeErrors(failed, { type: failed.type, message: failed.message })).toBe(false)
    expect(alikeErrors(failed, { ...failed, cause: { ...late, message: 'too early' } })).toBe(false)
  })

  it('the wrapped failure of a job names the error of the task, and the text of the wrapper is required', () => {
    const named = (text: string, message = 'Writing job aborted.') =>
      alikeErrors(jobAborted(late, new Set()), {
        type: 'SparkException',
        message,
        cause: { type: 'SparkException', message: text },
      })
    expect(named('the job failed: IllegalStateException: too late')).toBe(true)
    expect(named('the job failed')).toBe(false)
    expect(named('the job failed: too late')).toBe(false)
    expect(named('the job failed: IllegalStateException: too late', 'aborted')).toBe(false)
  })

  it('an error as the reply to an ask is the cause, wrapped or not; timeouts and interrupts are not compared', () => {
    const outOfMemory = { type: 'OutOfMemoryError', message: 'heap' }
    expect(alikeErrors(askFailed(outOfMemory), { type: 'SparkException', message: 'x', cause: outOfMemory })).toBe(true)
    expect(alikeErrors(askFailed(late), { type: 'SparkException', message: 'x', cause: outOfMemory })).toBe(false)
    for (const type of ['TimeoutException', 'InterruptedException']) {
      expect(alikeErrors(askFailed({ type, message: 'x' }), late)).toBe(true)
    }
  })
})

describe('log lines', () => {
  const line = (actor: 'operator' | 'coordinator' | 'task-0', logger: string, message = 'x'): Event => {
    return { kind: 'logged', actor, level: 'INFO', logger, message }
  }

  it('log lines of operator and coordinator have the logger that the page names, in any package', () => {
    const exec = 'WriteToContinuousDataSourceExec'
    expect(equalEvents(line('operator', `a.${exec}`), line('operator', `b.c.${exec}`))).toBe(true)
    expect(equalEvents(line('operator', `a.${exec}`), line('operator', 'a.Exec'))).toBe(false)
    expect(
      equalEvents(line('coordinator', 'a.EpochCoordinatorRef'), line('coordinator', 'b.EpochCoordinatorRef$')),
    ).toBe(true)
    expect(equalEvents(line('coordinator', 'a.EpochCoordinatorRef'), line('coordinator', 'b.Coordinator'))).toBe(false)
  })

  it('log lines of a task may have any logger', () => {
    expect(equalEvents(line('task-0', 'a.ContinuousWriteRDD'), line('task-0', 'b.Writer'))).toBe(true)
    expect(equalEvents(line('task-0', 'a.ContinuousWriteRDD'), line('task-0', 'b.Writer', 'y'))).toBe(false)
  })
})

describe('a writer factory', () => {
  const made = (numPartitions?: number): Event => {
    const event = { kind: 'writer-factory-created', actor: 'operator' } as const
    return numPartitions === undefined ? event : { ...event, numPartitions }
  }

  it('writer factories are equal if one of them lacks the number of partitions', () => {
    expect(equalEvents(made(), made(2))).toBe(true)
    expect(equalEvents(made(2), made())).toBe(true)
    expect(equalEvents(made(2), made(3))).toBe(false)
  })
})
