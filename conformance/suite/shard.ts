import type { Role } from '../../src/contract/roles.ts'
import type { PlannedCase } from './planned-case.ts'

/** One of several runs that together run everything once: the `index`-th (from 1 on) of `of`. */
export interface ShardOf {
  readonly index: number
  readonly of: number
}

/** The cost of an action on real Spark, as a multiple of the cheapest: a query plans and starts a job, a planner only plans. */
const costs: Readonly<Record<Role, number>> = { planner: 1, operator: 3, task: 1, coordinator: 1, query: 8 }

/**
 * The cases of one shard, in their order. Shards cost about the same: each case, the most expensive first, goes to the shard that has
 * the least so far. The same suite is always split in the same way.
 */
export function casesOfShard(planned: readonly PlannedCase[], { index, of }: ShardOf): readonly PlannedCase[] {
  const shards = Array.from({ length: of }, (_, at) => ({ at, cost: 0, cases: new Set<PlannedCase>() }))
  const byCost = planned.toSorted(
    (one, other) => costOf(other) - costOf(one) || (one.scenario.id < other.scenario.id ? -1 : 1),
  )
  for (const one of byCost) {
    const least = shards.reduce((best, shard) => (shard.cost < best.cost ? shard : best))
    least.cost += costOf(one)
    least.cases.add(one)
  }
  return planned.filter((one) => shards[index - 1]?.cases.has(one) === true)
}

/** The numbers of the generated cases of one shard, of `count`. */
export function numbersOfShard(count: number, { index, of }: ShardOf): { readonly from: number; readonly to: number } {
  return { from: Math.floor((count * (index - 1)) / of), to: Math.floor((count * index) / of) }
}

/** What opening a subject costs, and one more for each action. */
const costOf = ({ scenario, steps }: PlannedCase): number =>
  costs[scenario.role] * (5 + steps.reduce((sum, step) => sum + (step.kind === 'act' ? step.actions.length : 0), 0))
