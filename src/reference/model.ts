import type { Action, Actions, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Role } from '../contract/roles.ts'
import type { Opening, Setups } from '../contract/setups.ts'
import { type CoordinatorState, openCoordinator, stepCoordinator } from './coordinator.ts'
import type { Deviations } from './deviations.ts'
import { enabledCoordinator, enabledOperator, enabledPlanner, enabledQuery, enabledTask } from './enabled.ts'
import { type OperatorState, openOperator, stepOperator } from './operator.ts'
import { openPlanner, type PlannerState, stepPlanner } from './planner.ts'
import { openQuery, stepQuery } from './query/query.ts'
import type { QueryState } from './query/state.ts'
import { openTask, stepTask, type TaskState } from './task.ts'

interface States {
  readonly planner: PlannerState
  readonly operator: OperatorState
  readonly task: TaskState
  readonly coordinator: CoordinatorState
  readonly query: QueryState
}

/**
 * The whole state of one subject. Plain data, never changed: a state that is kept can be stepped from again.
 * Its role is spelt out, so the compiler can tell that `roleModels[state.role]` takes this state.
 */
export type State<R extends Role = Role> = {
  readonly [Each in R]: States[Each] & { readonly role: Each }
}[R]

/** The outcome of one action: the state after it, and the events until the subject is quiescent. */
export interface Step<R extends Role = Role> {
  readonly state: State<R>
  readonly events: readonly Event[]
}

interface RoleModel<R extends Role> {
  readonly open: (setup: Setups[R], deviations: Deviations) => Step<R>
  readonly step: (state: State<R>, action: Plain<Actions[R]>) => Step<R>
  readonly enabled: (state: State<R>) => readonly Plain<Actions[R]>[]
}

const roleModels: { readonly [R in Role]: RoleModel<R> } = {
  planner: { open: openPlanner, step: stepPlanner, enabled: enabledPlanner },
  operator: { open: openOperator, step: stepOperator, enabled: enabledOperator },
  task: { open: openTask, step: stepTask, enabled: enabledTask },
  coordinator: { open: openCoordinator, step: stepCoordinator, enabled: enabledCoordinator },
  query: { open: openQuery, step: stepQuery, enabled: enabledQuery },
}

/** A fresh subject. */
export function open<R extends Role>({ role, setup }: Opening<R>, deviations: Deviations): Step<R> {
  return roleModels[role].open(setup, deviations)
}

/**
 * The step of `action`, an action of the state's role. Pure: the same state and action give the same step.
 * Actions of a `together` are taken in the order given, one of the orders in which they may take effect.
 *
 * @throws NotEnabled if the action makes no sense now (no ask is open, no such task is running …)
 */
export function step<R extends Role>(state: State<R>, action: Action): Step<R> {
  if (action.kind !== 'together') return stepOne(state, action)
  let next: Step<R> = { state, events: [] }
  for (const one of action.actions) {
    const { state: after, events } = stepOne(next.state, one)
    next = { state: after, events: [...next.events, ...events] }
  }
  return next
}

function stepOne<R extends Role>(state: State<R>, action: Plain<Action>): Step<R> {
  return roleModels[state.role].step(state, actionOf(state, action))
}

/** The action, typed for the state's role. The caller has matched the two, which the compiler cannot see. */
export function actionOf<R extends Role>(_state: State<R>, action: Plain<Action>): Plain<Actions[R]> {
  return action as Plain<Actions[R]>
}

/** One action of each sort that `step` takes in this state, in a fixed order; faults are always possible and not listed. */
export function enabled<R extends Role>(state: State<R>): readonly Plain<Actions[R]>[] {
  return roleModels[state.role].enabled(state)
}

/** The two functions of a model: this one, or a faulty one. */
export interface Model {
  readonly open: (opening: Opening, deviations: Deviations) => Step
  readonly step: (state: State, action: Action) => Step
}
