import type { Plain, TaskAction, TaskPlace } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { TaskSetup } from '../contract/setups.ts'
import type { ErrorValue, PlainError } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'
import { attempt, inject, noFaults, type PendingFaults } from './fault-injection.ts'
import { logAborted, logAborting, logCommitted, logCommitting } from './log-lines.ts'
import { NotEnabled } from './not-enabled.ts'
import { interrupted, noCoordinator, noStartEpoch, nothingToClose } from './spark-errors.ts'

// ContinuousWriteRDD.md, with the current epoch of EpochTracker.md and the local properties of ContinuousExecution.md.

/** A write RDD and its running tasks, each of which waits for a row. */
export interface TaskState {
  readonly role: 'task'
  readonly setup: TaskSetup
  readonly deviations: Deviations
  /** How many tasks have been started: the id of the next one. */
  readonly started: number
  readonly running: ReadonlyMap<number, Task>
  readonly faults: ReadonlyMap<number, PendingFaults<TaskPlace>>
}

/** A task inside `compute`, with the writer of its epoch, waiting for its parent's next row. */
interface Task {
  readonly taskId: number
  readonly partition: number
  /** EpochTracker.md: the current epoch of the thread that runs the task (ET-3). */
  readonly epoch: number
  /** The tracker's epoch on a thread that the task has started; undefined: the parent computes on the thread of the task. */
  readonly parentEpoch: number | undefined
  /** Whether its context is killed or completed. */
  readonly completed: boolean
  readonly deviations: Deviations
}

type Step = { readonly state: TaskState; readonly events: readonly Event[] }

/** A task and its pending faults. */
interface Running {
  readonly task: Task
  readonly faults: PendingFaults<TaskPlace>
}

/** A task after a step (undefined: it has ended), and the faults that are left. */
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
      const at = runningAt(state, action.partition)
      return settle(state, action.partition, write(at, action.value))
    }
    case 'end-epoch':
      return settle(state, action.partition, commit(runningAt(state, action.partition)))
    case 'interrupt':
      return settle(state, action.partition, handleError(runningAt(state, action.partition), interrupted, 'writer'))
    case 'kill':
      // A killed task's context is marked, and its thread is interrupted: the loop ends as that of a completed task.
      return settle(
        state,
        action.partition,
        handleError(complete(runningAt(state, action.partition)), interrupted, 'writer'),
      ) // RDD-26
    case 'complete':
      return settle(state, action.partition, { ...complete(runningAt(state, action.partition)), events: [] })
    case 'fail': {
      requirePartition(state, action.partition)
      const task = state.running.get(action.partition)
      const faults = faultsAt(state, action.partition)
      // A task that waits for its parent's next row gets the error at once.
      if (action.at === 'upstream' && task !== undefined) {
        return settle(state, action.partition, handleError({ task, faults }, action.error, 'writer')) // RDD-31
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

function complete({ task, faults }: Running): Running {
  return { task: { ...task, completed: true }, faults }
}

/** `compute`: looks up the coordinator, initializes the epoch tracker, and begins the loop. */
function start(state: TaskState, partition: number): Step {
  requirePartition(state, partition)
  if (state.running.has(partition)) throw new NotEnabled(`the task of partition ${partition} is running already`)
  const { coordinator, epochCoordinatorId, startEpoch } = state.setup
  const next = { ...state, started: state.started + 1 }
  const faults = faultsAt(state, partition)
  if (coordinator === 'missing' || epochCoordinatorId === null) {
    return settle(next, partition, fail(partition, faults, noCoordinator(epochCoordinatorId), [])) // RDD-3, RDD-51, RDD-52, RDD-53
  }
  if (startEpoch === null) return settle(next, partition, fail(partition, faults, noStartEpoch, [])) // RDD-50, RDD-53
  const { started: taskId, deviations } = state
  // FIXME of the page: EpochTracker.md says nothing of other threads. Theirs begin with a copy that stays as it is (ET-5).
  const parentEpoch = state.setup.parentThread === 'own' ? startEpoch : undefined
  const task: Task = { taskId, partition, epoch: startEpoch, completed: false, parentEpoch, deviations } // RDD-4
  return settle(next, partition, loop({ task, faults }))
}

/** The top of the loop: ask the parent for the rows of the epoch, and the factory for its writer. */
function loop(before: Running): Outcome {
  const { taskId, partition, epoch, parentEpoch = epoch, completed } = before.task
  const actor = `task-${partition}` as const
  if (completed) {
    return { task: undefined, faults: before.faults, events: [{ kind: 'task-finished', actor, partition, rows: 0 }] } // RDD-27, RDD-29, RDD-49
  }
  const { state, events, thrown } = attempt(before, [
    { kind: 'upstream-computed', actor, partition, epoch: parentEpoch }, // RDD-5, RDD-6, RDD-11, ET-1
    { kind: 'writer-created', actor, partition, taskId, epoch }, // RDD-7, RDD-8, RDD-9, RDD-10, RDD-11, ET-1
  ])
  return thrown === undefined ? { ...state, events } : prepend(events, handleError(state, thrown, 'no writer')) // RDD-37, RDD-38
}

/** The parent returns a row: the writer writes it. */
function write(before: Running, value: string): Outcome {
  const { partition, epoch } = before.task
  const { state, events, thrown } = attempt(before, [
    { kind: 'row-written', actor: `task-${partition}`, partition, epoch, value }, // RDD-12, RDD-13
  ])
  return thrown === undefined ? { ...state, events } : handleError(state, thrown, 'writer')
}

/** The parent has no more rows in this epoch: commit it, tell the coordinator, and begin the next epoch. */
function commit(before: Running): Outcome {
  const { partition, epoch, deviations } = before.task
  const actor = `task-${partition}` as const
  const message = `commit-${partition}-${epoch}`
  const { state, events, thrown } = attempt(before, [
    logCommitting(partition, epoch), // RDD-14
    { kind: 'partition-committed', actor, partition, epoch, message }, // RDD-15, RDD-16
    { kind: 'sent', actor, message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message } }, // RDD-17, RDD-18, RDD-19, RDD-20, RDD-22, EC-22
    logCommitted(partition, epoch, deviations), // RDD-23
    ...close(before.task), // RDD-43, RDD-70
  ])
  if (thrown !== undefined) return prepend(events, handleError(state, thrown, 'writer')) // RDD-40
  return prepend(events, loop({ ...state, task: { ...state.task, epoch: epoch + 1 } })) // RDD-21, RDD-24, RDD-25, RDD-55, ET-2
}

/** In case of an error, abort the writer, if there is one, and fail. An interrupt is no error: the loop goes on. */
function handleError(before: Running, error: PlainError, at: 'writer' | 'no writer'): Outcome {
  const { partition, epoch, deviations } = before.task
  const closing = at === 'writer' ? close(before.task) : [] // RDD-71, RDD-72, RDD-75
  if (error.type === 'InterruptedException') {
    const cannotClose = at === 'no writer' && deviations.has('no-writer-closed')
    if (cannotClose) return fail(partition, before.faults, nothingToClose, []) // RDD-74
    return prepend(closing, loop(before)) // RDD-44, RDD-45, RDD-46, RDD-47, RDD-48, RDD-73
  }
  const actor = `task-${partition}` as const
  const { state, events } = attempt(before, [
    logAborting(partition), // RDD-33, RDD-39
    ...(at === 'writer' ? [{ kind: 'writer-aborted', actor, partition, epoch } as const] : []), // RDD-30, RDD-31, RDD-32
    logAborted(partition), // RDD-34, RDD-42
  ])
  return fail(partition, state.faults, error, [...events, ...closing]) // RDD-36
}

/** The page ends with the commit or the abort; some releases close the writer then. */
function close({ partition, epoch, deviations }: Task): readonly Event[] {
  if (!deviations.has('writer-closed')) return [] // RDD-43
  return [{ kind: 'writer-closed', actor: `task-${partition}`, partition, epoch }] // RDD-70, RDD-71, RDD-72
}

function fail(
  partition: number,
  faults: PendingFaults<TaskPlace>,
  error: ErrorValue,
  before: readonly Event[],
): Outcome {
  const failed: Event = { kind: 'task-failed', actor: `task-${partition}`, partition, error } // RDD-35, RDD-41
  return { task: undefined, faults, events: [...before, failed] }
}

function prepend(events: readonly Event[], outcome: Outcome): Outcome {
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

function requirePartition(state: TaskState, partition: number): void {
  if (partition >= state.setup.partitions) {
    throw new NotEnabled(`there is no partition ${partition}, only ${state.setup.partitions}`)
  }
}

function runningAt(state: TaskState, partition: number): Running {
  requirePartition(state, partition)
  const task = state.running.get(partition)
  if (task === undefined) throw new NotEnabled(`no task of partition ${partition} waits for a row`)
  return { task, faults: faultsAt(state, partition) }
}

function faultsAt(state: TaskState, partition: number): PendingFaults<TaskPlace> {
  return state.faults.get(partition) ?? noFaults
}
