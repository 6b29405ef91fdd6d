import { UsageError } from '../../errors.ts'
import { picklesIn } from '../../feature-files/feature-pickles.ts'
import { readFeatureSources } from '../../feature-files/feature-sources.ts'
import { meantBy } from '../../near-word.ts'
import { echoed } from '../../visible.ts'
import type { SinkMode } from '../file/modes.ts'
import type { SinkFile } from '../file/sink-file.ts'
import { batchesWithPartitions, withPartitions } from '../schedules/more-partitions.ts'
import { needsOutage, type Wide } from '../schedules/outside.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import { batchesAmong, continuousAmong, kitScenarios } from './kit-scenarios.ts'
import type { ReadScenario } from './read-scenario.ts'
import { scenariosOf } from './read-sink-features.ts'

/** What a user chooses: places FILE and FILE:LINE of features of their own, names of scenarios, and the partitions that each has at least. */
export interface ScenarioChoice {
  readonly features?: readonly string[]
  readonly scenario?: readonly string[]
  readonly partitions?: number
  /** Where Spark runs tasks: scenarios that need executors are left out where there are none. */
  readonly master?: string
}

/** What the file of the sink says of it. */
type OfFile = Pick<SinkFile, 'partitions' | 'outage'>

/**
 * The scenarios of continuous mode: those of the kit or of the user's own features in their place; with names, only those.
 *
 * @throws UsageError with the place of what is wrong, or if no scenario of the mode is there or has the name
 */
export const chosenScenarios = (choice: ScenarioChoice = {}, file: OfFile = {}): readonly Wide<SinkScenario>[] =>
  chosen('continuous', continuousAmong(scenariosAt(choice)), choice, file).map((each) =>
    withPartitions(each, choice.partitions ?? file.partitions),
  )

/** The same for micro-batches. */
export const chosenBatchScenarios = (choice: ScenarioChoice = {}, file: OfFile = {}): readonly Wide<BatchScenario>[] =>
  chosen('micro-batch', batchesAmong(scenariosAt(choice)), choice, file).map((each) =>
    batchesWithPartitions(each, choice.partitions ?? file.partitions),
  )

/** An outage is left out where nobody has said how the system stops, and refused where it was asked for. */
function chosen<Scenario extends Wide<SinkScenario> | Wide<BatchScenario>>(
  mode: SinkMode,
  scenarios: readonly Scenario[],
  { features, scenario }: ScenarioChoice,
  { outage }: OfFile,
): readonly Scenario[] {
  const all = named(mode, notNone(mode, scenarios), scenario)
  if (outage !== undefined) return all
  const needing = all.find(needsOutage)
  if (needing !== undefined && (features ?? scenario) !== undefined) {
    const wanted = 'outage in the file, or --outage-start and --outage-end, are wanted'
    throw new UsageError(`"${echoed(needing.name)}": nobody has said how the external system goes away (${wanted})`)
  }
  return all.filter((each) => !needsOutage(each))
}

function named<Scenario extends { readonly name: string }>(
  mode: SinkMode,
  scenarios: readonly Scenario[],
  names?: readonly string[],
): readonly Scenario[] {
  if (names === undefined) return scenarios
  const unknown = names.find((name) => scenarios.every((scenario) => scenario.name !== name))
  if (unknown !== undefined) {
    const wanted = `one is wanted that the table of scenarios or a feature names; ${ofExecutors}`
    const meant = meantBy(
      unknown,
      scenarios.map(({ name }) => name),
    )
    throw new UsageError(
      `--scenario "${echoed(unknown)}": no scenario of mode ${mode} has this name${meant} (${wanted})`,
    )
  }
  return scenarios.filter(({ name }) => names.includes(name))
}

/** What a local master leaves out. */
const ofExecutors = 'those with @executors need a --master other than local'

function notNone<Scenario>(mode: SinkMode, scenarios: readonly Scenario[]): readonly Scenario[] {
  if (scenarios.length > 0) return scenarios
  const wanted = mode === 'micro-batch' ? 'the tag @micro-batch' : 'one without the tag @micro-batch'
  throw new UsageError(`--features: no scenario of mode ${mode} (${wanted} is wanted; ${ofExecutors})`)
}

const scenariosAt = ({ features, master = 'local' }: ScenarioChoice): readonly ReadScenario[] =>
  (features === undefined ? kitScenarios() : ownScenarios(features)).filter(
    ({ needsExecutors }) => !needsExecutors || master !== 'local',
  )

const ownScenarios = (places: readonly string[]): readonly ReadScenario[] =>
  readFeatureSources(places).flatMap(({ name, document, lines }) =>
    scenariosOf(
      [picklesIn(name, document)],
      (pickle) => lines.length === 0 || pickle.lines.some((line) => lines.includes(line)),
    ),
  )
