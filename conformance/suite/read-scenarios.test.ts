import { expect, it } from 'vitest'
import { planSuite } from './plan.ts'
import { readScenarios } from './read-scenarios.ts'

it('the scenarios read from the features are those of the plan', async () => {
  const byPlace = (one: { readonly file: string; readonly line: number }) =>
    `${one.file}:${String(one.line).padStart(4, '0')}`
  const sorted = <T extends { readonly file: string; readonly line: number }>(all: readonly T[]) =>
    all.toSorted((one, other) => (byPlace(one) < byPlace(other) ? -1 : 1))
  expect(sorted(readScenarios())).toEqual(
    sorted((await planSuite('')).map(({ scenario: { id: _, ...placed } }) => placed)),
  )
})

it('the scenarios of one requirement are those of all that have its tag', () => {
  const own = readScenarios('OP-4')
  expect(own.length).toBeGreaterThan(0)
  expect(own).toEqual(readScenarios().filter(({ requirements }) => requirements.includes('OP-4')))
})
