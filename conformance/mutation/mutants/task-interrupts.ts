import type { Mutant } from '../mutant.ts'
import { head, wrapped } from './task-wrapped.ts'

const atInterrupt = 'if (isInterrupt) return after(closing, loop(task, before))'

/** At an interrupt: these events first, then on as it should; `only`, if given, says which tasks are concerned. */
const interrupted = (events: string, only = 'true') => `if (error.type === 'InterruptedException') {
    const actor = 'task-' + partition
    const message = 'commit-' + partition + '-' + epoch
    return after(${only} ? [${events}] : [], loop(task, before))
  }`

const commitEvent = "{ kind: 'partition-committed', actor, partition, epoch, message }"
const sendEvent =
  "{ kind: 'sent', actor, message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message } }"
const abortEvent = "{ kind: 'writer-aborted', actor, partition, epoch }"

/** Where a task looks whether a call has thrown. */
const interruptible = {
  create: 'if (factory.thrown !== undefined)',
  write: "if (thrown !== undefined) return threw(task, armed, thrown, 'writer')",
  commit: 'if (writer.thrown !== undefined)',
  send: 'if (send.thrown !== undefined)',
} as const

/** Where a call was interrupted: returns `outcome` instead of what it should, with the abort of the writer for `ABORT`. */
function onInterrupt(call: 'factory' | 'writer' | 'send', outcome: string): string {
  return `if (${call}.thrown?.type === 'InterruptedException') return ${outcome.replace('ABORT', abortEvent)}
  if (${call}.thrown !== undefined)`
}

/** A task that is interrupted. */
export const taskInterruptMutants: readonly Mutant[] = [
  {
    name: 'aborts the writer at an interrupt',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted(abortEvent),
    breaks: ['RDD-44'],
  },
  {
    name: 'fails at an interrupt',
    file: 'task.ts',
    find: atInterrupt,
    replace: "if (error.type === 'InterruptedException') return failed(partition, before, error, [])",
    breaks: ['RDD-45'],
  },
  {
    name: 'aborts a writer whose commit an interrupt has ended',
    file: 'task.ts',
    find: interruptible.commit,
    replace: onInterrupt('writer', 'after([...events, ABORT], loop(task, writer.armed))'),
    breaks: ['RDD-44'],
  },
  {
    name: 'aborts the writer that has committed when an interrupt ends the send',
    file: 'task.ts',
    find: interruptible.send,
    replace: onInterrupt('send', 'after([...events, ABORT], loop(task, send.armed))'),
    breaks: ['RDD-44'],
  },
  {
    name: 'fails when an interrupt ends the commit',
    file: 'task.ts',
    find: interruptible.commit,
    replace: onInterrupt('writer', 'failed(partition, writer.armed, writer.thrown, events)'),
    breaks: ['RDD-45'],
  },
  {
    name: 'fails when an interrupt ends the send',
    file: 'task.ts',
    find: interruptible.send,
    replace: onInterrupt('send', 'failed(partition, send.armed, send.thrown, events)'),
    breaks: ['RDD-45'],
  },
  {
    name: 'fails when an interrupt ends the making of a writer',
    file: 'task.ts',
    find: interruptible.create,
    replace: onInterrupt('factory', 'failed(partition, factory.armed, factory.thrown, [computed])'),
    breaks: ['RDD-73'],
  },
  {
    name: 'goes on to the next epoch when an interrupt ends the compute of the parent',
    file: 'task.ts',
    find: 'if (isInterrupt) return',
    replace: `if (isInterrupt && at === 'no writer') return loop({ ...task, epoch: epoch + 1 }, before)
  if (isInterrupt) return`,
    breaks: ['RDD-73'],
  },
  {
    name: 'fails when an interrupt ends a write',
    file: 'task.ts',
    find: interruptible.write,
    replace: `if (thrown?.type === 'InterruptedException') return failed(partition, armed, thrown, [])\n  ${interruptible.write}`,
    breaks: ['RDD-45'],
  },
  {
    name: 'logs that it aborts a writer whose commit an interrupt has ended',
    file: 'task.ts',
    find: interruptible.commit,
    replace: onInterrupt(
      'writer',
      'after([...events, aborting(partition), aborted(partition)], loop(task, writer.armed))',
    ),
    breaks: ['RDD-46'],
  },
  {
    name: 'logs that it aborts a writer whose send an interrupt has ended',
    file: 'task.ts',
    find: interruptible.send,
    replace: onInterrupt('send', 'after([...events, aborting(partition), aborted(partition)], loop(task, send.armed))'),
    breaks: ['RDD-46'],
  },
  {
    name: 'takes an interrupt in the commit for the end of the commit',
    file: 'task.ts',
    find: interruptible.commit,
    replace: "if (writer.thrown !== undefined && writer.thrown.type !== 'InterruptedException')",
    breaks: ['RDD-47'],
  },
  {
    name: 'tries the commit again at once when an interrupt has ended it',
    file: 'task.ts',
    find: interruptible.commit,
    replace: onInterrupt('writer', 'commit(task, writer.armed, deviations)'),
    breaks: ['RDD-47', 'RDD-48'],
  },
  {
    name: 'commits the writer of an epoch that was broken off along with the one that replaces it',
    file: 'task.ts',
    find: head,
    replace: wrapped(`
  const result = inner(state, action)
  const broken = new Set(state.broken)
  const doubles = action.kind === 'end-epoch' && broken.delete(action.partition)
  if (action.kind === 'interrupt') broken.add(action.partition)
  const events = result.events.flatMap((event) => (doubles && event.kind === 'partition-committed' ? [event, event] : [event]))
  return { state: { ...result.state, broken }, events }`),
    breaks: ['RDD-47'],
  },
  {
    name: 'goes on with the same writer when an interrupt has ended a write',
    file: 'task.ts',
    find: interruptible.write,
    replace: `if (thrown?.type === 'InterruptedException') return { task, armed, events: [] }\n  ${interruptible.write}`,
    breaks: ['RDD-48'],
  },
  {
    name: 'begins again when an interrupt ends the commit of a completed task',
    file: 'task.ts',
    find: interruptible.commit,
    replace: onInterrupt('writer', 'after(events, loop({ ...task, completed: false }, writer.armed))'),
    breaks: ['RDD-49'],
  },
  {
    name: 'takes an interrupt for an error like any other',
    file: 'task.ts',
    find: atInterrupt,
    replace: '',
    breaks: ['RDD-44', 'RDD-45', 'RDD-46'],
  },
  {
    name: 'logs at an interrupt that it aborts the writer',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted('aborting(partition)'),
    breaks: ['RDD-46'],
  },
  {
    name: 'logs at an interrupt that the writer is aborted',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted('aborted(partition)'),
    breaks: ['RDD-46'],
  },
  {
    name: 'commits the writer of an epoch that an interrupt has ended',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted(commitEvent),
    breaks: ['RDD-47'],
  },
  {
    name: 'sends a commit for an epoch that an interrupt has ended',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted(sendEvent),
    breaks: ['RDD-47'],
  },
  {
    name: 'goes on to the next epoch after an interrupt',
    file: 'task.ts',
    find: atInterrupt,
    replace: atInterrupt.replace('loop(task', 'loop({ ...task, epoch: epoch + 1 }'),
    breaks: ['RDD-48', 'ET-2'],
  },
  {
    name: 'goes on with the same writer after an interrupt',
    file: 'task.ts',
    find: atInterrupt,
    replace:
      "if (error.type === 'InterruptedException' && !task.completed) return { task, armed: before, events: [] }\n  " +
      atInterrupt,
    breaks: ['RDD-48'],
  },
  {
    name: 'makes a new writer after an interrupt without asking the parent again',
    file: 'task.ts',
    find: atInterrupt,
    replace: `if (error.type === 'InterruptedException') {
    const again = loop(task, before)
    return { ...again, events: again.events.filter(({ kind }) => kind !== 'upstream-computed') }
  }`,
    breaks: ['RDD-48'],
  },
  {
    name: 'asks the parent again after an interrupt, but makes no new writer',
    file: 'task.ts',
    find: atInterrupt,
    replace: `if (error.type === 'InterruptedException') {
    const again = loop(task, before)
    return { ...again, events: again.events.filter(({ kind }) => kind !== 'writer-created') }
  }`,
    breaks: ['RDD-48'],
  },
  {
    name: 'ends at an interrupt although it is not completed',
    file: 'task.ts',
    find: atInterrupt,
    replace: atInterrupt.replace('loop(task', 'loop({ ...task, completed: true }'),
    breaks: ['RDD-48'],
  },
  {
    name: 'forgets at an interrupt that it is completed',
    file: 'task.ts',
    find: atInterrupt,
    replace: atInterrupt.replace('loop(task', 'loop({ ...task, completed: false }'),
    breaks: ['RDD-49'],
  },
  {
    name: 'commits the epoch under way when it is interrupted after it is completed',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted(commitEvent, 'task.completed'),
    breaks: ['RDD-49'],
  },
  {
    name: 'aborts the epoch under way when it is interrupted after it is completed',
    file: 'task.ts',
    find: atInterrupt,
    replace: interrupted(abortEvent, 'task.completed'),
    breaks: ['RDD-49'],
  },
  {
    name: 'fails when it is interrupted after it is completed',
    file: 'task.ts',
    find: atInterrupt,
    replace: `if (task.completed && error.type === 'InterruptedException') return failed(partition, before, error, [])\n  ${atInterrupt}`,
    breaks: ['RDD-49'],
  },
]
