import type { Action, Actions, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Role } from '../contract/roles.ts'
import type { Setups } from '../contract/setups.ts'
import { type CoordinatorState, enabledCoordinator, openCoordinator, stepCoordinator } from './coordinator.ts'
import type { Deviations } from './deviations.ts'
import { enabledOperator, type OperatorState, openOperator, stepOperator } from './operator.ts'
import { enabledPlanner, openPlanner, type PlannerState, stepPlanner } from './planner.ts'
import { enabledQuery, openQuery, stepQuery } from './query/query.ts'
import type { QueryState } from './query/state.ts'
import { enabledTask, openTask, stepTask, type TaskState } from './task.ts'

/** The roles that the model plays. */
export const modelledRoles = ['planner', 'operator', 'task', 'coordinator', 'query'] as const
export type ModelledRole = (typeof modelledRoles)[number]

/** Who is to be modelled: a role and its setup. */
export type Opening = { readonly [R in ModelledRole]: { readonly role: R; readonly setup: Setups[R] } }[ModelledRole]

/** Whether the model plays the role. */
export function isModelled(opening: { readonly role: Role }): opening is Opening {
  return modelledRoles.some((role) => role === opening.role)
}

/** The whole state of one subject. Plain data, never changed: keep it, and you can come back to it. */
export type State = PlannerState | OperatorState | TaskState | CoordinatorState | QueryState

/** One action's outcome: the state after it, and the events until quiet. */
export interface Step {
  readonly state: State
  readonly events: readonly Event[]
}

/** A fresh subject. */
export function open(opening: Opening, deviations: Deviations): Step {
  switch (opening.role) {
    case 'planner':
      return openPlanner()
    case 'operator':
      return openOperator(opening.setup, deviations)
    case 'task':
      return openTask(opening.setup, deviations)
    case 'coordinator':
      return openCoordinator(opening.setup, deviations)
    case 'query':
      return openQuery(opening.setup, deviations)
  }
}

/**
 * What `action`, an action of the state's role, does. Pure: same state, same action, same step.
 * Actions of a `together` are taken in the order given, one of the orders in which they may take effect.
 *
 * @throws NotEnabled if the action makes no sense now (no ask is open, no such task is running …)
 */
export function step(state: State, action: Action): Step {
  if (action.kind !== 'together') return stepOne(state, action)
  let next: Step = { state, events: [] }
  for (const one of action.actions) {
    const { state: after, events } = stepOne(next.state, one)
    next = { state: after, events: [...next.events, ...events] }
  }
  return next
}

function stepOne(state: State, action: Plain<Action>): Step {
  // The caller has matched the action with the role, so each cast below is safe.
  switch (state.role) {
    case 'planner':
      return stepPlanner(state, action as Plain<Actions['planner']>)
    case 'operator':
      return stepOperator(state, action as Plain<Actions['operator']>)
    case 'task':
      return stepTask(state, action as Plain<Actions['task']>)
    case 'coordinator':
      return stepCoordinator(state, action as Plain<Actions['coordinator']>)
    case 'query':
      return stepQuery(state, action as Plain<Actions['query']>)
  }
}

/** One action of each sort that `step` takes in this state, in a fixed order; faults are always possible and not listed. */
export function enabled(state: State): readonly Plain<Action>[] {
  switch (state.role) {
    case 'planner':
      return enabledPlanner()
    case 'operator':
      return enabledOperator(state)
    case 'task':
      return enabledTask(state)
    case 'coordinator':
      return enabledCoordinator(state)
    case 'query':
      return enabledQuery(state)
  }
}

/** The model's two functions: of this source, or of a faulty one. */
export type Model = { readonly open: typeof open; readonly step: typeof step }
