import { UsageError } from '../../errors.ts'
import { picklesIn } from '../../feature-files/feature-pickles.ts'
import { readFeatureSources } from '../../feature-files/feature-sources.ts'
import type { SinkMode } from '../file/modes.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import { batchesAmong, continuousAmong, kitScenarios } from './kit-scenarios.ts'
import type { ReadScenario } from './read-scenario.ts'
import { scenariosOf } from './read-sink-features.ts'

/**
 * The scenarios of continuous mode: those of the kit or, with places FILE and FILE:LINE, those of the user's own features in their place.
 *
 * @throws UsageError with the place of what is wrong, or if the features have no scenario of the mode
 */
export const chosenScenarios = (places?: readonly string[]): readonly SinkScenario[] =>
  notNone('continuous', continuousAmong(scenariosAt(places)))

/** The same for micro-batches. */
export const chosenBatchScenarios = (places?: readonly string[]): readonly BatchScenario[] =>
  notNone('micro-batch', batchesAmong(scenariosAt(places)))

function notNone<Scenario>(mode: SinkMode, scenarios: readonly Scenario[]): readonly Scenario[] {
  if (scenarios.length > 0) return scenarios
  const wanted = mode === 'micro-batch' ? 'the tag @micro-batch' : 'one without the tag @micro-batch'
  throw new UsageError(`--features: no scenario of mode ${mode} (${wanted} is wanted)`)
}

const scenariosAt = (places?: readonly string[]): readonly ReadScenario[] =>
  places === undefined ? kitScenarios() : ownScenarios(places)

const ownScenarios = (places: readonly string[]): readonly ReadScenario[] =>
  readFeatureSources(places).flatMap(({ name, document, lines }) =>
    scenariosOf(
      [picklesIn(name, document)],
      (pickle) => lines.length === 0 || pickle.lines.some((line) => lines.includes(line)),
    ),
  )
