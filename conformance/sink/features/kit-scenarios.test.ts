import { expect, it } from 'vitest'
import { readPickles } from '../../feature-files/feature-pickles.ts'
import { sinkFaults } from '../verdict/faults.ts'
import { batchPhrases } from './batch-phrases.ts'
import { chosenScenarios } from './chosen-scenarios.ts'
import { batchScenarios, kitScenarios, sinkScenarios } from './kit-scenarios.ts'
import { type Phrase, printPhrase, readPhrase } from './phrase.ts'
import { scenariosOf } from './read-sink-features.ts'
import { stepPhrases } from './step-phrases.ts'

it('The features of sinks have scenarios of both modes.', () => {
  expect([sinkScenarios().length, batchScenarios().length]).toEqual([49, 18])
})

it('Scenarios that need executors are chosen with a master that has them, and with no other.', () => {
  const dying = (master?: string) =>
    chosenScenarios(master === undefined ? {} : { master }).filter(({ fault }) => fault === 'An executor dies')
  expect([dying(), dying('local')]).toEqual([[], []])
  expect(dying('local-cluster[1,2,1024]')).toHaveLength(1)
})

it('Each rule of the features is a fault of the list.', () => {
  const known: readonly string[] = sinkFaults
  expect(kitScenarios().filter(({ scenario }) => !known.includes(scenario.fault))).toEqual([])
})

/** Whatever a phrase reads from its own example, with or without a partition, it prints as the same words. */
function thereAndBack<Step>(phrases: readonly Phrase<Step>[]) {
  for (const { shown } of phrases) {
    const text = shown.replaceAll(/\[ in each attempt \| N times\]/g, '').replaceAll(/\[ N times\]/g, ' 3 times')
    const filled = text
      .replaceAll('[ with TYPE "MESSAGE"]', ' with AnError "why"')
      .replaceAll(/\[( \w+ partition )N\]/g, '$11')
    const example = filled.replaceAll(/\bN\b/g, '7')
    const step = readPhrase(phrases, example, 2)
    expect(step, example).toBeDefined()
    if (step !== undefined) expect(printPhrase(phrases, step, 2)).toBe(example)
  }
}

it('A phrase that reads a step prints it in the same words.', () => {
  thereAndBack(stepPhrases)
  thereAndBack(batchPhrases)
})

const featureOf = (...steps: readonly string[]) =>
  scenariosOf([readPickles('my.feature', ['Feature: mine', 'Scenario: one', ...steps].join('\n'))])

it.each([
  ['When the row arrives', 'my.feature:4: "the row arrives": no phrase of mode continuous reads like this'],
  [
    'When a row arrives',
    'my.feature:4: "a row arrives": no partition is named ("in partition N" is wanted, of 2 partitions)',
  ],
  ['When a row arrives in partition 2', 'the query has no partition 2 (a number from 0 to 1 is wanted)'],
  ['When the external system goes away', 'my.feature:2: the external system goes away and does not come back'],
  ['When the external system comes back', 'the external system goes away and comes back in turns'],
  ['Then a row arrives in partition 1', 'no Then is wanted'],
])('A mistake in a feature names its line and says what is wanted: %s', (step, message) => {
  expect(() => featureOf('Given a query with 2 partitions', step)).toThrow(message)
})
