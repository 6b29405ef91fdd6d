import type { Event } from '../../../src/contract/events.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import { logAborted, logAborting } from '../../../src/reference/log-lines.ts'
import type { State, Step } from '../../../src/reference/model.ts'
import type { Wrapper } from '../mutant.ts'
import { type Condition, faultHit } from './conditions.ts'
import { type ActionOf, alterStep, onStep, type Taken } from './wrapper.ts'

// The parts of task mutants.

type Task = State<'task'>['running'] extends ReadonlyMap<number, infer T> ? T : never

export const actorOf = (partition: number) => `task-${partition}` as const

export const computed = (partition: number, epoch: number | null): Event => {
  return { kind: 'upstream-computed', actor: actorOf(partition), partition, epoch }
}
export const writerCreated = (partition: number, taskId: number, epoch: number): Event => {
  return { kind: 'writer-created', actor: actorOf(partition), partition, taskId, epoch }
}
export const committed = (partition: number, epoch: number, message = `commit-${partition}-${epoch}`): Event => {
  return { kind: 'partition-committed', actor: actorOf(partition), partition, epoch, message }
}
export const sentCommit = (partition: number, epoch: number): Event => {
  const message = `commit-${partition}-${epoch}`
  return {
    kind: 'sent',
    actor: actorOf(partition),
    message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message },
  }
}
export const writerAborted = (partition: number, epoch: number): Event => {
  return { kind: 'writer-aborted', actor: actorOf(partition), partition, epoch }
}
export const writerClosed = (partition: number, epoch: number): Event => {
  return { kind: 'writer-closed', actor: actorOf(partition), partition, epoch }
}
export const rowWritten = (partition: number, epoch: number, value: string): Event => {
  return { kind: 'row-written', actor: actorOf(partition), partition, epoch, value }
}
export const taskFailed = (partition: number, error: ErrorValue): Event => {
  return { kind: 'task-failed', actor: actorOf(partition), partition, error }
}
/** The two lines of an abort. */
export const abortLines = (partition: number): readonly Event[] => [logAborting(partition), logAborted(partition)]

/** The partition that an action is for. */
export const partitionOf = (action: ActionOf<'task'>): number => ('partition' in action ? action.partition : -1)

/** The task that an action is for, before the action. */
export function taskBefore({ before, action }: Taken): Task | undefined {
  if (!('partition' in action) || action.partition === undefined) return undefined
  if (before.role === 'query') return before.tasks.running.get(action.partition)
  return before.role === 'task' ? before.running.get(action.partition) : undefined
}

/** The task was marked as completed before. */
export const wasCompleted: Condition = (taken) => taskBefore(taken)?.completed === true

/** An interrupt has ended the epoch under way: one from outside, or one that a place threw. */
export const wasInterrupted: Condition = (taken) =>
  taken.action.kind === 'interrupt' ||
  (taken.action.kind === 'fail' &&
    taken.action.error.type === 'InterruptedException' &&
    taskBefore(taken) !== undefined) ||
  ['upstream', 'create-writer', 'write', 'commit', 'send'].some(
    (place) => faultHit(taken, place)?.type === 'InterruptedException',
  )

/** The compute of the parent, or the making of the writer, has thrown. */
export const hadNoWriter: Condition = (taken) =>
  faultHit(taken, 'upstream') !== undefined || faultHit(taken, 'create-writer') !== undefined

/** Where in the events of a step the task is back at the top of its loop. */
export function topOfLoop(events: readonly Event[]): number {
  const at = events.findIndex(({ kind }) => kind === 'upstream-computed' || kind === 'task-finished')
  return at < 0 ? events.length : at
}

/** Where in the events of a step the task has noticed an error. */
export function startOfAbort(events: readonly Event[]): number {
  const at = events.findIndex((event) => event.kind === 'logged' && event.level === 'ERROR')
  return at < 0 ? events.length : at
}

/** At an interrupt, before the task goes on: these events. */
export function atInterrupt(make: (task: Task) => readonly Event[], when: Condition = () => true): Wrapper {
  return alterStep('task', (taken) => {
    const { after: state, events } = taken
    const task = taskBefore(taken)
    if (task === undefined || !wasInterrupted(taken) || !when(taken)) return { state, events }
    return { state, events: events.toSpliced(topOfLoop(events), 0, ...make(task)) }
  })
}

/** Has the task fail where it would go on with its loop. */
export function failAtTop(when: Condition, error: ErrorValue = interruptError): Wrapper {
  return alterStep('task', (taken) => {
    const partition = partitionOf(taken.action)
    if (!when(taken)) return { state: taken.after, events: taken.events }
    const running = new Map(taken.after.running)
    running.delete(partition)
    // Where the compute of the parent is not what was interrupted, the task never comes to it again.
    const events = [...taken.events.slice(0, topOfLoop(taken.events)), taskFailed(partition, error)]
    return { state: { ...taken.after, running }, events }
  })
}

export const interruptError: ErrorValue = { type: 'InterruptedException', message: null }

/** Moves the epoch that the task goes on with. */
export function moveEpoch(by: number, when: Condition): Wrapper {
  return alterStep('task', (taken) => {
    const { after, action } = taken
    if (!when(taken)) return { state: after, events: taken.events }
    const events = taken.events.map((event): Event => {
      if (event.kind === 'upstream-computed') return { ...event, epoch: (event.epoch ?? 0) + by }
      return event.kind === 'writer-created' ? { ...event, epoch: event.epoch + by } : event
    })
    return { state: withTask(after, partitionOf(action), (task) => ({ ...task, epoch: task.epoch + by })), events }
  })
}

/** Has the task go on where it would have failed: its events up to the abort, then `more`. */
export function survive(when: Condition, more: (task: Task) => readonly Event[], by = 0): Wrapper {
  return alterStep('task', (taken) => {
    const { after, action, events } = taken
    if (!when(taken) || events.at(-1)?.kind !== 'task-failed') return { state: after, events }
    const partition = partitionOf(action)
    const kept = events.slice(0, startOfAbort(events))
    const { deviations } = after
    const begun = kept.findLast((event) => event.kind === 'upstream-computed')?.epoch
    const old = taskBefore(taken) ?? {
      taskId: after.nextTaskId - 1,
      partition,
      frozenParentEpoch: undefined,
      completed: false,
      deviations,
      epoch: 0,
    }
    const task = { ...old, epoch: (begun ?? old.epoch) + by }
    const running = new Map(after.running).set(partition, task)
    return { state: { ...after, running }, events: [...kept, ...more(task)] }
  })
}

/** Alters a task that is running. */
export function withTask(state: State<'task'>, partition: number, change: (task: Task) => Task): State<'task'> {
  const task = state.running.get(partition)
  return task === undefined ? state : { ...state, running: new Map(state.running).set(partition, change(task)) }
}

/** Marks a task as completed, or not, before it takes an action. */
export function completedFirst(completed: boolean, when: (action: ActionOf<'task'>, task: Task) => boolean): Wrapper {
  return onStep('task', ({ state, action, take }): Step<'task'> => {
    const task = state.running.get(partitionOf(action))
    if (task === undefined || !when(action, task)) return take(state, action)
    return take(
      withTask(state, task.partition, (one) => ({ ...one, completed })),
      action,
    )
  })
}
