import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readPickles } from '../../feature-files/feature-pickles.ts'
import { packageRoot } from '../../package-root.ts'
import type { BatchScenario, SinkScenario } from '../scenarios.ts'
import type { ReadScenario } from './read-scenario.ts'
import { scenariosOf } from './read-sink-features.ts'

const folder = 'features/sink'

/** All scenarios of the kit's own features of sinks, in the order of their files. */
export function kitScenarios(): readonly ReadScenario[] {
  const names = readdirSync(join(packageRoot, folder)).filter((name) => name.endsWith('.feature'))
  return scenariosOf(
    names
      .toSorted()
      .map((name) => readPickles(`${folder}/${name}`, readFileSync(join(packageRoot, folder, name), 'utf8'))),
  )
}

/** What a sink is put through in continuous mode. */
export const sinkScenarios = (): readonly SinkScenario[] =>
  kitScenarios().flatMap((read) => (read.mode === 'continuous' ? [read.scenario] : []))

/** What a sink is put through in micro-batches. */
export const batchScenarios = (): readonly BatchScenario[] =>
  kitScenarios().flatMap((read) => (read.mode === 'micro-batch' ? [read.scenario] : []))
