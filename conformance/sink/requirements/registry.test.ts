import { expect, it } from 'vitest'
import { requirementsOf, sinkRequirements } from './registry.ts'

it.each([
  ['3.0.3', ['SK-25']],
  ['3.4.4', ['SK-25']],
  ['3.5.0', []],
  ['4.2.0', []],
  ['3.10.0', []],
  [undefined, []],
])('Of Spark %s is not asked: %j', (release, missing) => {
  const asked = requirementsOf(release)
  expect(sinkRequirements.filter((each) => !asked.includes(each)).map(({ id }) => id)).toEqual(missing)
})
