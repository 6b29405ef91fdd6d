import type { Event } from '../../src/contract/events.ts'

// Events of different actors are ordered only where one happens before the other. The compared pairs are:
//
// - an ask and its reply (role query);
// - the reply to SetWriterPartitions and the start of any task: no task may run before it;
// - a message from a task and the coordinator's reaction to it (role query, delivered at once);
// - the end of a task and the return of the execution that waits for it (role query).
//
// A job and the start of its tasks are no such pair: different threads report them.

/** Whether `cause` happens before `effect`, given that the model has both, in that order. */
export function happensBefore(cause: Event, effect: Event): boolean {
  switch (effect.kind) {
    case 'answered':
      return cause.kind === 'asked' && cause.message.type === effect.message
    // An ask blocks its caller until the reply.
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
