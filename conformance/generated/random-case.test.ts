import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roles } from '../../src/contract/roles.ts'
import { deviationsOf } from '../../src/reference/editions.ts'
import { faultsOf, referenceBounds, stateSpaceOf } from '../state-space/roles.ts'
import { randomChoices, walk } from '../state-space/walk.ts'
import { randomBounds, randomCases } from './random-case.ts'

const seed = 1
const page = deviationsOf('document')
const zeros = Array.from({ length: 40 }, () => 0)
/** Not the reference bounds, and otherwise the plainest. */
const plain = zeros.with(0, 1)

describe(`generated cases, seed ${seed}`, () => {
  it.each(roles)('random bounds of role %s open a state space with faults of the role', (role) => {
    fc.assert(
      fc.property(randomCases(8), ({ setup, schedule }) => {
        const bounds = randomBounds(role, setup)
        expect(bounds.role).toBe(role)
        expect(faultsOf(role)).toEqual(expect.arrayContaining([...bounds.faults]))
        const { steps, space } = walk(stateSpaceOf(bounds), randomChoices(schedule), page)
        expect(steps.length).toBeLessThanOrEqual(space.prefix.length + schedule.length)
      }),
      { seed, numRuns: 300 },
    )
  })

  it.each(roles)('random bounds are the reference bounds of role %s every fourth time', (role) => {
    for (const kind of [0, 4, 252]) expect(randomBounds(role, plain.with(0, kind))).toEqual(referenceBounds(role))
    // The planner's plainest bounds apart, the others are of another size.
    expect(randomBounds(role, plain)).not.toEqual(referenceBounds(role))
  })

  it('random bounds are simplest if every generated number is 0', () => {
    expect(roles.map((role) => randomBounds(role, plain))).toMatchInlineSnapshot(`
      [
        {
          "depth": 1,
          "faults": [],
          "plans": 1,
          "role": "planner",
          "times": 9,
        },
        {
          "coordinator": "holds",
          "executions": 1,
          "faults": [],
          "partitions": 1,
          "role": "operator",
          "times": 9,
        },
        {
          "coordinator": "answers",
          "epochs": 2,
          "faults": [],
          "first": 1,
          "partitions": 1,
          "role": "task",
          "rows": 1,
          "times": 9,
        },
        {
          "epochs": 2,
          "faults": [],
          "first": 1,
          "readers": 1,
          "role": "coordinator",
          "times": 9,
          "writers": 1,
        },
        {
          "epochs": 2,
          "faults": [],
          "first": 1,
          "partitions": 1,
          "role": "query",
          "rows": 1,
          "times": 1,
        },
      ]
    `)
  })

  it('random bounds allow all faults, half of them, or a quarter', () => {
    const odd = Array.from({ length: 40 }, () => 1).with(0, 1)
    expect(randomBounds('task', odd.with(6, 0)).faults).toEqual(faultsOf('task'))
    expect(randomBounds('task', odd.with(6, 1)).faults).toEqual(faultsOf('task'))
    expect(randomBounds('task', plain.with(6, 2)).faults).toEqual(faultsOf('task'))
    const threes = odd.map((_, at): number => (at < 7 ? 1 : 3))
    expect(randomBounds('task', threes.with(6, 0)).faults).toEqual([])
    expect(randomBounds('task', threes.with(6, 1)).faults).toEqual(faultsOf('task'))
  })

  it('a random case shrinks to the shortest and plainest schedule that still fails', () => {
    // Any schedule with a fault fails, so the shortest one is a single choice of a fault.
    const { counterexample } = fc.check(
      fc.property(randomCases(60), ({ schedule }) => schedule.every((number) => number < 176)),
      { seed },
    )
    expect(counterexample).toEqual([{ setup: zeros.slice(0, counterexample?.[0].setup.length), schedule: [176] }])
  })
})
