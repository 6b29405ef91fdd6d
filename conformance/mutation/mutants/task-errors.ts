import type { Mutant } from '../mutant.ts'
import { both, faultHit, hit, not, on } from '../wrappers/conditions.ts'
import { before, behind, double, drop, moveBefore, patch } from '../wrappers/events.ts'
import {
  computed,
  hadNoWriter,
  partitionOf,
  rowWritten,
  sentCommit,
  survive,
  taskBefore,
  writerAborted,
  writerCreated,
} from '../wrappers/task.ts'
import { alterAction, alterStep, withMemory } from '../wrappers/wrapper.ts'

const isAborting = / is aborting\.$/
const isAborted = / aborted\.$/
const begins = (task: { partition: number; taskId: number; epoch: number }) => [
  computed(task.partition, task.epoch),
  writerCreated(task.partition, task.taskId, task.epoch),
]
/** The epoch that a task tried to begin when it failed. */
const epochBegun = (taken: Parameters<typeof taskBefore>[0]) => {
  const begun = taken.events.findLast((event) => event.kind === 'upstream-computed')
  return begun?.epoch ?? taskBefore(taken)?.epoch ?? 0
}

/** Faults in the handling of errors. */
export const taskErrorMutants: readonly Mutant[] = [
  {
    name: 'leaves a writer that could not write a row unaborted',
    wrap: drop('writer-aborted', on('row')),
    breaks: ['RDD-30'],
  },
  {
    name: 'leaves the writer unaborted when the parent throws',
    wrap: drop('writer-aborted', on('fail')),
    breaks: ['RDD-31'],
  },
  {
    name: 'leaves a writer that could not commit unaborted',
    wrap: drop('writer-aborted', hit('commit')),
    breaks: ['RDD-32'],
  },
  {
    name: 'leaves a writer unaborted that has no row yet when something throws',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, begun) => {
      const { state: after, events } = take(state, action)
      const partition = partitionOf(action)
      const kept = begun.has(partition) ? events : events.filter(({ kind }) => kind !== 'writer-aborted')
      const others = new Set([...begun].filter((one) => one !== partition))
      const memory = action.kind === 'row' ? others.add(partition) : action.kind === 'fail' ? begun : others
      return { state: after, events: kept, memory }
    }),
    breaks: ['RDD-30', 'RDD-31', 'RDD-32'],
  },
  {
    name: 'aborts the writers of all partitions when one of them has an error',
    wrap: behind('task-failed', (_, { after }) =>
      after.role === 'task' ? [...after.running.values()].map((task) => writerAborted(task.partition, task.epoch)) : [],
    ),
    breaks: ['RDD-30'],
  },
  {
    name: 'aborts a writer twice',
    wrap: double('writer-aborted'),
    breaks: ['RDD-30', 'RDD-31', 'RDD-32'],
  },
  {
    name: 'does not log that it aborts',
    wrap: drop(isAborting),
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it aborts when the abort throws',
    wrap: drop(isAborting, hit('abort')),
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it aborts when the send throws',
    wrap: drop(/ abort(ed|ing)\.$/, hit('send')),
    breaks: ['RDD-33', 'RDD-34'],
  },
  {
    name: 'logs twice that it aborts',
    wrap: double(isAborting),
    breaks: ['RDD-33'],
  },
  {
    name: 'logs that it aborts after the abort',
    wrap: moveBefore('writer-aborted', isAborting),
    breaks: ['RDD-33'],
  },
  {
    name: 'logs as a warning that it aborts',
    wrap: patch(isAborting, { level: 'WARN' }),
    breaks: ['RDD-33'],
  },
  {
    name: 'logs that it aborts with the epoch in it',
    wrap: patch(isAborting, ({ message }) => ({ message: message.replace(' is aborting', ' in epoch 0 is aborting') })),
    breaks: ['RDD-33'],
  },
  {
    name: 'does not log that it has aborted',
    wrap: drop(isAborted),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs twice that it has aborted',
    wrap: double(isAborted),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs before the abort that it has aborted',
    wrap: moveBefore(isAborted, 'writer-aborted'),
    breaks: ['RDD-34'],
  },
  {
    name: 'logs that it is aborted, with the `is` of the other line',
    wrap: patch(isAborted, ({ message }) => ({ message: message.replace(' aborted', ' is aborted') })),
    breaks: ['RDD-34'],
  },
  {
    name: 'wraps the error that it fails with',
    wrap: patch('task-failed', ({ error }) => ({
      error: { type: 'SparkException', message: 'Writing failed', cause: error },
    })),
    breaks: ['RDD-35'],
  },
  {
    name: 'loses the message of the error that it fails with',
    wrap: patch('task-failed', ({ error }) => ({ error: { ...error, message: null } })),
    breaks: ['RDD-35'],
  },
  {
    name: 'ends well after an error',
    wrap: alterStep('task', ({ after: state, events }) => ({
      state,
      events: events.map((event) =>
        event.kind === 'task-failed'
          ? { kind: 'task-finished', actor: event.actor, partition: event.partition, rows: 0 }
          : event,
      ),
    })),
    breaks: ['RDD-35'],
  },
  {
    name: 'takes an InterruptedIOException for an interrupt',
    wrap: alterAction('task', (action) =>
      action.kind === 'fail' && action.error.type.startsWith('Interrupted')
        ? { ...action, error: { ...action.error, type: 'InterruptedException' } }
        : action,
    ),
    breaks: ['RDD-35'],
  },
  {
    name: 'tells the coordinator although the writer could not commit',
    wrap: before(
      isAborting,
      (_, taken) => sentCommit(partitionOfTaken(taken), taskBefore(taken)?.epoch ?? 0),
      hit('commit'),
    ),
    breaks: ['RDD-36', 'RDD-17'],
  },
  {
    name: 'tells the coordinator of an epoch in which an error came',
    wrap: before(isAborted, (_, taken) => sentCommit(partitionOfTaken(taken), taskBefore(taken)?.epoch ?? 0)),
    breaks: ['RDD-36'],
  },
  {
    name: 'begins another epoch before it fails',
    wrap: before(isAborted, (_, taken) => computed(partitionOfTaken(taken), (taskBefore(taken)?.epoch ?? 0) + 1)),
    breaks: ['RDD-36'],
  },
  {
    name: 'begins the epoch again after an error, as after an interrupt',
    wrap: survive(() => true, begins),
    breaks: ['RDD-35', 'RDD-36'],
  },
  {
    name: 'aborts a writer that there is not when the compute of the parent throws',
    wrap: behind(
      isAborting,
      (_, taken) => writerAborted(partitionOfTaken(taken), epochBegun(taken)),
      both(hit('upstream'), not(on('fail'))),
    ),
    breaks: ['RDD-37'],
  },
  {
    name: 'makes a writer although the compute of the parent has thrown',
    wrap: before(
      isAborting,
      (_, taken) => writerCreated(partitionOfTaken(taken), 0, epochBegun(taken)),
      hit('upstream'),
    ),
    breaks: ['RDD-37'],
  },
  {
    name: 'aborts a writer that could not be made',
    wrap: behind(
      isAborting,
      (_, taken) => writerAborted(partitionOfTaken(taken), epochBegun(taken)),
      hit('create-writer'),
    ),
    breaks: ['RDD-38'],
  },
  {
    name: 'aborts the writer of the epoch before in place of one that could not be made',
    wrap: before(
      isAborting,
      (_, taken) => {
        const epoch = epochBegun(taken)
        return epoch > 0 ? writerAborted(partitionOfTaken(taken), epoch - 1) : []
      },
      hit('create-writer'),
    ),
    breaks: ['RDD-38'],
  },
  {
    name: 'writes an empty row although the writer could not be made',
    wrap: before(
      isAborting,
      (_, taken) => rowWritten(partitionOfTaken(taken), epochBegun(taken), ''),
      hit('create-writer'),
    ),
    breaks: ['RDD-38'],
  },
  {
    name: 'waits for rows although the writer could not be made',
    wrap: survive(hit('create-writer'), () => []),
    breaks: ['RDD-35'],
  },
  {
    name: 'tries again when the writer could not be made',
    wrap: survive(hit('create-writer'), begins),
    breaks: ['RDD-35', 'RDD-36'],
  },
  {
    name: 'logs nothing when the error comes before a writer exists',
    wrap: drop(/ abort(ed|ing)\.$/, hadNoWriter),
    breaks: ['RDD-39'],
  },
  {
    name: 'does not log that it has aborted when there was no writer',
    wrap: drop(isAborted, hadNoWriter),
    breaks: ['RDD-39'],
  },
  {
    name: 'logs first that it has aborted when there was no writer',
    wrap: alterStep('task', (taken) => {
      const { after: state, events } = taken
      const logged = events.filter((event) => event.kind === 'logged' && event.level === 'ERROR')
      if (!hadNoWriter(taken) || logged.length === 0) return { state, events }
      const at = events.findIndex(({ kind, ...rest }) => kind === 'logged' && 'level' in rest && rest.level === 'ERROR')
      return { state, events: events.toSpliced(at, logged.length, ...logged.toReversed()) }
    }),
    breaks: ['RDD-39'],
  },
  {
    name: 'does not log when the compute of the parent throws',
    wrap: drop(/ abort(ed|ing)\.$/, hit('upstream')),
    breaks: ['RDD-39'],
  },
  {
    name: 'leaves a writer that has committed unaborted when the send throws',
    wrap: drop('writer-aborted', hit('send')),
    breaks: ['RDD-40'],
  },
  {
    name: 'goes on when the send throws',
    wrap: survive(hit('send'), begins, 1),
    breaks: ['RDD-40'],
  },
  {
    name: 'fails with another error than that of the send',
    wrap: patch('task-failed', { error: { type: 'SparkException', message: 'Could not send' } }, hit('send')),
    breaks: ['RDD-40'],
  },
  {
    name: 'fails with the error of the abort',
    wrap: patch('task-failed', ({ error }, taken) => ({ error: (taken && faultHit(taken, 'abort')) ?? error })),
    breaks: ['RDD-41'],
  },
  {
    name: 'logs that it has aborted although the abort has thrown',
    wrap: behind(
      isAborting,
      (line) => ({ ...line, message: line.message.replace('is aborting', 'aborted') }),
      hit('abort'),
    ),
    breaks: ['RDD-42'],
  },
]

function partitionOfTaken({ action }: Parameters<typeof taskBefore>[0]): number {
  return 'partition' in action ? (action.partition ?? 0) : 0
}
