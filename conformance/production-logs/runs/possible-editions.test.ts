import { expect, it } from 'vitest'
import type { Observation } from '../observations/observation.ts'
import { createPossibleEditions } from './possible-editions.ts'

const writing = (what: string): Observation => ({
  kind: 'writing-started',
  partitions: 2,
  text: `Start processing data source ${what}: W. The input RDD has 2 partitions.`,
})

function possibleAfter(observations: readonly Observation[], release?: string) {
  const editions = createPossibleEditions()
  for (const observed of observations) editions.see(observed)
  return editions.possible(release)
}

it('without a line that tells, the logs may be of any release of Spark', () => {
  expect(possibleAfter([])).toHaveLength(10)
})

it('the line that a write starts tells Spark 2.4 from later releases, unless the logs have both', () => {
  expect(possibleAfter([writing('writer')])).toEqual(['spark-2.4'])
  expect(possibleAfter([writing('write support')])).not.toContain('spark-2.4')
  expect(possibleAfter([writing('write support'), writing('writer')])).toHaveLength(10)
})

it('a release that no edition is of may do what no other release does', () => {
  expect(possibleAfter([writing('write support')], '9.0.0')).toContain('document')
})
