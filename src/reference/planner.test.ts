import { describe, expect, it } from 'vitest'
import { enabledPlanner } from './enabled.ts'
import { NotEnabled } from './not-enabled.ts'
import { openPlanner, stepPlanner } from './planner.ts'

const { state } = openPlanner()
const leaf = { name: 'LocalRelation', children: [] }

describe('the planner refuses', () => {
  it('a logical operator that it does not know, wherever it stands', () => {
    const unknown = { name: 'Sort', children: [leaf] }
    const refusal = new NotEnabled('there is no logical operator Sort')
    expect(() => stepPlanner(state, { kind: 'plan', plan: unknown })).toThrow(refusal)
    const below = { name: 'Filter', children: [unknown] }
    expect(() => stepPlanner(state, { kind: 'plan', plan: below })).toThrow(refusal)
  })

  it('an operator with too many children or too few', () => {
    const write = (...children: readonly (typeof leaf)[]) => ({ name: 'WriteToContinuousDataSource', children })
    expect(() => stepPlanner(state, { kind: 'plan', plan: write() })).toThrow(
      new NotEnabled('WriteToContinuousDataSource has 1 children, not 0'),
    )
    expect(() => stepPlanner(state, { kind: 'plan', plan: write(leaf, leaf) })).toThrow(
      new NotEnabled('WriteToContinuousDataSource has 1 children, not 2'),
    )
    expect(() => stepPlanner(state, { kind: 'plan', plan: { ...leaf, children: [leaf] } })).toThrow(
      new NotEnabled('LocalRelation has 0 children, not 1'),
    )
  })
})

describe('what the planner lists as enabled', () => {
  it('is planned, and leaves the planner and the plan as they were', () => {
    const [action, ...others] = enabledPlanner()
    expect(others).toEqual([])
    if (action === undefined) throw new Error('nothing is listed')
    const before = structuredClone({ state, action })
    expect(stepPlanner(state, action).events.map(({ kind }) => kind)).toEqual(['planned'])
    expect({ state, action }).toEqual(before)
  })
})
