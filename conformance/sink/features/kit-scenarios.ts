import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPickles } from '../../feature-files/feature-pickles.ts'
import { packageRoot } from '../../package-root.ts'
import { isInside, type Wide } from '../schedules/outside.ts'
import type { BatchScenario, SinkScenario } from '../schedules/scenarios.ts'
import type { ReadScenario } from './read-scenario.ts'
import { scenariosOf } from './read-sink-features.ts'

const folder = 'features/sink'

let known: readonly ReadScenario[] | undefined

/** All scenarios of the kit's own features of sinks, in the order of their files, which are read once. */
export function kitScenarios(): readonly ReadScenario[] {
  known ??= readKit()
  return known
}

function readKit(): readonly ReadScenario[] {
  const names = readdirSync(join(packageRoot, folder)).filter((name) => name.endsWith('.feature'))
  return scenariosOf(
    names
      .toSorted()
      .map((name) => readPickles(`${folder}/${name}`, readFileSync(join(packageRoot, folder, name), 'utf8'))),
  )
}

/** Of scenarios of both modes, those of continuous mode. */
export const continuousAmong = (scenarios: readonly ReadScenario[]): readonly Wide<SinkScenario>[] =>
  scenarios.flatMap((read) => (read.mode === 'continuous' ? [read.scenario] : []))

/** Of scenarios of both modes, those of micro-batches. */
export const batchesAmong = (scenarios: readonly ReadScenario[]): readonly Wide<BatchScenario>[] =>
  scenarios.flatMap((read) => (read.mode === 'micro-batch' ? [read.scenario] : []))

const inDriver = () => kitScenarios().filter(({ needsExecutors }) => !needsExecutors)

/** What each sink is put through in continuous mode, with tasks in the driver's JVM. */
export const sinkScenarios = (): readonly SinkScenario[] => continuousAmong(inDriver()).filter(isInside<SinkScenario>)

/** What each sink is put through in micro-batches, with tasks in the driver's JVM. */
export const batchScenarios = (): readonly BatchScenario[] => batchesAmong(inDriver()).filter(isInside<BatchScenario>)
