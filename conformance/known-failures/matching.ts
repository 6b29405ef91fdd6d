import type { EditionName } from '../../src/reference/editions.ts'
import type { FindingReport, GeneratedReport } from '../report/report.ts'
import type { PlacedScenario } from '../suite/planned-case.ts'
import type { Condition, Entry, Pattern, Placed } from './entry.ts'
import { isPlaceIn } from './place-pattern.ts'
import { isInRange, readVersionRange } from './version.ts'

/** Whether an entry holds for an implementation of this version, tested against this edition. */
export function isHeld(
  { version, editions }: Condition,
  run: { readonly version: string; readonly edition: EditionName },
): boolean {
  if (editions?.includes(run.edition) === false) return false
  return version === undefined || isInRange(run.version, readVersionRange(version) ?? [])
}

/** Whether a scenario is one that the pattern is about. */
export function matchesScenario(pattern: Pattern, scenario: PlacedScenario): boolean {
  const { requirement, role, cases, scenarios, isGenerated } = pattern
  return (
    !isGenerated &&
    (requirement === undefined || scenario.requirements.includes(requirement)) &&
    (role === undefined || scenario.role === role) &&
    (cases?.some(({ text }) => isPlaceIn(scenario, text)) ?? true) &&
    (scenarios?.some(({ text }) => text === scenario.name) ?? true)
  )
}

/** Whether a finding of generated cases is one that the pattern is about. */
export function matchesFinding(
  { isGenerated, requirement, role }: Pattern,
  { requirements }: Pick<FindingReport, 'requirements'>,
  generated: Pick<GeneratedReport, 'role'>,
): boolean {
  return (
    isGenerated &&
    (role === undefined || role === generated.role) &&
    (requirement === undefined || requirements.includes(requirement))
  )
}

/** A pattern for each part of an entry that has to match something: each of its places and titles, or else the whole. */
export function partsOf({ at, pattern }: Entry): readonly (Placed & { readonly pattern: Pattern })[] {
  const { cases = [], scenarios = [] } = pattern
  const parts = [
    ...cases.map((one) => ({ ...one, pattern: { ...pattern, cases: [one] } })),
    ...scenarios.map((one) => ({ ...one, pattern: { ...pattern, scenarios: [one] } })),
  ]
  return parts.length > 0 ? parts : [{ text: describePattern(pattern), at, pattern }]
}

const describePattern = ({ requirement, role }: Pattern) =>
  [requirement, role].filter((one) => one !== undefined).join(', ')
