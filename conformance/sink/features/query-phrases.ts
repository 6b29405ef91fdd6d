import { counted } from '../../counted.ts'
import { Groups } from '../../gherkin/groups.ts'
import { mostPartitions } from '../file/most-partitions.ts'
import { type Phrase, phrase, type Slot } from './phrase.ts'

/** The query of a scenario, which its first step says. */
export interface QuerySetup {
  readonly partitions: number
  readonly delivery?: 'held'
}

const partitions: Slot<number> = {
  shown: 'N partitions',
  source: '\\d+ partitions?',
  read(text) {
    const count = new Groups([text.split(' ')[0]]).number(1)
    if (count >= 1 && count <= mostPartitions) return count
    throw new Error(`${counted(count, 'partition')} (from 1 to ${mostPartitions} are wanted)`)
  },
  print: (count) => counted(count, 'partition'),
}

export const queryPhrases: readonly Phrase<QuerySetup>[] = [
  phrase(
    ['a query with ', ''],
    partitions,
  )<QuerySetup>({
    step: (count) => ({ partitions: count }),
    values: (setup) => (setup.delivery === undefined ? [setup.partitions] : undefined),
  }),
  phrase(
    ['a query with ', ' whose messages are held'],
    partitions,
  )<QuerySetup>({
    step: (count) => ({ partitions: count, delivery: 'held' }),
    values: (setup) => (setup.delivery === 'held' ? [setup.partitions] : undefined),
  }),
]
