import type { Plain, PlannerAction } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Plan } from '../contract/values.ts'
import { NotEnabled } from './not-enabled.ts'
import { noPlan } from './spark-errors.ts'

// WriteToContinuousDataSource.md: the physical operator that the planner makes of the logical one.
// An id in a comment names a requirement (`npx cwc show ID`): skip the ids at first.

export interface PlannerState {
  readonly role: 'planner'
}

type Step = { readonly state: PlannerState; readonly events: readonly Event[] }

/** Logical operators: the number of children, and the physical operator (null: no strategy plans it). */
const operators: ReadonlyMap<string, { readonly children: number; readonly physical: string | null }> = new Map([
  ['WriteToContinuousDataSource', { children: 1, physical: 'WriteToContinuousDataSourceExec' }],
  // Operators that may stand below it, or in its place.
  ['Project', { children: 1, physical: 'ProjectExec' }],
  ['Filter', { children: 1, physical: 'FilterExec' }],
  ['LocalRelation', { children: 0, physical: 'LocalTableScanExec' }],
  ['UnresolvedRelation', { children: 0, physical: null }],
])

export function openPlanner(): Step {
  return { state: { role: 'planner' }, events: [] }
}

export function stepPlanner(state: PlannerState, action: Plain<PlannerAction>): Step {
  const outcome = plan(action.plan)
  const event: Event =
    outcome.kind === 'planned'
      ? { kind: 'planned', actor: 'planner', plan: outcome.plan } // PL-1, PL-2, OP-6
      : { kind: 'threw', actor: 'planner', error: noPlan(outcome.name) } // PL-3
  return { state, events: [event] }
}

type Outcome = { readonly kind: 'planned'; readonly plan: Plan } | { readonly kind: 'no-plan'; readonly name: string }

/** Plans each operator by itself, and its children after it. */
function plan(logical: Plan): Outcome {
  const operator = operators.get(logical.name)
  if (operator === undefined) throw new NotEnabled(`there is no logical operator ${logical.name}`)
  if (logical.children.length !== operator.children) {
    throw new NotEnabled(`${logical.name} has ${operator.children} children, not ${logical.children.length}`)
  }
  if (operator.physical === null) return { kind: 'no-plan', name: logical.name }
  const children: Plan[] = []
  for (const child of logical.children) {
    const planned = plan(child)
    if (planned.kind === 'no-plan') return planned
    children.push(planned.plan)
  }
  return { kind: 'planned', plan: { name: operator.physical, children } }
}
