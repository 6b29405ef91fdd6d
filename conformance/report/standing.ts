import type { Deviation } from '../../src/reference/deviations.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst } from '../suite/verdict.ts'
import { deviationsBehind } from './deviations-behind.ts'
import type { CaseReport, RunReport, Standing } from './report.ts'

/** The part of a run that decides how its requirements stand. */
export type Judged = Pick<RunReport, 'cases' | 'generated'> & { readonly edition: Edition }

/** The scenarios of a requirement. */
export function casesOf({ id }: Requirement, { cases }: Pick<Judged, 'cases'>): readonly CaseReport[] {
  return cases.filter(({ requirements }) => requirements.includes(id))
}

/**
 * How a requirement stands in a run: by its scenarios, and by what scenarios of others and generated cases have found
 * against it. A deviation is told of the requirement that it contradicts, and of no other that its scenario names; an
 * other that this scenario had still to come to has not been seen there.
 */
export function standingOf(requirement: Requirement, run: Judged): Standing {
  const { id, level } = requirement
  const spoken = run.cases.filter((one) => spokenOf(one).includes(id))
  const found = run.generated.some(({ findings }) => findings.some(({ requirements }) => requirements.includes(id)))
  if (found || spoken.some(({ verdict }) => isAgainst(verdict))) return 'fails'
  if (level === 'untestable') return 'untestable'

  const own = casesOf(requirement, run)
  if (own.length === 0) return 'not-selected'
  if (deviationsSeen(requirement, run).length > 0) return 'deviates'
  if (unspecifiedCasesOf(requirement, run).length > 0) return 'unspecified'
  return own.some(({ verdict }) => verdict === 'passed') ? 'holds' : 'not-seen'
}

/** The deviations from a requirement that its scenarios have shown. */
export function deviationsSeen(requirement: Requirement, run: Judged): readonly Deviation[] {
  const behind = casesOf(requirement, run).flatMap((one) => deviationsBehind(one, run.edition))
  return [...new Set(behind.filter((one) => one.requirement === requirement.id).map(({ name }) => name))]
}

/** The scenarios of a requirement that the edition does not have, where something else was seen than it says. */
export function unspecifiedCasesOf(requirement: Requirement, run: Pick<Judged, 'cases'>): readonly CaseReport[] {
  return casesOf(requirement, run).filter(
    ({ unspecified }) => unspecified?.where === 'here' && unspecified.requirements.includes(requirement.id),
  )
}

/** The requirements that a case speaks of: its scenario's, or the one that was broken on the way. */
export function spokenOf({ violates, requirements }: CaseReport): readonly string[] {
  return violates === undefined ? requirements : [violates]
}
