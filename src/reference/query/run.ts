import type { Event } from '../../contract/events.ts'
import type { ErrorValue } from '../../contract/values.ts'
import { type CoordinatorState, type EpochProgress, openCoordinator } from '../coordinator.ts'
import { emptyIntMap, set } from '../int-map.ts'
import { openOperator, stepOperator } from '../operator.ts'
import { coordinatorGone } from '../spark-errors.ts'
import { openTask } from '../task.ts'
import { listUncommitted, resume } from './checkpoint.ts'
import { ask } from './mailboxes.ts'
import { doInTurn, doNothing, isRunning, partitionsOf, type QueryState, type QueryStep } from './state.ts'
import { actAsTask, kill, poll } from './tasks.ts'

// ContinuousExecution.md, runContinuous and runActivatedStream: one run of a query, from the checkpoint to its end.

// FIXME of the page: ContinuousExecution.md, runContinuous and Epoch Update Thread. Completed from Spark (CE-7, CE-8, CE-9, EC-24).
/** `runContinuous`: creates the coordinator, starts the epoch update thread, and executes the plan. */
export function run(before: QueryState): QueryStep {
  const { deviations } = before.tasks
  const { startEpoch, startOffsets } = resume(before.checkpoint, before.setup.partitions)
  const { state: coordinator, events } = openCoordinator({ ...before.setup, startEpoch }, deviations, 'asserted') // EC-21
  const state: QueryState = {
    ...before,
    ...openParts(before, startEpoch),
    runs: before.runs + 1,
    coordinator: withLogged({ ...coordinator, faults: before.coordinator.faults }, listUncommitted(before.checkpoint)),
    coordinatorIsGone: false,
    readers: startOffsets.map((offset) => ({ offset, epoch: startEpoch })),
    mailboxes: partitionsOf(before).map(() => []),
    failure: null,
  }
  // Spark's trigger fires as soon as there is a coordinator. Where the kit is the trigger, that ask does not happen.
  const trigger = (next: QueryState) =>
    next.setup.trigger === 'spark' ? ask(next, 'query', { type: 'IncrementAndGetEpoch' }) : doNothing(next)
  return doInTurn({ state, events }, trigger, execute)
}

// FIXME of the page: ContinuousExecution.md, Local Properties. Operator and tasks read the id and the start epoch (CE-4, CE-5).
/** Operator and tasks of a run. */
function openParts({ setup, executions, runs, operator, tasks }: QueryState, startEpoch: number) {
  const { partitions } = setup
  const { deviations } = tasks
  // A run id and a random UUID, numbered in the order of their appearance.
  const epochCoordinatorId = `<run ${executions - 1}>--<uuid ${runs}>` // CE-5
  const ofOperator = { partitions, epochCoordinatorId, coordinator: 'holds', writer: 'Sink' } as const
  const ofTasks = { partitions, partitioner: null, startEpoch, epochCoordinatorId, coordinator: 'answers' } as const
  return {
    operator: { ...openOperator(ofOperator, deviations).state, faults: operator.faults },
    tasks: { ...openTask(ofTasks, deviations).state, faults: tasks.faults, nextTaskId: tasks.nextTaskId },
  }
}

/** The coordinator when the offset log already has these epochs: it accepts their commits without a new offset. */
function withLogged(coordinator: CoordinatorState, epochs: readonly number[]): CoordinatorState {
  const logged: EpochProgress = { commits: emptyIntMap(), offsets: emptyIntMap(), offsetAdded: true }
  return { ...coordinator, epochs: epochs.reduce((all, epoch) => set(all, epoch, logged), coordinator.epochs) }
}

/** Executes the plan: the scan below the operator announces the readers, the operator the writers, and then the job starts. */
function execute(state: QueryState): QueryStep {
  const numPartitions = state.setup.partitions
  const { state: operator, events } = stepOperator(state.operator, { kind: 'execute' })
  const next = { ...state, operator }
  const child = events.findIndex(({ kind }) => kind === 'child-executed')
  if (child < 0) return finishRun({ state: next, events })
  const id = operator.setup.epochCoordinatorId
  const lookedUp: Event = { kind: 'coordinator-looked-up', actor: 'operator', id } // REF-2
  const scanned = doInTurn({ state: next, events: [...events.slice(0, child), lookedUp] }, (one) =>
    ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions }),
  )
  const rest = events.slice(child)
  // The operator does not come to its ask: since 3.0 its child is executed before the sink may fail.
  if (operator.thread !== 'asks') return finishRun({ ...scanned, events: [...scanned.events, ...rest] })
  return doInTurn(
    { ...scanned, events: [...scanned.events, ...rest.slice(0, -1)] },
    (one) => ask(one, 'operator', { type: 'SetWriterPartitions', numPartitions }),
    submitJob,
  )
}

/** The coordinator has replied to SetWriterPartitions: the job starts its tasks. */
function submitJob(state: QueryState): QueryStep {
  return afterTasks(tellOperator(state, { kind: 'answer' }), (next) =>
    doInTurn(
      doNothing(next),
      ...partitionsOf(next).map((partition) => (one: QueryState) => actAsTask(one, { kind: 'start', partition })),
      ...(next.setup.polls === 'held' ? [] : [pollAll]),
    ),
  )
}

/** The marker threads of all readers ask for the current epoch. */
export function pollAll(state: QueryState): QueryStep {
  return doInTurn(
    doNothing(state),
    ...partitionsOf(state).map((partition) => (one: QueryState) => poll(one, partition)),
  )
}

/** Lets the tasks act. The job fails with the first task that fails, and ends with the last that finishes. */
export function afterTasks(before: QueryStep, act: (state: QueryState) => QueryStep): QueryStep {
  const acted = act(before.state)
  const step = { state: acted.state, events: [...before.events, ...acted.events] }
  const failure = acted.events.find((event) => event.kind === 'task-failed')
  if (failure !== undefined) {
    const { partition, error } = failure
    return finishRun(doInTurn(step, (next) => tellOperator(next, { kind: 'fail-task', partition, error })))
  }
  const finished = acted.events.filter((event) => event.kind === 'task-finished')
  const told = doInTurn(
    step,
    ...finished.map(
      ({ partition }) =>
        (next: QueryState) =>
          tellOperator(next, { kind: 'finish-task', partition }),
    ),
  )
  return isRunning(told.state) ? told : finishRun(told)
}

/** The thread of the query waits for the job no longer. */
export function interruptThread(state: QueryState): QueryStep {
  return tellOperator(state, { kind: 'interrupt' })
}

function tellOperator(state: QueryState, action: Parameters<typeof stepOperator>[1]): QueryStep {
  const { state: operator, events } = stepOperator(state.operator, action)
  return { state: { ...state, operator }, events }
}

/** The execution of the plan is over. If it threw, the query fails. If not, `runActivatedStream` runs it again. */
export function finishRun(step: QueryStep): QueryStep {
  const threw = step.events.findLast((event) => event.kind === 'threw')
  return doInTurn(step, endRun, (next) => (threw === undefined ? restart(next) : stopQuery(next, threw.error)))
}

/** However the run ends, the query stops the writes, and the tasks that are left are killed with the job. */
export function endRun(state: QueryState): QueryStep {
  return doInTurn(
    state.coordinatorIsGone ? doNothing(state) : ask(state, 'query', { type: 'StopContinuousExecutionWrites' }), // EC-28
    ...[...state.tasks.running.keys()].map((partition) => (next: QueryState) => kill(next, partition)),
  )
}

/** `runActivatedStream`: the next run. If the coordinator is gone when a run ends, the query fails instead (CE-17). */
function restart(state: QueryState): QueryStep {
  return state.coordinatorIsGone ? stopQuery(state, null) : run(state) // CE-14
}

/** The query ends. If it cannot ask its coordinator to stop the writes, it ends with that error, whatever the first error was. */
export function stopQuery(state: QueryState, error: ErrorValue | null): QueryStep {
  const id = state.operator.setup.epochCoordinatorId
  const last = state.coordinatorIsGone ? coordinatorGone(id) : error
  return { state, events: [{ kind: 'query-stopped', actor: 'query', error: last }] } // CE-15, CE-17, CE-30, CE-31, CE-32
}
