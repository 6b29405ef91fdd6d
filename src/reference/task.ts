import type { Plain, TaskAction, TaskPlace } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { TaskSetup } from '../contract/setups.ts'
import type { ErrorValue, PlainError } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'
import { attempt, inject, noFaults, type PendingFaults } from './fault-injection.ts'
import { logAborted, logAborting, logCommitted, logCommitting } from './log-lines.ts'
import { NotEnabled } from './not-enabled.ts'
import { noCoordinator, noStartEpoch, nothingToClose } from './spark-errors.ts'

// ContinuousWriteRDD.md, with the current epoch of EpochTracker.md and the local properties of ContinuousExecution.md.
// An id in a comment names a requirement (`npx cwc show ID`): skip the ids at first. `deviations`: later releases of Spark.
// A list of events is a list of calls. `attempt` makes them in order, and stops before the first that is to throw.

/** A write RDD and its running tasks, each of which waits for a row. */
export interface TaskState {
  readonly role: 'task'
  readonly setup: TaskSetup
  readonly deviations: Deviations
  readonly nextTaskId: number
  readonly running: ReadonlyMap<number, Task>
  readonly faults: ReadonlyMap<number, PendingFaults<TaskPlace>>
}

/** A task inside `compute`, with the writer of its epoch, waiting for its parent's next row. */
interface Task {
  readonly taskId: number
  readonly partition: number
  /** EpochTracker.md: the current epoch of the thread that runs the task (ET-3). */
  readonly epoch: number
  /** The epoch on a thread of the parent's own, which stays as it is; undefined: the parent computes on the task's thread. */
  readonly frozenParentEpoch: number | undefined
  /** Whether its context is killed or completed. */
  readonly completed: boolean
  readonly deviations: Deviations
}

type Step = { readonly state: TaskState; readonly events: readonly Event[] }

export function openTask(setup: TaskSetup, deviations: Deviations): Step {
  return {
    state: { role: 'task', setup, deviations, nextTaskId: 0, running: new Map(), faults: new Map() },
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
    case 'row':
      return stepRunning(state, action.partition, (running) => write(running, action.value))
    case 'end-epoch':
      return stepRunning(state, action.partition, commit)
    case 'complete':
      return stepRunning(state, action.partition, (running) => ({ ...complete(running), events: [] }))
    case 'interrupt':
      return stepRunning(state, action.partition, (running) => interrupt(running, { hasWriter: true }))
    case 'kill':
      // The context of a killed task is marked, and its thread is interrupted: the loop ends as that of a completed task.
      return stepRunning(state, action.partition, (running) => interrupt(complete(running), { hasWriter: true })) // RDD-26
    case 'fail':
      return injectFault(state, action)
  }
}

/** `compute`: looks up the coordinator, initializes the epoch tracker, and begins the loop. */
function compute(state: TaskState, partition: number): Outcome {
  const { nextTaskId: taskId, deviations } = state
  const { coordinator, epochCoordinatorId, startEpoch, parentThread } = state.setup
  const faults = faultsAt(state, partition)
  if (coordinator === 'missing' || epochCoordinatorId === null) {
    return fail(partition, faults, noCoordinator(epochCoordinatorId), []) // RDD-3, RDD-51, RDD-52, RDD-53
  }
  if (startEpoch === null) return fail(partition, faults, noStartEpoch, []) // RDD-50, RDD-53
  // FIXME of the page: EpochTracker.md says nothing of other threads. Theirs begin with a copy that stays as it is (ET-5).
  const frozenParentEpoch = parentThread === 'own' ? startEpoch : undefined
  const task: Task = { taskId, partition, epoch: startEpoch, completed: false, frozenParentEpoch, deviations } // RDD-4
  return loop({ task, faults })
}

/** The top of the loop: ask the parent for the rows of the epoch, and the factory for its writer. */
function loop(running: Running): Outcome {
  const { taskId, partition, epoch, frozenParentEpoch, completed } = running.task
  const actor = `task-${partition}` as const
  if (completed) {
    // `compute` returns an iterator without rows.
    return { task: undefined, faults: running.faults, events: [{ kind: 'task-finished', actor, partition, rows: 0 }] } // RDD-27, RDD-29, RDD-49
  }
  const upstreamEpoch = frozenParentEpoch ?? epoch
  const { after, events, thrown } = attempt(running, [
    { kind: 'upstream-computed', actor, partition, epoch: upstreamEpoch }, // RDD-5, RDD-6, RDD-11, ET-1
    { kind: 'writer-created', actor, partition, taskId, epoch }, // RDD-7, RDD-8, RDD-9, RDD-10, RDD-11, ET-1
  ])
  if (thrown !== undefined) return prepend(events, handleError(after, thrown, { hasWriter: false })) // RDD-37, RDD-38
  return { ...after, events }
}

/** The parent returns a row: the writer writes it. */
function write(running: Running, value: string): Outcome {
  const { partition, epoch } = running.task
  const { after, events, thrown } = attempt(running, [
    { kind: 'row-written', actor: `task-${partition}`, partition, epoch, value }, // RDD-12, RDD-13
  ])
  if (thrown !== undefined) return handleError(after, thrown, { hasWriter: true })
  return { ...after, events }
}

/** The parent has no more rows in this epoch: commit it, tell the coordinator, and begin the next epoch. */
function commit(running: Running): Outcome {
  const { partition, epoch, deviations } = running.task
  const actor = `task-${partition}` as const
  // The kit's token for the WriterCommitMessage.
  const message = `commit-${partition}-${epoch}`
  const { after, events, thrown } = attempt(running, [
    logCommitting(partition, epoch), // RDD-14
    { kind: 'partition-committed', actor, partition, epoch, message }, // RDD-15, RDD-16
    { kind: 'sent', actor, message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message } }, // RDD-17, RDD-18, RDD-19, RDD-20, RDD-22, EC-22
    logCommitted(partition, epoch, deviations), // RDD-23
    ...close(running.task), // RDD-43, RDD-70
  ])
  if (thrown !== undefined) return prepend(events, handleError(after, thrown, { hasWriter: true })) // RDD-40
  return prepend(events, loop({ ...after, task: { ...after.task, epoch: epoch + 1 } })) // RDD-21, RDD-24, RDD-25, RDD-55, ET-2
}

/** In case of an error, abort the writer, if there is one, and fail. */
function handleError(running: Running, error: PlainError, { hasWriter }: WriterOfEpoch): Outcome {
  if (error.type === 'InterruptedException') return interrupt(running, { hasWriter })
  const { partition, epoch } = running.task
  const actor = `task-${partition}` as const
  // If the abort throws, the first error stays, and "aborted" is not logged (RDD-42).
  const { after, events } = attempt(running, [
    logAborting(partition), // RDD-33, RDD-39
    ...(hasWriter ? [{ kind: 'writer-aborted', actor, partition, epoch } as const] : []), // RDD-30, RDD-31, RDD-32
    logAborted(partition), // RDD-34, RDD-42
  ])
  const closing = hasWriter ? close(running.task) : [] // RDD-71, RDD-75
  return fail(partition, after.faults, error, [...events, ...closing]) // RDD-36
}

// Not on the page, observed: an interrupt is no error. The writer is not aborted, and the loop begins the epoch again.
function interrupt(running: Running, { hasWriter }: WriterOfEpoch): Outcome {
  const { partition, deviations } = running.task
  if (!hasWriter && deviations.has('no-writer-closed')) return fail(partition, running.faults, nothingToClose, []) // RDD-74
  const closing = hasWriter ? close(running.task) : [] // RDD-72
  return prepend(closing, loop(running)) // RDD-44, RDD-45, RDD-46, RDD-47, RDD-48, RDD-73
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

// From here on no page: how a step finds its task, and puts it back.

/** A running task and its pending faults. */
interface Running {
  readonly task: Task
  readonly faults: PendingFaults<TaskPlace>
}

/** Whether the writer of the epoch was created. */
interface WriterOfEpoch {
  readonly hasWriter: boolean
}

/** A task after a step (undefined: it has ended), and the faults that are left. */
interface Outcome {
  readonly task: Task | undefined
  readonly faults: PendingFaults<TaskPlace>
  readonly events: readonly Event[]
}

function prepend(events: readonly Event[], outcome: Outcome): Outcome {
  return { ...outcome, events: [...events, ...outcome.events] }
}

function complete({ task, faults }: Running): Running {
  return { task: { ...task, completed: true }, faults }
}

function start(state: TaskState, partition: number): Step {
  requirePartition(state, partition)
  if (state.running.has(partition)) throw new NotEnabled(`the task of partition ${partition} is running already`)
  return settle({ ...state, nextTaskId: state.nextTaskId + 1 }, partition, compute(state, partition))
}

/** Lets the running task of the partition act. */
function stepRunning(state: TaskState, partition: number, act: (running: Running) => Outcome): Step {
  requirePartition(state, partition)
  const task = state.running.get(partition)
  if (task === undefined) throw new NotEnabled(`no task of partition ${partition} waits for a row`)
  return settle(state, partition, act({ task, faults: faultsAt(state, partition) }))
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

function injectFault(state: TaskState, { partition, at, error }: Extract<Plain<TaskAction>, { kind: 'fail' }>): Step {
  requirePartition(state, partition)
  // A task that waits for its parent's next row gets the error at once.
  if (at === 'upstream' && state.running.has(partition)) {
    return stepRunning(state, partition, (running) => handleError(running, error, { hasWriter: true })) // RDD-31
  }
  const faults = inject(faultsAt(state, partition), at, error)
  return { state: { ...state, faults: new Map(state.faults).set(partition, faults) }, events: [] }
}

function requirePartition(state: TaskState, partition: number): void {
  if (partition >= state.setup.partitions) {
    throw new NotEnabled(`there is no partition ${partition}, only ${state.setup.partitions}`)
  }
}

function faultsAt(state: TaskState, partition: number): PendingFaults<TaskPlace> {
  return state.faults.get(partition) ?? noFaults
}
