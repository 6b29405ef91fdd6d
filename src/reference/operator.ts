import type { OperatorAction, OperatorPlace, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { OperatorSetup } from '../contract/setups.ts'
import type { ErrorValue } from '../contract/values.ts'
import type { Deviations } from './deviations.ts'
import { attempt, inject, noFaults, type PendingFaults } from './fault-injection.ts'
import { logStartProcessing } from './log-lines.ts'
import { NotEnabled } from './not-enabled.ts'
import { askFailed, interrupted, jobAborted, noCoordinator } from './spark-errors.ts'

// WriteToContinuousDataSourceExec.md. Its job has one task per partition, and ends with the last task.
// An id in a comment names a requirement (`npx cwc show ID`): skip the ids at first. `deviations`: later releases of Spark.
// A list of events is a list of calls. `attempt` makes them in order, and stops before the first that is to throw.

/** The operator and the running tasks of its job. */
export interface OperatorState {
  readonly role: 'operator'
  readonly setup: OperatorSetup
  readonly deviations: Deviations
  /** The query's thread does nothing, waits for the coordinator's reply, or waits for the job. */
  readonly thread: 'idle' | 'asks' | 'runs-job'
  readonly tasks: ReadonlySet<number>
  readonly faults: PendingFaults<OperatorPlace>
}

type Step = { readonly state: OperatorState; readonly events: readonly Event[] }

export function openOperator(setup: OperatorSetup, deviations: Deviations): Step {
  return {
    state: { role: 'operator', setup, deviations, thread: 'idle', tasks: new Set(), faults: noFaults },
    events: [],
  }
}

export function stepOperator(state: OperatorState, action: Plain<OperatorAction>): Step {
  switch (action.kind) {
    case 'describe':
      // No output columns, and one child.
      return { state, events: [{ kind: 'described', actor: 'operator', output: [], children: 1 }] } // OP-1, OP-5
    case 'execute':
      return execute(state)
    case 'answer':
      if (state.thread !== 'asks') throw new NotEnabled('no ask is open')
      return action.error === undefined ? submitJob(state, []) : fail(state, askFailed(action.error), []) // OP-25
    case 'finish-task':
      return finishTask(state, action.partition)
    case 'interrupt':
      return interrupt(state)
    case 'fail-task':
      return failTask(state, action.partition, action.error)
    case 'fail':
      return { state: { ...state, faults: inject(state.faults, action.at, action.error) }, events: [] }
  }
}

/** `doExecute`, up to the reply to the ask. */
function execute(before: OperatorState): Step {
  if (before.thread !== 'idle') throw new NotEnabled('the operator is executing already')
  if (before.tasks.size > 0) throw new NotEnabled('tasks of the previous job are still running')
  // By its setup the coordinator is missing, replies at once, or holds its reply until the action `answer`.
  const { coordinator, epochCoordinatorId: id, partitions, writer } = before.setup
  const { deviations } = before

  const asOnThePage: readonly Event[] = [
    { kind: 'writer-factory-created', actor: 'operator' }, // OP-2, OP-3
    { kind: 'child-executed', actor: 'operator' }, // OP-2, OP-4
  ]
  // Since Spark 3.0 the child comes first, and the factory gets the number of partitions.
  const childFirst: readonly Event[] = [
    { kind: 'child-executed', actor: 'operator' }, // OP-4, OP-45
    { kind: 'writer-factory-created', actor: 'operator', numPartitions: partitions }, // OP-3, OP-42, OP-45
  ]
  const { after, events, thrown } = attempt(before, deviations.has('child-first') ? childFirst : asOnThePage)
  if (thrown !== undefined) return fail(after, thrown, events) // OP-17, OP-18, OP-19, OP-20, OP-40, OP-41

  const lookedUp: readonly Event[] = [
    ...events,
    logStartProcessing(writer, partitions, deviations), // OP-7, OP-32
    { kind: 'coordinator-looked-up', actor: 'operator', id }, // OP-8
  ]
  if (coordinator === 'missing' || id === null) return fail(after, noCoordinator(id), lookedUp) // OP-21, OP-22, OP-23

  const message = { type: 'SetWriterPartitions', numPartitions: partitions } as const
  const asked: readonly Event[] = [...lookedUp, { kind: 'asked', actor: 'operator', message }] // OP-9, OP-10, OP-31
  // Synchronously: no task may start before the coordinator knows how many there are (OP-11).
  return coordinator === 'holds' ? { state: { ...after, thread: 'asks' }, events: asked } : submitJob(after, asked)
}

/** The coordinator has replied: collect the write RDD, with one task per partition. */
function submitJob(state: OperatorState, before: readonly Event[]): Step {
  const { partitions } = state.setup
  const tasks = Array.from({ length: partitions }, (_, partition) => partition)
  const events: readonly Event[] = [
    ...before,
    { kind: 'job-submitted', actor: 'operator', partitions }, // OP-12
    ...tasks.map((partition): Event => ({ kind: 'task-started', actor: `task-${partition}`, partition })), // OP-13
  ]
  // A job without tasks ends at once.
  if (partitions === 0) return finish(state, events) // OP-30
  return { state: { ...state, thread: 'runs-job', tasks: new Set(tasks) }, events }
}

/** A task has decided to finish. The job ends with the last task. */
function finishTask(state: OperatorState, partition: number): Step {
  requireRunning(state, partition)
  const tasks = new Set([...state.tasks].filter((task) => task !== partition))
  const next = { ...state, tasks }
  return tasks.size === 0 && state.thread === 'runs-job' ? finish(next, []) : { state: next, events: [] } // OP-14
}

// Not on the page, observed: a continuous query is stopped by an interrupt, so it is no failure of the job. The tasks are not told.
function interrupt(state: OperatorState): Step {
  if (state.thread === 'runs-job') return finish(state, []) // OP-28
  return state.thread === 'asks' ? fail(state, interrupted, []) : { state, events: [] }
}

// Not on the page, observed: how the job fails with a task.
function failTask(state: OperatorState, partition: number, error: ErrorValue): Step {
  requireRunning(state, partition)
  // The task catches an interrupt, and goes on with its loop.
  if (error.type === 'InterruptedException') return { state, events: [] }
  // The other tasks are killed with the job, whether the thread still waits for it or not.
  const killed = { ...state, tasks: new Set<number>() }
  if (state.thread !== 'runs-job') return { state: killed, events: [] }
  return fail(killed, jobAborted(error, state.deviations), []) // OP-27, OP-43, OP-44
}

/** `doExecute` returns an RDD without partitions: a continuous write has no output. */
function finish(state: OperatorState, before: readonly Event[]): Step {
  return {
    state: { ...state, thread: 'idle' },
    events: [...before, { kind: 'returned', actor: 'operator', partitions: 0 }], // OP-15, OP-16
  }
}

/** The execution throws. */
function fail(state: OperatorState, error: ErrorValue, before: readonly Event[]): Step {
  const threw: Event = { kind: 'threw', actor: 'operator', error } // OP-17, OP-19, OP-21, OP-24, OP-26, OP-29
  return { state: { ...state, thread: 'idle' }, events: [...before, threw] }
}

function requireRunning(state: OperatorState, partition: number): void {
  if (!state.tasks.has(partition)) throw new NotEnabled(`no task of partition ${partition} is running`)
}
