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

describe('a plan of several lines', () => {
  it('has its children indented below it', () => {
    expect(parsePlan('Union\n  Filter\n    A\n  B')).toEqual(union)
  })

  it('may have blank lines in it', () => {
    expect(parsePlan('\nFilter\n\n  A\n')).toEqual({ name: 'Filter', children: [leaf('A')] })
  })

  it('is read back as it was written (seed 20261122)', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        expect(parsePlan(indented(plan))).toEqual(plan)
      }),
      { seed: 20261122 },
    )
  })

  it('has one root, and no line without a parent', () => {
    expect(() => parsePlan('A\nB')).toThrow('no parent for the line "B": children are indented by two spaces')
    expect(() => parsePlan('A\n    B')).toThrow('no parent for the line "    B": children are indented by two spaces')
    expect(() => parsePlan('A\n   B')).toThrow('no parent for the line "   B": children are indented by two spaces')
  })

  it('has at least one line', () => {
    expect(() => parsePlan(' \n')).toThrow('a plan has at least one line')
  })
})

describe('a plan of one line', () => {
  it('has its children in brackets behind it', () => {
    expect(planOf('Union(Filter(A), B)')).toEqual(union)
    expect(planOf('A')).toEqual(leaf('A'))
  })

  it('is read back as it is described (seed 20261122)', () => {
    fc.assert(
      fc.property(plan, (plan) => {
        expect(planOf(describePlan(plan))).toEqual(plan)
      }),
      { seed: 20261122 },
    )
  })

  it('is refused with what is wrong in it', () => {
    expect(() => planOf('')).toThrow('a name is wanted, not the end, in the plan ""')
    expect(() => planOf('A()')).toThrow('a name is wanted, not ")", in the plan "A()"')
    expect(() => planOf('A(B')).toThrow('")" is wanted, not the end, in the plan "A(B"')
    expect(() => planOf('A(B))')).toThrow('the end is wanted, not ")", in the plan "A(B))"')
    expect(() => planOf('A-B')).toThrow('the end is wanted, not "-", in the plan "A-B"')
  })
})

describe('plans', () => {
  it('are the same if names and shape are', () => {
    expect(samePlan(union, planOf('Union(Filter(A), B)'))).toBe(true)
    for (const other of ['Union(B, Filter(A))', 'Union(Filter(A))', 'Union(Filter(A), B, C)', 'Union(Filter(C), B)']) {
      expect(samePlan(union, planOf(other)), other).toBe(false)
      expect(samePlan(planOf(other), union), other).toBe(false)
    }
  })

  it('hold themselves and all below them, parents first', () => {
    expect(subplans(union).map(describePlan)).toEqual(['Union(Filter(A), B)', 'Filter(A)', 'A', 'B'])
    expect(namesIn(union)).toEqual(['Union', 'Filter', 'A', 'B'])
  })
})
