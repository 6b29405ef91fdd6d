import { expect, it } from 'vitest'
import { chosenBatchScenarios, chosenScenarios } from './chosen-scenarios.ts'

it('Names choose scenarios of one mode, in their order in the features', () => {
  const [first, second, third] = chosenScenarios().map(({ name }) => name)
  if (first === undefined || second === undefined || third === undefined) throw new Error('three scenarios are wanted')
  expect(chosenScenarios({ scenario: [third, first] }).map(({ name }) => name)).toEqual([first, third])
  // Both modes have one of this name.
  const [inBatches] = chosenBatchScenarios({ scenario: ['nothing fails'] })
  expect(inBatches?.steps).not.toEqual(chosenScenarios({ scenario: ['nothing fails'] })[0]?.steps)
})
