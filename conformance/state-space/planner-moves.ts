import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Plan } from '../../src/contract/values.ts'
import type { PlannerBounds } from './bounds.ts'
import { type FaultTable, faultMoves } from './fault-moves.ts'
import type { Fault } from './faults.ts'
import { type FaultsUsed, noFaultsUsed } from './faults-used.ts'
import type { StateSpace } from './state-space.ts'

/** The inputs of a planner so far. */
export interface PlannerEnv {
  /** The number of plans. Plans of one `together` count one by one. */
  readonly plans: number
  readonly faultsUsed: FaultsUsed
}

/** The logical operator of the write. */
export const write = 'WriteToContinuousDataSource'

/** A planner that gets plans of up to `depth` operators with one child each, in every order, the shortest first. */
export function plannerStateSpace(bounds: PlannerBounds): StateSpace<PlannerEnv, 'planner'> {
  const plans = {
    plannable: plansOver('LocalRelation', bounds.depth),
    others: plansOver('UnresolvedRelation', bounds.depth),
  }
  return {
    bounds,
    opening: { role: 'planner', setup: {} },
    prefix: [],
    env: { plans: 0, faultsUsed: noFaultsUsed },

    moves(env) {
      if (env.plans >= bounds.plans) return []
      const ordinary = plans.plannable.map((plan) => ({ action: planning(plan), env: planned(env, 1) }))
      return [...ordinary, ...faultMoves(table, { bounds, env, plans })]
    },
  }
}

interface Here {
  readonly bounds: PlannerBounds
  readonly env: PlannerEnv
  readonly plans: { readonly plannable: readonly Plan[]; readonly others: readonly Plan[] }
}

/** The faults around a planner. */
const table: FaultTable<Here, PlannerEnv> = {
  throw: ({ env, plans }) => plans.others.map((plan) => ({ action: planning(plan), env: planned(env, 1) })),
  together: ({ bounds, env, plans }) => {
    const some = plans.plannable.slice(0, 2)
    if (some.length < 2 || env.plans + some.length > bounds.plans) return []
    return [
      { action: { kind: 'together', actions: some.map(planning) } satisfies Action, env: planned(env, some.length) },
    ]
  },
}

/** The faults of `plannerStateSpace`. */
export const plannerFaults = Object.keys(table) as readonly Fault[]

/** All chains of up to `depth` operators over the leaf, the shortest first: with three operators 1, 3, 9 … of each length. */
function plansOver(leaf: string, depth: number): readonly Plan[] {
  let longest: readonly Plan[] = [{ name: leaf, children: [] }]
  const plans = [...longest]
  for (let length = 1; length <= depth; length++) {
    longest = [write, 'Project', 'Filter'].flatMap((name) => longest.map((child) => ({ name, children: [child] })))
    plans.push(...longest)
  }
  return plans
}

const planning = (plan: Plan): Extract<Plain<Action>, { kind: 'plan' }> => ({ kind: 'plan', plan })
const planned = (env: PlannerEnv, count: number): PlannerEnv => ({ ...env, plans: env.plans + count })
