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
  'a write in a plan is planned to a WriteToContinuousDataSourceExec, wherever it stands': [
    [one(logical('Write', 'LocalRelation'), physical('LocalTableScanExec')), '1 writes are planned to 0'],
    [
      one(logical('Write', 'Write', 'LocalRelation'), physical('Write', 'LocalTableScanExec')),
      '2 writes are planned to 1',
    ],
    [
      one(logical('Write', 'LocalRelation'), physical('FilterExec', 'Write', 'Scan')),
      'a write on top is planned below FilterExec',
    ],
    [
      one(logical('Filter', 'Write', 'LocalRelation'), physical('Write', 'Scan')),
      'a write below Filter is planned on top',
    ],
    [
      one(logical('Write', 'LocalRelation')),
      'a plan with a write is not planned: {"name":"WriteToContinuousDataSource","children":[{"name":"LocalRelation","children":[]}]}',
    ],
  ],
  'a planned write has one child, planned of that of the write': [
    [one(logical('Write', 'LocalRelation'), physical('Write')), 'a planned write has 0 children'],
    [
      one(logical('Write', 'Write', 'LocalRelation'), physical('Write', 'ProjectExec', 'Write', 'Scan')),
      'right below a write WriteToContinuousDataSource is planned to ProjectExec',
    ],
  ],
  'no write is planned where there is none': [
    [one(logical('Filter', 'LocalRelation'), physical('Write', 'FilterExec', 'Scan')), '1 writes are planned of 0'],
    [one(logical('Write', 'LocalRelation'), physical('Write', 'Write', 'Scan')), '2 writes are planned of 1'],
  ],
}

describe('of a planner', () => {
  it.for([...always])('$name', ({ name, broken }) => {
    for (const each of right) expect(broken(each)).toBeUndefined()
    const cases = wrong[name] ?? []
    expect(cases.length).toBeGreaterThan(0)
    for (const [each, how] of cases) expect(broken(each)).toBe(how)
  })
})
