import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Plan } from '../../src/contract/values.ts'
import { describePlan } from './describe-event.ts'
import { namesIn, parsePlan, planOf, samePlan, subplans } from './plan-text.ts'

const leaf = (name: string): Plan => ({ name, children: [] })
const union: Plan = { name: 'Union', children: [{ name: 'Filter', children: [leaf('A')] }, leaf('B')] }

const { plan } = fc.letrec<{ plan: Plan }>((tie) => ({
  plan: fc.record({
    name: fc.constantFrom('Project', 'Filter', 'Union', 'A', 'B_2'),
    children: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('plan'), { maxLength: 3 })),
  }),
}))

/** The plan in the notation of `parsePlan`. */
const indented = ({ name, children }: Plan, depth = 0): string =>
  [`${'  '.repeat(depth)}${name}`, ...children.map((child) => indented(child, depth + 1))].join('\n')

describe('parsePlan', () => {
  it('reads children that are indented below their parent', () => {
    expect(parsePlan('Union\n  Filter\n    A\n  B')).toEqual(union)
  })

  it('ignores blank lines', () => {
    expect(parsePlan('\nFilter\n\n  A\n')).toEqual({ name: 'Filter', children: [leaf('A')] })
  })

  it('reads each plan back that was written in lines (seed 20261122)', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        expect(parsePlan(indented(plan))).toEqual(plan)
      }),
      { seed: 20261122 },
    )
  })

  it('refuses a line without a parent', () => {
    expect(() => parsePlan('A\nB')).toThrow('no parent for the line "B" (children are indented by two spaces)')
    expect(() => parsePlan('A\n    B')).toThrow('no parent for the line "    B" (children are indented by two spaces)')
    expect(() => parsePlan('A\n   B')).toThrow('no parent for the line "   B" (children are indented by two spaces)')
  })

  it('refuses a text without lines', () => {
    expect(() => parsePlan(' \n')).toThrow('the plan has no lines (at least one is wanted)')
  })
})

describe('planOf', () => {
  it('reads children in brackets behind their parent', () => {
    expect(planOf('Union(Filter(A), B)')).toEqual(union)
    expect(planOf('A')).toEqual(leaf('A'))
  })

  it('reads each plan back that describePlan wrote (seed 20261122)', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        expect(planOf(describePlan(plan))).toEqual(plan)
      }),
      { seed: 20261122 },
    )
  })

  it('says what is wanted where a plan cannot be read', () => {
    expect(() => planOf('')).toThrow('the plan "": the end is unexpected (a name is wanted)')
    expect(() => planOf('A()')).toThrow('the plan "A()": ")" is unexpected (a name is wanted)')
    expect(() => planOf('A(B')).toThrow('the plan "A(B": the end is unexpected (")" is wanted)')
    expect(() => planOf('A(B))')).toThrow('the plan "A(B))": ")" is unexpected (the end is wanted)')
    expect(() => planOf('A-B')).toThrow('the plan "A-B": "-" is unexpected (the end is wanted)')
  })
})

describe('samePlan and subplans', () => {
  it('take plans of the same names and shape as the same', () => {
    expect(samePlan(union, planOf('Union(Filter(A), B)'))).toBe(true)
    for (const other of ['Union(B, Filter(A))', 'Union(Filter(A))', 'Union(Filter(A), B, C)', 'Union(Filter(C), B)']) {
      expect(samePlan(union, planOf(other)), other).toBe(false)
      expect(samePlan(planOf(other), union), other).toBe(false)
    }
  })

  it('list a plan and all plans below it, parents first', () => {
    expect(subplans(union).map(describePlan)).toEqual(['Union(Filter(A), B)', 'Filter(A)', 'A', 'B'])
    expect(namesIn(union)).toEqual(['Union', 'Filter', 'A', 'B'])
  })
})
