import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/contract/values.ts'
import { plannerStateSpace } from '../state-space/planner-moves.ts'
import { plannerProperties } from './planner-properties.ts'

const bounds = { role: 'planner', plans: 2, depth: 2, faults: [], times: 1 } as const
const { env } = plannerStateSpace(bounds)
const { always, begin } = plannerProperties

/** A chain of operators, from the top. */
const chain = (...names: readonly string[]): Plan => {
  const [name = '', ...below] = names
  return { name, children: below.length === 0 ? [] : [chain(...below)] }
}
const logical = (...names: readonly string[]) =>
  chain(...names.map((name) => (name === 'Write' ? 'WriteToContinuousDataSource' : name)))
const physical = (...names: readonly string[]) =>
  chain(...names.map((name) => (name === 'Write' ? 'WriteToContinuousDataSourceExec' : name)))

const moment = (given: readonly Plan[], planned: readonly Plan[]) => ({
  bounds,
  env,
  history: begin(bounds),
  action: { kind: 'together', actions: given.map((plan) => ({ kind: 'plan', plan }) as const) } as const,
  events: planned.map((plan) => ({ kind: 'planned', actor: 'planner', plan }) as const),
})
const one = (given: Plan, ...planned: readonly Plan[]) => moment([given], planned)

const right = [
  one(logical('Write', 'LocalRelation'), physical('Write', 'LocalTableScanExec')),
  one(logical('Filter', 'Write', 'LocalRelation'), physical('FilterExec', 'Write', 'LocalTableScanExec')),
  one(logical('Write', 'Write', 'LocalRelation'), physical('Write', 'Write', 'LocalTableScanExec')),
  one(logical('Filter', 'LocalRelation'), physical('FilterExec', 'LocalTableScanExec')),
  // Nothing is said of what cannot be planned.
  one(logical('Write', 'UnresolvedRelation')),
  // Those that are planned at the same time come in any order.
  moment(
    [logical('Write', 'LocalRelation'), logical('LocalRelation')],
    [physical('Write', 'LocalTableScanExec'), physical('LocalTableScanExec')],
  ),
]

const wrong: Readonly<Record<string, readonly (readonly [ReturnType<typeof moment>, string])[]>> = {
  'each write in a plan becomes a WriteToContinuousDataSourceExec at the same place': [
    [
      one(logical('Write', 'LocalRelation'), physical('LocalTableScanExec')),
      'writes in the physical plan: 0 (1 wanted)',
    ],
    [
      one(logical('Write', 'Write', 'LocalRelation'), physical('Write', 'LocalTableScanExec')),
      'writes in the physical plan: 1 (2 wanted)',
    ],
    [
      one(logical('Write', 'LocalRelation'), physical('FilterExec', 'Write', 'Scan')),
      'the write at the top is planned below FilterExec',
    ],
    [
      one(logical('Filter', 'Write', 'LocalRelation'), physical('Write', 'Scan')),
      'the write below Filter is planned at the top',
    ],
    [
      one(logical('Write', 'LocalRelation')),
      'a plan with a write is not planned: WriteToContinuousDataSource(LocalRelation)',
    ],
  ],
  'a physical write has one child, planned from the child of the logical write': [
    [one(logical('Write', 'LocalRelation'), physical('Write')), 'a physical write has 0 children'],
    [
      one(logical('Write', 'Write', 'LocalRelation'), physical('Write', 'ProjectExec', 'Write', 'Scan')),
      'the child of a write, WriteToContinuousDataSource, is planned as ProjectExec',
    ],
  ],
  'planning adds no write to a plan': [
    [
      one(logical('Filter', 'LocalRelation'), physical('Write', 'FilterExec', 'Scan')),
      'writes in the physical plan: 1 (0 wanted)',
    ],
    [
      one(logical('Write', 'LocalRelation'), physical('Write', 'Write', 'Scan')),
      'writes in the physical plan: 2 (1 wanted)',
    ],
  ],
}

describe('properties of a planner', () => {
  it.for([...always])('$name', ({ name, broken }) => {
    for (const each of right) expect(broken(each)).toBeUndefined()
    const cases = wrong[name] ?? []
    expect(cases.length).toBeGreaterThan(0)
    for (const [each, how] of cases) expect(broken(each)).toBe(how)
  })
})
