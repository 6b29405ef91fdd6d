import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { State } from '../../src/reference/model.ts'
import type { OperatorState } from '../../src/reference/operator.ts'
import type { QueryState } from '../../src/reference/query/state.ts'
import type { TaskState } from '../../src/reference/task.ts'
import { eventsOf } from '../assertions/trace.ts'
import { type Candidate, keyOf } from './candidate.ts'
import { subsetsOf } from './pending-faults.ts'
import { noPermissions } from './permissions.ts'
import { restartedQueries } from './restarted-query.ts'
import type { Terms } from './terms.ts'
import { stepsOf, type TraceHistory } from './trace-history.ts'

/**
 * Ends permissions: a started task, and an executed operator or query, is constrained again, whatever its predecessor has done. Its
 * initial state (the pending faults, and the checkpoint of a query) is taken from the observed events. Where several states are
 * possible, each is a candidate.
 */
export function renewed(
  candidate: Candidate,
  actions: readonly Plain<Action>[],
  past: TraceHistory | undefined,
  terms: Terms,
): readonly Candidate[] {
  if (terms.edition.unspecified.size === 0) return [candidate]
  return actions.reduce<readonly Candidate[]>(
    (all, action) => all.flatMap((one) => renewedBy(one.state, { candidate: one, action, actions, past, terms })),
    [candidate],
  )
}

/** A candidate and the action that may renew it: one of the actions of the step. */
interface Renewing {
  readonly candidate: Candidate
  readonly action: Plain<Action>
  readonly actions: readonly Plain<Action>[]
  readonly past: TraceHistory | undefined
  readonly terms: Terms
}

const unchanged = (_: State, { candidate }: Renewing): readonly Candidate[] => [candidate]

const renewals: { readonly [R in Role]: (state: State<R>, renewing: Renewing) => readonly Candidate[] } = {
  planner: unchanged,
  operator: executedOperator,
  task: startedTask,
  coordinator: unchanged,
  query: executedQuery,
}

function renewedBy<R extends Role>(state: State<R>, renewing: Renewing): readonly Candidate[] {
  return renewals[state.role](state, renewing)
}

const isOfTask = (action: Plain<Action>, partition: number) => 'partition' in action && action.partition === partition

/** An unconstrained task may have ended without an event. A start proves it, unless the model still has the task running. */
function startedTask(state: TaskState, { candidate, action, actions }: Renewing): readonly Candidate[] {
  // With another action on the same task at the same time, their order is unknown.
  if (action.kind !== 'start' || actions.some((one) => one !== action && isOfTask(one, action.partition)))
    return [candidate]
  const { partition } = action
  const permissions = candidate.permissions.filter((one) => one.actor !== `task-${partition}`)
  if (permissions.length === candidate.permissions.length || state.running.has(partition)) return [candidate]
  return subsetsOf(state.faults.get(partition) ?? {}).map((faults) => ({
    state: { ...state, faults: new Map(state.faults).set(partition, faults) },
    permissions: permissions.length === 0 ? noPermissions : permissions,
  }))
}

function executedOperator(state: OperatorState, { candidate, action, actions }: Renewing): readonly Candidate[] {
  if (action.kind !== 'execute' || actions.length > 1 || candidate.permissions.length === 0) return [candidate]
  if (state.thread !== 'idle' || state.tasks.size > 0) return [candidate]
  return subsetsOf(state.faults).map((faults) => ({ state: { ...state, faults }, permissions: noPermissions }))
}

function executedQuery(state: QueryState, { candidate, action, actions, past, terms }: Renewing): readonly Candidate[] {
  if (action.kind !== 'execute' || actions.length > 1 || state.operator.thread !== 'idle') return [candidate]
  const seen = eventsOf(past === undefined ? [] : stepsOf(past))
  const hasPermissions = candidate.permissions.length > 0
  const states = restartedQueries(state, seen, { hasPermissions, edition: terms.edition })
  return distinct(states.map((one) => ({ state: one, permissions: noPermissions })))
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((candidate) => [keyOf(candidate), candidate])).values()]
}
