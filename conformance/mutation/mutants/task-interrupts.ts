import type { Event } from '../../../src/contract/events.ts'
import { logAborted, logAborting } from '../../../src/reference/log-lines.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { both, faultHit, interruptedAt } from '../wrappers/conditions.ts'
import { drop } from '../wrappers/events.ts'
import {
  abortLines,
  atInterrupt,
  committed,
  completedFirst,
  failAtTop,
  moveEpoch,
  partitionOf,
  sentCommit,
  taskBefore,
  wasCompleted,
  wasInterrupted,
  writerAborted,
} from '../wrappers/task.ts'
import { alterStep, onStep, type Taken, withMemory } from '../wrappers/wrapper.ts'

const abortsWriter = ({ partition, epoch }: { partition: number; epoch: number }) => [writerAborted(partition, epoch)]
const commitsWriter = ({ partition, epoch }: { partition: number; epoch: number }) => [committed(partition, epoch)]

/** An interrupt has ended an epoch that had its writer. */
const hadWriter = (taken: Taken) => wasInterrupted(taken) && !interruptedAt('upstream', 'create-writer')(taken)

/** Stays in the epoch, with its writer: nothing more comes of the interrupt. */
const staysInEpoch = (when: (taken: Taken) => boolean): Wrapper =>
  alterStep('task', (taken) => {
    const { before, after, action, events } = taken
    const task = before.running.get(partitionOf(action))
    if (task === undefined || !when(taken)) return { state: after, events }
    return { state: { ...after, running: new Map(after.running).set(task.partition, task) }, events: [] }
  })

/** Takes a commit that a pending interrupt would end in two goes: the first hits the interrupt, of which `shows` is seen. */
const commitsAgain = (shows: (events: readonly Event[]) => readonly Event[]): Wrapper =>
  onStep('task', ({ state, action, take }) => {
    const partition = partitionOf(action)
    const { state: tried, events } = take(state, action)
    const interrupted = faultHit({ before: state, action, after: tried, events }, 'commit')
    if (action.kind !== 'end-epoch' || interrupted?.type !== 'InterruptedException') return { state: tried, events }
    const task = state.running.get(partition)
    const running = task === undefined ? tried.running : new Map(tried.running).set(partition, task)
    const again = take({ ...tried, running }, action)
    return { state: again.state, events: [...shows(events), ...again.events] }
  })

/** A task that is interrupted. */
export const taskInterruptMutants: readonly Mutant[] = [
  {
    name: 'aborts the writer at an interrupt',
    wrap: atInterrupt(abortsWriter),
    breaks: ['RDD-44'],
  },
  {
    name: 'fails at an interrupt',
    wrap: failAtTop(wasInterrupted),
    breaks: ['RDD-45'],
  },
  {
    name: 'aborts a writer whose commit an interrupt has ended',
    wrap: atInterrupt(abortsWriter, interruptedAt('commit')),
    breaks: ['RDD-44'],
  },
  {
    name: 'aborts the writer that has committed when an interrupt ends the send',
    wrap: atInterrupt(abortsWriter, interruptedAt('send')),
    breaks: ['RDD-44'],
  },
  {
    name: 'fails when an interrupt ends the commit',
    wrap: failAtTop(interruptedAt('commit')),
    breaks: ['RDD-45'],
  },
  {
    name: 'fails when an interrupt ends the send',
    wrap: failAtTop(interruptedAt('send')),
    breaks: ['RDD-45'],
  },
  {
    name: 'fails when an interrupt ends the making of a writer',
    wrap: failAtTop(interruptedAt('create-writer')),
    breaks: ['RDD-73'],
  },
  {
    name: 'goes on to the next epoch when an interrupt ends the compute of the parent',
    wrap: moveEpoch(1, interruptedAt('upstream')),
    breaks: ['RDD-73'],
  },
  {
    name: 'fails when an interrupt ends a write',
    wrap: failAtTop(interruptedAt('write')),
    breaks: ['RDD-45'],
  },
  {
    name: 'logs that it aborts a writer whose commit an interrupt has ended',
    wrap: atInterrupt(({ partition }) => abortLines(partition), interruptedAt('commit')),
    breaks: ['RDD-46'],
  },
  {
    name: 'logs that it aborts a writer whose send an interrupt has ended',
    wrap: atInterrupt(({ partition }) => abortLines(partition), interruptedAt('send')),
    breaks: ['RDD-46'],
  },
  {
    name: 'takes an interrupt in the commit for the end of the commit',
    wrap: commitsAgain(() => []),
    breaks: ['RDD-47'],
  },
  {
    name: 'tries the commit again at once when an interrupt has ended it',
    wrap: commitsAgain((events) => events.slice(0, 1)),
    breaks: ['RDD-47', 'RDD-48'],
  },
  {
    name: 'commits the writer of an epoch that was broken off along with the one that replaces it',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, broken) => {
      const { state: after, events } = take(state, action)
      const partition = partitionOf(action)
      if (action.kind === 'interrupt') return { state: after, events, memory: new Set([...broken, partition]) }
      if (action.kind !== 'end-epoch' || !broken.has(partition)) return { state: after, events, memory: broken }
      return {
        state: after,
        events: events.flatMap((event): readonly Event[] =>
          event.kind === 'partition-committed' ? [event, event] : [event],
        ),
        memory: new Set([...broken].filter((one) => one !== partition)),
      }
    }),
    breaks: ['RDD-47'],
  },
  {
    name: 'goes on with the same writer when an interrupt has ended a write',
    wrap: staysInEpoch(interruptedAt('write')),
    breaks: ['RDD-48'],
  },
  {
    name: 'begins again when an interrupt ends the commit of a completed task',
    wrap: onStep('task', ({ state, action, take }) => {
      const fault = state.faults.get(partitionOf(action))?.commit
      const interrupted = action.kind === 'end-epoch' && fault?.type === 'InterruptedException'
      const task = state.running.get(partitionOf(action))
      if (!interrupted || task === undefined) return take(state, action)
      return take(
        { ...state, running: new Map(state.running).set(task.partition, { ...task, completed: false }) },
        action,
      )
    }),
    breaks: ['RDD-49'],
  },
  {
    name: 'takes an interrupt for an error like any other',
    wrap: alterStep('task', (taken) => {
      const { after, events } = taken
      const task = taskBefore(taken)
      if (task === undefined || !wasInterrupted(taken)) return { state: after, events }
      const { partition, epoch } = task
      const running = new Map(after.running)
      running.delete(partition)
      const [logsAborting, logsAborted] = [logAborting(partition), logAborted(partition)]
      const failed: Event = {
        kind: 'task-failed',
        actor: `task-${partition}`,
        partition,
        error: { type: 'InterruptedException', message: null },
      }
      const done = events.slice(
        0,
        events.findIndex(({ kind }) => kind === 'upstream-computed' || kind === 'task-finished'),
      )
      return {
        state: { ...after, running },
        events: [...done, logsAborting, writerAborted(partition, epoch), logsAborted, failed],
      }
    }),
    breaks: ['RDD-44', 'RDD-45', 'RDD-46'],
  },
  {
    name: 'logs at an interrupt that it aborts the writer',
    wrap: atInterrupt(({ partition }) => [logAborting(partition)]),
    breaks: ['RDD-46'],
  },
  {
    name: 'logs at an interrupt that the writer is aborted',
    wrap: atInterrupt(({ partition }) => [logAborted(partition)]),
    breaks: ['RDD-46'],
  },
  {
    name: 'commits the writer of an epoch that an interrupt has ended',
    wrap: atInterrupt(commitsWriter),
    breaks: ['RDD-47'],
  },
  {
    name: 'sends a commit for an epoch that an interrupt has ended',
    wrap: atInterrupt(({ partition, epoch }) => [sentCommit(partition, epoch)]),
    breaks: ['RDD-47'],
  },
  {
    name: 'goes on to the next epoch after an interrupt',
    wrap: moveEpoch(1, wasInterrupted),
    breaks: ['RDD-48', 'ET-2'],
  },
  {
    name: 'goes on with the same writer after an interrupt',
    wrap: staysInEpoch((taken) => hadWriter(taken) && !wasCompleted(taken)),
    breaks: ['RDD-48'],
  },
  {
    name: 'makes a new writer after an interrupt without asking the parent again',
    wrap: drop('upstream-computed', wasInterrupted),
    breaks: ['RDD-48'],
  },
  {
    name: 'asks the parent again after an interrupt, but makes no new writer',
    wrap: drop('writer-created', wasInterrupted),
    breaks: ['RDD-48'],
  },
  {
    name: 'ends at an interrupt although it is not completed',
    wrap: completedFirst(true, ({ kind }) => kind === 'interrupt'),
    breaks: ['RDD-48'],
  },
  {
    name: 'forgets at an interrupt that it is completed',
    wrap: completedFirst(false, ({ kind }) => kind === 'interrupt'),
    breaks: ['RDD-49'],
  },
  {
    name: 'commits the epoch under way when it is interrupted after it is completed',
    wrap: atInterrupt(commitsWriter, wasCompleted),
    breaks: ['RDD-49'],
  },
  {
    name: 'aborts the epoch under way when it is interrupted after it is completed',
    wrap: atInterrupt(abortsWriter, wasCompleted),
    breaks: ['RDD-49'],
  },
  {
    name: 'fails when it is interrupted after it is completed',
    wrap: failAtTop(both(wasInterrupted, wasCompleted)),
    breaks: ['RDD-49'],
  },
]
