import type { Plain, QueryAction } from '../../contract/actions.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import { openCoordinator, stepCoordinator } from '../coordinator.ts'
import type { Deviations } from '../deviations.ts'
import { NotEnabled } from '../not-enabled.ts'
import { openOperator, stepOperator } from '../operator.ts'
import { openTask } from '../task.ts'
import { openCheckpoint } from './checkpoint.ts'
import { deliver } from './mailboxes.ts'
import { afterTasks, endRun, finishRun, interruptThread, pollAll, run, stopQuery } from './run.ts'
import { doInTurn, doNothing, isRunning, type QueryState, type QueryStep } from './state.ts'
import { complete, failTask, giveRow, kill, loseTask, poll, retry } from './tasks.ts'

// ContinuousExecution.md: the operator, the tasks and the coordinator of a query together, each as in its own file.

/** A query that was not executed yet, with the checkpoint of its setup. */
export function openQuery(setup: QuerySetup, deviations: Deviations): QueryStep {
  const { partitions, startEpoch } = setup
  const parts = { partitions, epochCoordinatorId: null }
  return doNothing({
    role: 'query',
    setup,
    checkpoint: openCheckpoint(setup),
    executions: 0,
    runs: 0,
    operator: openOperator({ ...parts, coordinator: 'missing', writer: 'Sink' }, deviations).state,
    tasks: openTask({ ...parts, partitioner: null, startEpoch, coordinator: 'missing' }, deviations).state,
    coordinator: openCoordinator(setup, deviations).state,
    coordinatorIsGone: false,
    readers: [],
    mailboxes: [],
    failure: null,
  })
}

export function stepQuery(state: QueryState, action: Plain<QueryAction>): QueryStep {
  const step = act(state, action)
  const { failure } = step.state
  if (failure === null || !isRunning(step.state)) return step
  // The coordinator stops the query: a normal stop that carries an error.
  return doInTurn(step, interruptThread, endRun, (next) => stopQuery(next, failure)) // CE-30
}

function act(state: QueryState, action: Plain<QueryAction>): QueryStep {
  switch (action.kind) {
    case 'execute':
      if (isRunning(state)) throw new NotEnabled('the query is running already')
      if (state.setup.partitions === 0) throw new NotEnabled('a query without partitions would run over and over')
      return run({ ...state, executions: state.executions + 1 })
    case 'advance-epoch':
      return afterTasks(
        advance(requireCoordinator(requireRunning(state))),
        state.setup.polls === 'held' ? doNothing : pollAll,
      )
    case 'row':
      return afterTasks(doNothing(requireRunning(state)), (next) => giveRow(next, action.partition, action.value))
    case 'end-epoch':
      if (state.setup.polls !== 'held') throw new NotEnabled('the polls of the epoch are not held')
      return afterTasks(doNothing(requireRunning(state)), (next) => poll(next, action.partition))
    case 'complete':
      return afterTasks(doNothing(requireRunning(state)), (next) => complete(next, action.partition))
    case 'deliver':
      return deliver(state, action)
    case 'stop':
      return doInTurn(interruptThread(requireRunning(state)), endRun, (next) => stopQuery(next, null))
    case 'interrupt': {
      const { partition } = action
      if (partition === undefined) return finishRun(interruptThread(requireRunning(state)))
      return afterTasks(doNothing(requireRunning(state)), (next) =>
        doInTurn(kill(next, partition), (one) => retry(one, partition)),
      )
    }
    case 'kill-coordinator':
      return killCoordinator(requireCoordinator(requireRunning(state)))
    case 'kill-executor':
      return afterTasks(doNothing(requireRunning(state)), (next) => loseTask(next, action.partition))
    case 'fail':
      return fail(state, action)
    case 'start':
    case 'describe':
      throw new NotEnabled(`${action.kind} is for the parts of a query by themselves`)
  }
}

/** The kit is the trigger: the coordinator moves to the next epoch. */
function advance(state: QueryState): QueryStep {
  const message = { type: 'IncrementAndGetEpoch' } as const
  const { state: coordinator, events } = stepCoordinator(state.coordinator, { kind: 'ask', message })
  return { state: { ...state, coordinator }, events }
}

/** The coordinator's endpoint is gone. The first reader that asks it for the epoch gets an error, and its task fails (CE-17). */
function killCoordinator(state: QueryState): QueryStep {
  return afterTasks(doNothing({ ...state, coordinatorIsGone: true }), (next) => {
    const [first] = next.tasks.running.keys()
    return next.setup.polls === 'held' || first === undefined ? doNothing(next) : poll(next, first)
  })
}

function fail(state: QueryState, action: Extract<Plain<QueryAction>, { kind: 'fail' }>): QueryStep {
  const { partition, at, error } = action
  switch (at) {
    case 'writer.commit':
    case 'query.add-offset':
    case 'query.commit':
      return doNothing({ ...state, coordinator: stepCoordinator(state.coordinator, { kind: 'fail', at, error }).state })
    case 'create-writer-factory':
      return doNothing({ ...state, operator: stepOperator(state.operator, { kind: 'fail', at, error }).state })
    case 'upstream':
    case 'create-writer':
    case 'write':
    case 'commit':
    case 'abort':
    case 'send': {
      if (partition === undefined) throw new NotEnabled(`${at} is a place of one partition, and none is named`)
      const of = action.at === 'send' ? action.of : undefined
      const fault = { kind: 'fail', partition, at, error: of === undefined ? error : { ...error, of } } as const
      return isRunning(state) ? afterTasks(doNothing(state), (next) => failTask(next, fault)) : failTask(state, fault)
    }
  }
}

function requireRunning(state: QueryState): QueryState {
  if (!isRunning(state)) throw new NotEnabled('the query is not running')
  return state
}

function requireCoordinator(state: QueryState): QueryState {
  if (state.coordinatorIsGone) throw new NotEnabled('the coordinator is gone')
  return state
}
