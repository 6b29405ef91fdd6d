import { expect, it } from 'vitest'
import { isAskedBy } from './asked-by-claim.ts'
import { sinkRequirements } from './registry.ts'

const ofExactlyOnce = ['SK-27', 'SK-28', 'SK-29', 'SK-33', 'SK-34', 'SK-35', 'SK-38']

it.each([
  ['exactly-once', ofExactlyOnce],
  ['at-least-once', ofExactlyOnce.filter((id) => id !== 'SK-34')],
  ['at-most-once', ofExactlyOnce.filter((id) => id !== 'SK-33')],
  ['none', []],
  [undefined, []],
] as const)('The claim %s asks a sink for its must requirements: %j', (claim, ids) => {
  expect(sinkRequirements.filter((one) => isAskedBy(claim, one)).map(({ id }) => id)).toEqual(ids)
})
