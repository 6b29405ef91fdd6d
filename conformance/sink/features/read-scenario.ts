import { textOf } from '../../errors.ts'
import type { FeaturePickle } from '../../feature-files/feature-pickles.ts'
import { placeIn } from '../../input/read-file.ts'
import { meantBy } from '../../near-word.ts'
import { echoed } from '../../visible.ts'
import type { SinkMode } from '../file/modes.ts'
import { sinkRequirements } from '../requirements/registry.ts'
import type { Wide } from '../schedules/outside.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import { readPhrase } from './phrase.ts'
import { firstSteps, type Phrasebook, type PhraseList, phraseLike, steps, stepsOfBatches } from './phrasebook.ts'

/** A scenario of a feature, with what a table of scenarios wants to know of it. */
export type ReadScenario =
  | (OfAnyMode & { readonly mode: 'continuous'; readonly scenario: Wide<SinkScenario> })
  | (OfAnyMode & { readonly mode: 'micro-batch'; readonly scenario: Wide<BatchScenario> })

interface OfAnyMode {
  readonly requirements: readonly string[]
  /** Whether tasks have to run in executors. */
  readonly needsExecutors: boolean
}

/** A scenario, or its mistakes, one line each, with the phrases among which a step was looked for in vain. */
export type Reading =
  | { readonly kind: 'read'; readonly read: ReadScenario }
  | { readonly kind: 'mistaken'; readonly mistakes: readonly string[]; readonly wanted: readonly PhraseList[] }

const tagOfBatches = '@micro-batch'
const tagOfSpark = '@spark-as-it-is'
const tagOfExecutors = '@executors'

/** The scenario of a pickle as data. What fails is its rule; without one, its feature. */
export function readScenario(pickle: FeaturePickle): Reading {
  const mode: SinkMode = pickle.tags.includes(tagOfBatches) ? 'micro-batch' : 'continuous'
  const reader = new StepReader(pickle)
  const [first, ...others] = pickle.steps
  const setup = first === undefined ? undefined : reader.read(first, firstSteps, 1)
  const place = placeIn(pickle.file, pickle.line)
  const mistakesOfTags = mistakenTags(pickle.tags).map((mistake) => `${place}: ${mistake}`)
  if (first === undefined)
    return {
      kind: 'mistaken',
      mistakes: [...mistakesOfTags, `${place}: no steps (at least one is wanted)`],
      wanted: [],
    }
  if (setup === undefined)
    return { kind: 'mistaken', mistakes: [...mistakesOfTags, ...reader.mistakes], wanted: reader.wanted }
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
            steps: others.flatMap((step) => reader.read(step, steps, partitions) ?? []),
          },
        }
      : {
          mode,
          requirements,
          needsExecutors,
          scenario: {
            ...common,
            steps: others.flatMap((step) => reader.read(step, stepsOfBatches, partitions) ?? []),
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
  return mistakes.length === 0 ? { kind: 'read', read } : { kind: 'mistaken', mistakes, wanted: reader.wanted }
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
  readonly wanted: PhraseList[] = []
  readonly #pickle: FeaturePickle

  constructor(pickle: FeaturePickle) {
    this.#pickle = pickle
  }

  /** Undefined if the step is a mistake. */
  read<Step>(step: PickleStep, { phrases, list }: Phrasebook<Step>, partitions: number): Step | undefined {
    try {
      if (step.type === 'Outcome')
        throw new Error('a scenario says what is done, and the table what came of it (no Then is wanted)')
      if (step.argument !== undefined) throw new Error('neither a table nor a text is wanted below')
      const read = readPhrase(phrases, step.text, partitions)
      if (read !== undefined) return read
      this.wanted.push(list)
      throw new Error(`no phrase of ${list.of} reads like this${phraseLike(list, step.text)}`)
    } catch (error) {
      const place = placeIn(this.#pickle.file, this.#pickle.lineOf(step))
      this.mistakes.push(`${place}: "${echoed(step.text)}": ${textOf(error)}`)
      return undefined
    }
  }
}

function mistakenTags(tags: readonly string[]): readonly string[] {
  const ids = sinkRequirements.map(({ id }) => `@${id}`)
  const words = [tagOfBatches, tagOfSpark, tagOfExecutors]
  return tags.flatMap((tag) =>
    [...words, ...ids].includes(tag)
      ? []
      : [
          `${echoed(tag)}: not a tag of a sink's scenario${meantBy(tag, words)} (${tagOfBatches}, ${tagOfSpark}, ${tagOfExecutors} or a requirement such as @SK-34 is wanted)`,
        ],
  )
}
