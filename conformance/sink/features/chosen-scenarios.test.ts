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

it('Scenarios have as many partitions as the file says, or the command line in its place', () => {
  const countsOf = (scenarios: readonly { readonly partitions?: number }[]) =>
    new Set(scenarios.map(({ partitions }) => partitions))
  for (const chosen of [chosenScenarios, chosenBatchScenarios]) {
    expect(countsOf(chosen({}, { partitions: 5 }))).toEqual(new Set([5]))
    expect(countsOf(chosen({ partitions: 7 }, { partitions: 5 }))).toEqual(new Set([7]))
  }
})

it('Outages are run where the file says how the external system stops, and refused where one is asked for and nobody has said it', () => {
  const name = 'the external system is away when an epoch is committed'
  const outage = { start: [{ command: ['stop'] as [string] }], end: [{ command: ['start'] as [string] }], seconds: 1 }
  const namesWith = (file: Parameters<typeof chosenScenarios>[1]) => chosenScenarios({}, file).map((each) => each.name)
  expect(namesWith({ outage })).toContain(name)
  expect(namesWith({})).not.toContain(name)
  expect(chosenBatchScenarios({}, { outage }).length).toBe(chosenBatchScenarios().length + 1)
  expect(() => chosenScenarios({ scenario: [name] })).toThrow(
    `"${name}": nobody has said how the external system goes away`,
  )
})
