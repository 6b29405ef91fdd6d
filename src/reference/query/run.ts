import type { ErrorValue } from '../../contract/values.ts'
import { openCoordinator, withLogged } from '../coordinator.ts'
import { openOperator, stepOperator } from '../operator.ts'
import { coordinatorGone } from '../spark-errors.ts'
import { openTask } from '../task.ts'
import { loggedBeyond, resume } from './checkpoint.ts'
import { ask } from './mailboxes.ts'
import { inTurn, isRunning, partitionsOf, type QueryState, type QueryStep, still } from './state.ts'
import { act, kill, poll } from './tasks.ts'

// ContinuousExecution.md, runContinuous and runActivatedStream: from the checkpoint to the job, and what is done in the end.

/** A run: participants of its own, in the state that the checkpoint gives; then the plan is executed. */
export function run(before: QueryState): QueryStep {
  const { deviations } = before.tasks
  const { startEpoch, startOffsets } = resume(before.checkpoint, before.setup.partitions)
  const { state: coordinator, events } = openCoordinator({ ...before.setup, startEpoch }, deviations, 'asserts offsets')
  const state: QueryState = {
    ...before,
    ...participants(before, startEpoch),
    runs: before.runs + 1,
    coordinator: withLogged({ ...coordinator, faults: before.coordinator.faults }, loggedBeyond(before.checkpoint)),
    coordinatorIsGone: false,
    readers: startOffsets.map((offset) => ({ offset, epoch: startEpoch })),
    mailboxes: partitionsOf(before).map(() => []),
    failure: null,
  }
  // Spark's trigger fires as soon as there is a coordinator; with the kit as the trigger that ask is kept from it.
  return inTurn(
    { state, events },
    (next) => (next.setup.trigger === 'spark' ? ask(next, 'query', { type: 'IncrementAndGetEpoch' }) : still(next)),
    execute,
  )
}

/** Operator and tasks: they carry the local properties that the run sets. */
function participants({ setup, executions, runs, operator, tasks }: QueryState, startEpoch: number) {
  const { partitions } = setup
  // A run id and a random UUID, numbered in the order of their appearance.
  const epochCoordinatorId = `<run ${executions - 1}>--<uuid ${runs}>`
  const opened = {
    operator: openOperator({ partitions, epochCoordinatorId, coordinator: 'holds', writer: 'Sink' }, tasks.deviations),
    tasks: openTask(
      { partitions, partitioner: null, startEpoch, epochCoordinatorId, coordinator: 'answers' },
      tasks.deviations,
    ),
  }
  return {
    operator: { ...opened.operator.state, faults: operator.faults },
    tasks: { ...opened.tasks.state, faults: tasks.faults, started: tasks.started },
  }
}

/** The plan is executed: the scan below the operator announces the readers, the operator the writers, and then the job starts. */
function execute(state: QueryState): QueryStep {
  const partitions = state.setup.partitions
  const { state: operator, events } = stepOperator(state.operator, { kind: 'execute' })
  const next = { ...state, operator }
  const child = events.findIndex(({ kind }) => kind === 'child-executed')
  if (child < 0) return ended({ state: next, events })
  const id = operator.setup.epochCoordinatorId
  const scanned = inTurn(
    { state: next, events: [...events.slice(0, child), { kind: 'coordinator-looked-up', actor: 'operator', id }] },
    (one) => ask(one, 'operator', { type: 'SetReaderPartitions', numPartitions: partitions }),
  )
  const rest = events.slice(child)
  // The operator does not come to its question: since 3.0 its child is executed before the sink may fail.
  if (operator.thread !== 'asks') return ended({ ...scanned, events: [...scanned.events, ...rest] })
  return inTurn(
    { ...scanned, events: [...scanned.events, ...rest.slice(0, -1)] },
    (one) => ask(one, 'operator', { type: 'SetWriterPartitions', numPartitions: partitions }),
    submitJob,
  )
}

/** The coordinator has acknowledged the number of writers. */
function submitJob(state: QueryState): QueryStep {
  const { state: operator, events } = stepOperator(state.operator, { kind: 'answer' })
  return settled({ state: { ...state, operator }, events }, (next) =>
    inTurn(
      still(next),
      ...partitionsOf(next).map((partition) => (one: QueryState) => act(one, { kind: 'start', partition })),
      ...(next.setup.polls === 'held' ? [] : [pollAll]),
    ),
  )
}

/** Every reader's marker thread asks for the current epoch. */
export function pollAll(state: QueryState): QueryStep {
  return inTurn(still(state), ...partitionsOf(state).map((partition) => (one: QueryState) => poll(one, partition)))
}

/** What tasks do, and what it means to their job: it fails with one of them, and is over with the last of them. */
export function settled(before: QueryStep, tasksAct: (state: QueryState) => QueryStep): QueryStep {
  const acted = tasksAct(before.state)
  const events = [...before.events, ...acted.events]
  const failure = acted.events.find((event) => event.kind === 'task-failed')
  if (failure !== undefined) {
    const { partition, error } = failure
    return ended(inTurn({ ...acted, events }, (next) => tell(next, { kind: 'fail-task', partition, error })))
  }
  const finished = acted.events.filter((event) => event.kind === 'task-finished')
  const step = inTurn(
    { ...acted, events },
    ...finished.map(
      ({ partition }) =>
        (next: QueryState) =>
          tell(next, { kind: 'finish-task', partition }),
    ),
  )
  return isRunning(step.state) ? step : ended(step)
}

/** The query's thread waits for the job no more. */
export function interruptThread(state: QueryState): QueryStep {
  return tell(state, { kind: 'interrupt' })
}

function tell(state: QueryState, action: Parameters<typeof stepOperator>[1]): QueryStep {
  const { state: operator, events } = stepOperator(state.operator, action)
  return { state: { ...state, operator }, events }
}

/** The plan's execution is over: if it threw, so is the query; if not, the query runs anew for as long as it is active. */
export function ended(step: QueryStep): QueryStep {
  const threw = step.events.findLast((event) => event.kind === 'threw')
  return inTurn(step, endRun, (next) => (threw === undefined ? runAnew(next) : stopped(next, threw.error)))
}

/** In the end, however it came: no more writes; the tasks that are left are killed with the job. */
export function endRun(state: QueryState): QueryStep {
  return inTurn(
    state.coordinatorIsGone ? still(state) : ask(state, 'query', { type: 'StopContinuousExecutionWrites' }),
    ...[...state.tasks.running.keys()].map((partition) => (next: QueryState) => kill(next, partition)),
  )
}

/** What the end of a run throws is the query's end, too: that it could not ask its coordinator. */
function runAnew(state: QueryState): QueryStep {
  return state.coordinatorIsGone ? stopped(state, null) : run(state)
}

/** The query is over; where it could not ask its coordinator to stop the writes, that is the error, whatever else has failed. */
export function stopped(state: QueryState, error: ErrorValue | null): QueryStep {
  const id = state.operator.setup.epochCoordinatorId
  const last = state.coordinatorIsGone ? coordinatorGone(id) : error
  return { state, events: [{ kind: 'query-stopped', actor: 'query', error: last }] }
}
