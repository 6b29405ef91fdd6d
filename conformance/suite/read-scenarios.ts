import { roles } from '../../src/contract/roles.ts'
import { type FeaturePickle, readPickles } from '../feature-files/feature-pickles.ts'
import type { PlacedScenario } from './planned-case.ts'
import { suiteFeatures } from './suite-features.ts'
import { requirementsIn } from './tags.ts'

/**
 * The scenarios of the suite, without their steps. With a requirement, only its scenarios: files that do not name it are not parsed.
 */
export function readScenarios(requirement?: string): readonly PlacedScenario[] {
  const scenarios = suiteFeatures()
    .filter(({ text }) => requirement === undefined || text.includes(`@${requirement}`))
    .flatMap(({ name, text }) => readPickles(name, text).pickles.flatMap((pickle) => placed(pickle) ?? []))
  return requirement === undefined
    ? scenarios
    : scenarios.filter(({ requirements }) => requirements.includes(requirement))
}

/** The scenario of a pickle; undefined if no tag names its role. */
export function placed({ name, feature, rule, tags, file, line }: FeaturePickle): PlacedScenario | undefined {
  const role = roles.find((one) => tags.includes(`@${one}`))
  return role === undefined
    ? undefined
    : { name, feature, rule, role, requirements: requirementsIn(tags), tags, file, line }
}
