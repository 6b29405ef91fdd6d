import { counted } from '../../counted.ts'
import { textOf } from '../../errors.ts'
import type { FeaturePickle } from '../../feature-files/feature-pickles.ts'
import { placeIn } from '../../input/read-file.ts'
import { echoed } from '../../visible.ts'
import type { SinkMode } from '../file/modes.ts'
import { sinkRequirements } from '../requirements/registry.ts'
import type { Wide } from '../schedules/outside.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import { batchPhrases } from './batch-phrases.ts'
import { outsidePhrases } from './outside-phrases.ts'
import { type Phrase, readPhrase } from './phrase.ts'
import { queryPhrases } from './query-phrases.ts'
import { stepPhrases } from './step-phrases.ts'

/** A scenario of a feature, with what a table of scenarios wants to know of it. */
export type ReadScenario =
  | (OfAnyMode & { readonly mode: 'continuous'; readonly scenario: Wide<SinkScenario> })
  | (OfAnyMode & { readonly mode: 'micro-batch'; readonly scenario: Wide<BatchScenario> })

interface OfAnyMode {
  readonly requirements: readonly string[]
  /** Whether tasks have to run in executors. */
  readonly needsExecutors: boolean
}

/** A scenario, or its mistakes, one line each. */
export type Reading =
  | { readonly kind: 'read'; readonly read: ReadScenario }
  | { readonly kind: 'mistaken'; readonly mistakes: readonly string[] }

const tagOfBatches = '@micro-batch'
const tagOfSpark = '@spark-as-it-is'
const tagOfExecutors = '@executors'

const phrases: readonly Phrase<Wide<SinkScenario>['steps'][number]>[] = [...stepPhrases, ...outsidePhrases]
const phrasesOfBatches: readonly Phrase<Wide<BatchScenario>['steps'][number]>[] = [...batchPhrases, ...outsidePhrases]

/** The scenario of a pickle as data. What fails is its rule; without one, its feature. */
export function readScenario(pickle: FeaturePickle): Reading {
  const mode: SinkMode = pickle.tags.includes(tagOfBatches) ? 'micro-batch' : 'continuous'
  const reader = new StepReader(pickle, mode)
  const [first, ...others] = pickle.steps
  const setup = first === undefined ? undefined : reader.read(first, queryPhrases, 1)
  const place = placeIn(pickle.file, pickle.line)
  const mistakesOfTags = mistakenTags(pickle.tags).map((mistake) => `${place}: ${mistake}`)
  if (first === undefined)
    return { kind: 'mistaken', mistakes: [...mistakesOfTags, `${place}: no steps (at least one is wanted)`] }
  if (setup === undefined) return { kind: 'mistaken', mistakes: [...mistakesOfTags, ...reader.mistakes] }
  const common = {
    name: pickle.name,
    fault: pickle.rule ?? pickle.feature,
    spark: pickle.tags.includes(tagOfSpark) ? 'as it is' : 'as documented',
    ...(setup.partitions === 1 ? {} : { partitions: setup.partitions }),
  } as const
  const requirements = pickle.tags.flatMap((tag) => /^@(SK-\d+)$/.exec(tag)?.[1] ?? [])
  const needsExecutors = pickle.tags.includes(tagOfExecutors)
  const { partitions, delivery } = setup
  const read: ReadScenario =
    mode === 'continuous'
      ? {
          mode,
          requirements,
          needsExecutors,
          scenario: {
            ...common,
            ...(delivery === undefined ? {} : { delivery }),
            steps: others.flatMap((step) => reader.read(step, phrases, partitions) ?? []),
          },
        }
      : {
          mode,
          requirements,
          needsExecutors,
          scenario: {
            ...common,
            steps: others.flatMap((step) => reader.read(step, phrasesOfBatches, partitions) ?? []),
          },
        }
  const heldInBatches = mode === 'micro-batch' && delivery !== undefined
  const mistakes = [
    ...mistakesOfTags,
    ...(heldInBatches ? [`${place}: micro-batches have no messages that are held (leave that out)`] : []),
    ...(others.length === 0 ? [`${place}: nothing is done with the query (a step is wanted)`] : []),
    ...mistakenOutages(read.scenario.steps).map((mistake) => `${place}: ${mistake}`),
    ...reader.mistakes,
  ]
  return mistakes.length === 0 ? { kind: 'read', read } : { kind: 'mistaken', mistakes }
}

/** An outage that does not end would keep the system from all scenarios behind it. */
function mistakenOutages(
  steps: readonly (Wide<SinkScenario> | Wide<BatchScenario>)['steps'][number][],
): readonly string[] {
  let isOn = false
  for (const step of steps) {
    if (step.kind !== 'outage') continue
    if (isOn === (step.moment === 'begins'))
      return ['the external system goes away and comes back in turns (one of the two is missing between)']
    isOn = !isOn
  }
  return isOn ? ['the external system goes away and does not come back (a step is wanted)'] : []
}

type PickleStep = FeaturePickle['steps'][number]

class StepReader {
  readonly mistakes: string[] = []
  readonly #pickle: FeaturePickle
  readonly #mode: SinkMode

  constructor(pickle: FeaturePickle, mode: SinkMode) {
    this.#pickle = pickle
    this.#mode = mode
  }

  /** Undefined if the step is a mistake. */
  read<Step>(step: PickleStep, phrases: readonly Phrase<Step>[], partitions: number): Step | undefined {
    try {
      if (step.type === 'Outcome')
        throw new Error('a scenario says what is done, and the table what came of it (no Then is wanted)')
      if (step.argument !== undefined) throw new Error('neither a table nor a text is wanted below')
      const read = readPhrase(phrases, step.text, partitions)
      if (read === undefined) throw new Error(this.#unknown(phrases))
      return read
    } catch (error) {
      const place = placeIn(this.#pickle.file, this.#pickle.lineOf(step))
      this.mistakes.push(`${place}: "${echoed(step.text)}": ${textOf(error)}`)
      return undefined
    }
  }

  #unknown<Step>(phrases: readonly Phrase<Step>[]): string {
    const possible = phrases.map(({ shown }) => `\n    ${shown}`).join('')
    return `no phrase reads like this in mode ${this.#mode} (${counted(phrases.length, 'phrase')}, parts in brackets may be left out):${possible}`
  }
}

function mistakenTags(tags: readonly string[]): readonly string[] {
  const ids = sinkRequirements.map(({ id }) => `@${id}`)
  return tags.flatMap((tag) =>
    [tagOfBatches, tagOfSpark, tagOfExecutors, ...ids].includes(tag)
      ? []
      : [
          `${echoed(tag)}: not a tag of a sink's scenario (${tagOfBatches}, ${tagOfSpark}, ${tagOfExecutors} or a requirement such as @SK-34 is wanted)`,
        ],
  )
}
