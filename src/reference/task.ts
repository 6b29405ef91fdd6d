import type { Plain, TaskAction, TaskPlace } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Report } from '../contract/messages.ts'
import type { TaskSetup } from '../contract/setups.ts'
import type { ErrorValue, PlainError } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'
import { call, inject, type PendingFaults } from './fault-injection.ts'
import { aborted, aborting, committed, committing } from './log-lines.ts'
import { NotEnabled } from './not-enabled.ts'
import { noCoordinator, noStartEpoch, nothingToClose } from './spark-errors.ts'

// ContinuousWriteRDD.md, with the current epoch of EpochTracker.md and the local properties of ContinuousExecution.md.

/** A write RDD and its tasks, each of which waits for a row or has ended. */
export interface TaskState {
  readonly role: 'task'
  readonly setup: TaskSetup
  readonly deviations: Deviations
  /** How many tasks were ever started: the next one's id. */
  readonly started: number
  readonly running: ReadonlyMap<number, Task>
  readonly faults: ReadonlyMap<number, PendingFaults<TaskPlace>>
}

/** A task inside `compute`, with the writer of its epoch, waiting for its parent's next row. */
interface Task {
  readonly taskId: number
  readonly partition: number
  /** EpochTracker.md: the current epoch of the thread that runs the task. */
  readonly epoch: number
  /** The epoch that the tracker tells a thread which the task has started; undefined: the parent computes on the task's own. */
  readonly parentEpoch: number | undefined
  /** Whether its context is killed or completed. */
  readonly completed: boolean
  readonly deviations: Deviations
}

type Step = { readonly state: TaskState; readonly events: readonly Event[] }

/** What has become of a task: where it stands (undefined: it has ended), and the faults that are still pending around it. */
interface Outcome {
  readonly task: Task | undefined
  readonly faults: PendingFaults<TaskPlace>
  readonly events: readonly Event[]
}

export function openTask(setup: TaskSetup, deviations: Deviations): Step {
  return {
    state: { role: 'task', setup, deviations, started: 0, running: new Map(), faults: new Map() },
    events: [],
  }
}

export function stepTask(state: TaskState, action: Plain<TaskAction>): Step {
  switch (action.kind) {
    case 'describe': {
      // Partitions and partitioner are the parent's.
      const { partitions, partitioner } = state.setup
      return { state, events: [{ kind: 'described', actor: 'rdd', partitions, partitioner }] } // RDD-1, RDD-2
    }
    case 'start':
      return start(state, action.partition)
    case 'row': {
      const task = running(state, action.partition)
      return settle(state, task.partition, write(task, faultsAt(state, task.partition), action.value))
    }
    case 'end-epoch': {
      const task = running(state, action.partition)
      return settle(state, task.partition, commit(task, faultsAt(state, task.partition)))
    }
    case 'interrupt': {
      const task = running(state, action.partition)
      const error = { type: 'InterruptedException', message: null }
      return settle(state, task.partition, threw(task, faultsAt(state, task.partition), error, 'writer'))
    }
    case 'kill': {
      // A killed task's context is marked, and its thread is interrupted: the loop ends as that of a completed task.
      const task = { ...running(state, action.partition), completed: true }
      const error = { type: 'InterruptedException', message: null }
      return settle(state, task.partition, threw(task, faultsAt(state, task.partition), error, 'writer'))
    }
    case 'complete': {
      const task = running(state, action.partition)
      return {
        state: { ...state, running: new Map(state.running).set(task.partition, { ...task, completed: true }) },
        events: [],
      }
    }
    case 'fail': {
      known(state, action.partition)
      const task = state.running.get(action.partition)
      const faults = faultsAt(state, action.partition)
      // A task that waits for its upstream feels it there and then.
      if (action.at === 'upstream' && task !== undefined) {
        return settle(state, action.partition, threw(task, faults, action.error, 'writer'))
      }
      return {
        state: {
          ...state,
          faults: new Map(state.faults).set(action.partition, inject(faults, action.at, action.error)),
        },
        events: [],
      }
    }
  }
}

/** `compute`, up to its first wait. */
function start(state: TaskState, partition: number): Step {
  known(state, partition)
  if (state.running.has(partition)) throw new NotEnabled(`the task of partition ${partition} is running already`)
  const { coordinator, epochCoordinatorId, startEpoch } = state.setup
  const next = { ...state, started: state.started + 1 }
  const faults = faultsAt(state, partition)
  if (coordinator === 'missing' || epochCoordinatorId === null) {
    return settle(next, partition, failed(partition, faults, noCoordinator(epochCoordinatorId), []))
  }
  if (startEpoch === null) return settle(next, partition, failed(partition, faults, noStartEpoch, []))
  const { started: taskId, deviations } = state
  // EpochTracker.md: the thread begins with a copy of the epoch, and the copy does not follow it.
  const parentEpoch = state.setup.parentThread === 'own' ? startEpoch : undefined
  return settle(
    next,
    partition,
    loop({ taskId, partition, epoch: startEpoch, completed: false, parentEpoch, deviations }, faults),
  )
}

/** The top of the loop: unless the context is killed or completed, ask the parent for the epoch's rows, and make the epoch's writer. */
function loop(task: Task, faults: PendingFaults<TaskPlace>): Outcome {
  const { taskId, partition, epoch, parentEpoch = epoch } = task
  const actor = `task-${partition}` as const
  if (task.completed) {
    return { task: undefined, faults, events: [{ kind: 'task-finished', actor, partition, rows: 0 }] } // RDD-27, RDD-29
  }
  const upstream = call(faults, 'upstream')
  if (upstream.thrown !== undefined) return threw(task, upstream.faults, upstream.thrown, 'no writer')
  const computed: Event = { kind: 'upstream-computed', actor, partition, epoch: parentEpoch } // RDD-5, RDD-6

  const factory = call(upstream.faults, 'create-writer')
  if (factory.thrown !== undefined) {
    return after([computed], threw(task, factory.faults, factory.thrown, 'no writer'))
  }
  return {
    task,
    faults: factory.faults,
    events: [computed, { kind: 'writer-created', actor, partition, taskId, epoch }],
  }
}

/** A row has come. */
function write(task: Task, before: PendingFaults<TaskPlace>, value: string): Outcome {
  const { partition, epoch } = task
  const { thrown, faults } = call(before, 'write')
  if (thrown !== undefined) return threw(task, faults, thrown, 'writer')
  return { task, faults, events: [{ kind: 'row-written', actor: `task-${partition}`, partition, epoch, value }] } // RDD-12
}

/** There are no more rows in this epoch: commit it, tell the coordinator, and begin the next. */
function commit(task: Task, before: PendingFaults<TaskPlace>): Outcome {
  const { partition, epoch, deviations } = task
  const actor = `task-${partition}` as const
  const events: Event[] = [committing(partition, epoch)] // RDD-14

  const writer = call(before, 'commit')
  if (writer.thrown !== undefined) return after(events, threw(task, writer.faults, writer.thrown, 'writer'))
  const message = `commit-${partition}-${epoch}`
  events.push({ kind: 'partition-committed', actor, partition, epoch, message }) // RDD-15

  const send = call(writer.faults, 'send', 'CommitPartitionEpoch')
  if (send.thrown !== undefined) return after(events, threw(task, send.faults, send.thrown, 'writer'))
  const report: Report = { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message }
  events.push({ kind: 'sent', actor, message: report }) // RDD-17

  events.push(committed(partition, epoch, deviations)) // RDD-23
  events.push(...closed(task))
  return after(events, loop({ ...task, epoch: epoch + 1 }, send.faults))
}

/** An error on the way: abort the epoch's writer, if there is one, and fail. An interrupt is none: the loop goes on. */
function threw(task: Task, before: PendingFaults<TaskPlace>, error: PlainError, at: 'writer' | 'no writer'): Outcome {
  const { partition, epoch, deviations } = task
  const closing = at === 'writer' ? closed(task) : []
  const isInterrupt = error.type === 'InterruptedException'
  if (isInterrupt && at === 'no writer' && deviations.has('no-writer-closed')) {
    return failed(partition, before, nothingToClose, [])
  }
  if (isInterrupt) return after(closing, loop(task, before))
  const events: Event[] = [aborting(partition)] // RDD-33
  if (at === 'writer') {
    const { thrown, faults } = call(before, 'abort')
    if (thrown !== undefined) return failed(partition, faults, error, [...events, ...closing])
    events.push({ kind: 'writer-aborted', actor: `task-${partition}`, partition, epoch }) // RDD-30
  }
  return failed(partition, before, error, [...events, aborted(partition), ...closing])
}

/** The epoch's writer is done with, in whatever way it ended; the page knows no more of it. */
function closed({ partition, epoch, deviations }: Task): readonly Event[] {
  if (!deviations.has('writer-closed')) return []
  return [{ kind: 'writer-closed', actor: `task-${partition}`, partition, epoch }] // RDD-43, RDD-70
}

function failed(
  partition: number,
  faults: PendingFaults<TaskPlace>,
  error: ErrorValue,
  before: readonly Event[],
): Outcome {
  return {
    task: undefined,
    faults,
    events: [...before, { kind: 'task-failed', actor: `task-${partition}`, partition, error }],
  }
}

function after(events: readonly Event[], outcome: Outcome): Outcome {
  return { ...outcome, events: [...events, ...outcome.events] }
}

function settle(state: TaskState, partition: number, outcome: Outcome): Step {
  const running = new Map(state.running)
  if (outcome.task === undefined) running.delete(partition)
  else running.set(partition, outcome.task)
  return {
    state: { ...state, running, faults: new Map(state.faults).set(partition, outcome.faults) },
    events: outcome.events,
  }
}

function known(state: TaskState, partition: number): void {
  if (partition >= state.setup.partitions) {
    throw new NotEnabled(`there is no partition ${partition}, only ${state.setup.partitions}`)
  }
}

function running(state: TaskState, partition: number): Task {
  known(state, partition)
  const task = state.running.get(partition)
  if (task === undefined) throw new NotEnabled(`no task of partition ${partition} waits for a row`)
  return task
}

function faultsAt(state: TaskState, partition: number): PendingFaults<TaskPlace> {
  return state.faults.get(partition) ?? {}
}

/** What can be done next: start what does not run; give what runs a row, an end, an interrupt. */
export function enabledTask(state: TaskState): readonly Plain<TaskAction>[] {
  const partitions = Array.from({ length: state.setup.partitions }, (_, partition) => partition)
  return [
    { kind: 'describe' },
    ...partitions.flatMap((partition): readonly Plain<TaskAction>[] =>
      state.running.has(partition)
        ? [
            { kind: 'row', partition, value: 'row' },
            { kind: 'end-epoch', partition },
            { kind: 'interrupt', partition },
            { kind: 'kill', partition },
            { kind: 'complete', partition },
          ]
        : [{ kind: 'start', partition }],
    ),
  ]
}
