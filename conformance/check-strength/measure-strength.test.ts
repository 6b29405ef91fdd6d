import { expect, it } from 'vitest'
import { ownRecording } from '../production-logs/fixtures/own-recordings.ts'
import { measureStrength } from './measure-strength.ts'

it('a change is noticed by a requirement that could not be told before, and is violated', () => {
  // A writer's commit was interrupted, so RDD-23 cannot be told: not that a line of another epoch is missing.
  const outcomes = measureStrength(Object.entries(ownRecording('3.5.8/wcommit-interrupted-late').logs))
  const fates = outcomes.flatMap(({ requirement, what, line, fate }) =>
    requirement === 'RDD-15' && what === 'dropped committed' && line === 112 ? [fate] : [],
  )
  expect(fates).toEqual(['elsewhere'])
  expect(outcomes.filter(({ fate }) => fate === 'survived')).toEqual([])
})
