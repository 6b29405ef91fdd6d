import { expect, it } from 'vitest'
import { sinkRequirements } from '../requirements/registry.ts'
import { brokenClaim } from './broken-claim.ts'

const violating = (...ids: readonly string[]) =>
  sinkRequirements
    .filter(({ id }) => ids.includes(id))
    .map((requirement) => ({
      requirement,
      verdict: { kind: 'violated', step: 1, because: 'it was built', in: ['a'] } as const,
    }))

it('Rows out of order break a claim, and nothing without one', () => {
  const found = { sinkAlone: 'exactly-once', requirements: [], outOfOrder: ['a', 'b'] } as const
  expect(brokenClaim('at-least-once', found)).toEqual([
    'the sink promises an order, and breaks it in 2 schedules, first in "a"',
  ])
  expect(brokenClaim(undefined, found)).toEqual([])
})

it.each([
  ['at-least-once', 'none', [], ['the sink claims at-least-once, and guarantees none']],
  ['at-least-once', 'exactly-once', ['SK-33', 'SK-34'], ['the sink claims at-least-once, and violates SK-33']],
  [
    'exactly-once',
    'at-least-once',
    ['SK-34', 'SK-38'],
    [
      'the sink claims exactly-once, and guarantees at-least-once',
      'the sink claims exactly-once, and violates SK-34, SK-38',
    ],
  ],
  // A `should`, and what Spark owes.
  ['exactly-once', 'exactly-once', ['SK-30', 'SK-19'], []],
  ['none', 'none', ['SK-33'], []],
  [undefined, 'none', ['SK-33'], []],
] as const)(
  'The claim %s of a sink that guarantees %s and violates %j is broken by: %j',
  (claim, sinkAlone, ids, lines) => {
    expect(brokenClaim(claim, { sinkAlone, requirements: violating(...ids) })).toEqual(lines)
  },
)
