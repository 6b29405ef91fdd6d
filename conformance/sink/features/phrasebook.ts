import { meantBy } from '../../near-word.ts'
import type { Wide } from '../schedules/outside.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import { batchPhrases } from './batch-phrases.ts'
import { outsidePhrases } from './outside-phrases.ts'
import type { Phrase } from './phrase.ts'
import { queryPhrases } from './query-phrases.ts'
import { stepPhrases } from './step-phrases.ts'

/** The phrases that a step may have. */
export interface PhraseList {
  /** The steps that they are for. */
  readonly of: string
  readonly shown: readonly string[]
}

/** Phrases with the list that a message shows of them. */
export interface Phrasebook<Step> {
  readonly phrases: readonly Phrase<Step>[]
  readonly list: PhraseList
}

const bookOf = <Step>(of: string, phrases: readonly Phrase<Step>[]): Phrasebook<Step> => ({
  phrases,
  list: { of, shown: phrases.map(({ shown }) => shown) },
})

export const firstSteps = bookOf('a first step', queryPhrases)
export const steps = bookOf<Wide<SinkScenario>['steps'][number]>('mode continuous', [...stepPhrases, ...outsidePhrases])
export const stepsOfBatches = bookOf<Wide<BatchScenario>['steps'][number]>('mode micro-batch', [
  ...batchPhrases,
  ...outsidePhrases,
])

/** All phrases that there are. */
export const phraseLists: readonly PhraseList[] = [firstSteps.list, steps.list, stepsOfBatches.list]

/** ` (did you mean "…"?)`, or nothing. */
export const phraseLike = ({ shown }: PhraseList, text: string): string => meantBy(text, shown.flatMap(withAndWithout))

/** A phrase with the parts that may be left out, and without them. */
const withAndWithout = (shown: string): readonly string[] => [
  shown.replaceAll(/\[.*?\]/g, ''),
  shown.replaceAll(/[[\]]/g, ''),
]
