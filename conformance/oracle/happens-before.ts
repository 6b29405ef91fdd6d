import type { Event } from '../../src/contract/events.ts'

// Order across actors is promised only where one thing causes the other. These are the pairs that are looked at:
//
// - a question, and its answer (role query);
// - the question for the number of writers, and the start of any task: no task may run before it is answered;
// - a message that a task has sent, and what the coordinator does because of it (role query, delivered at once);
// - the end of a task, and the return of the execution that waits for it (role query).
//
// A job and its tasks' start are none: each is told by a thread of its own.

/** Whether `cause` has to come before `effect`, if the model does both, and in that order. */
export function happensBefore(cause: Event, effect: Event): boolean {
  switch (effect.kind) {
    case 'answered':
      return cause.kind === 'asked' && cause.message.type === effect.message
    // Whoever asks waits for the answer.
    case 'child-executed':
      return cause.kind === 'answered' && cause.message === 'SetReaderPartitions'
    case 'job-submitted':
    case 'task-started':
    case 'upstream-computed':
      return cause.kind === 'answered'
        ? cause.message === 'SetWriterPartitions'
        : cause.kind === 'asked' && cause.message.type === 'SetWriterPartitions'
    case 'query-stopped':
      return cause.kind === 'answered' && cause.message === 'StopContinuousExecutionWrites'
    case 'epoch-committed':
      return cause.kind === 'sent' && cause.message.epoch === effect.epoch
    case 'offset-added':
      return (
        cause.kind === 'sent' && cause.message.type === 'ReportPartitionOffset' && cause.message.epoch === effect.epoch
      )
    case 'returned':
    case 'threw':
      return cause.kind === 'task-finished' || cause.kind === 'task-failed'
    default:
      return false
  }
}
