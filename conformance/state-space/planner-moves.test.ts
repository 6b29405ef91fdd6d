import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../src/reference/editions.ts'
import { searchBreadthFirst } from '../explore/breadth-first.ts'
import { textNumbering } from '../explore/text-numbering.ts'
import { type PlannerHistory, plannerProperties } from '../properties/planner-properties.ts'
import type { PlannerBounds } from './bounds.ts'
import { type PlannerEnv, plannerFaults, plannerStateSpace } from './planner-moves.ts'
import { walk } from './walk.ts'

const small: PlannerBounds = { role: 'planner', plans: 2, depth: 2, faults: [], times: 1 }
const deviations = deviationsOf('document')

const explored = (bounds: PlannerBounds) =>
  searchBreadthFirst<PlannerEnv, PlannerHistory>({
    space: plannerStateSpace(bounds),
    properties: plannerProperties,
    numbering: textNumbering(),
    deviations,
  })

describe('the state space of a planner', () => {
  it.for([
    // 1 + 3 + 9 plans of up to two operators. A planner remembers nothing, so a situation is how many plans there were, and
    // whether one of them had a write: 1 + 2n; in each but the last two, one move a plan.
    [{ plans: 1 }, 3, 13],
    [{}, 5, 39],
    [{ depth: 0 }, 3, 2],
    [{ depth: 3, plans: 1 }, 3, 40],
    [{ faults: plannerFaults }, 9, 92],
    [{ faults: plannerFaults, plans: 3, depth: 1, times: 2 }, 18, 80],
  ] as const)('has with %j %d situations and %d moves, and all properties hold', ([bounds, states, edges]) => {
    const found = explored({ ...small, ...bounds })
    expect(found).toMatchObject({ states, edges, complete: true, violation: undefined })
  })

  it('reaches every situation that has to be reached', () => {
    const { reached } = explored({ ...small, faults: plannerFaults })
    expect([...reached.keys()].sort()).toEqual(plannerProperties.sometimes.map(({ name }) => name).sort())
  })

  it('has the shortest plans first', () => {
    const leaf = { name: 'LocalRelation', children: [] }
    const walks = [0, 1, 4, 12].map(
      (choice) => walk(plannerStateSpace({ ...small, plans: 1 }), () => choice, deviations).steps[0]?.action,
    )
    const over = (name: string, child: object) => ({ name, children: [child] })
    const write = 'WriteToContinuousDataSource'
    expect(walks).toEqual([
      { kind: 'plan', plan: leaf },
      { kind: 'plan', plan: over(write, leaf) },
      { kind: 'plan', plan: over(write, over(write, leaf)) },
      { kind: 'plan', plan: over('Filter', over('Filter', leaf)) },
    ])
  })
})
