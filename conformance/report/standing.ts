import type { Deviation } from '../../src/reference/deviations.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { isAgainst } from '../suite/verdict.ts'
import { deviationsBehind } from './deviations-behind.ts'
import type { CaseReport, RunReport, Standing } from './report.ts'

/** The part of a run that decides the standing of its requirements. */
export type Judged = Pick<RunReport, 'cases' | 'generated'> & { readonly edition: Edition }

/** The scenarios of a requirement. */
export function casesOf({ id }: Requirement, { cases }: Pick<Judged, 'cases'>): readonly CaseReport[] {
  return cases.filter(({ requirements }) => requirements.includes(id))
}

/**
 * The standing of a requirement in a run: from its scenarios, and from the findings of other scenarios and generated cases. A
 * deviation counts for the requirement that it contradicts, and not for the others of its scenario. A requirement that the scenario
 * would have examined later is not-seen there.
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

/** The deviations from a requirement in its scenarios. */
export function deviationsSeen(requirement: Requirement, run: Judged): readonly Deviation[] {
  const behind = casesOf(requirement, run).flatMap((one) => deviationsBehind(one, run.edition))
  return [...new Set(behind.filter((one) => one.requirement === requirement.id).map(({ name }) => name))]
}

/** The unspecified scenarios of a requirement. */
export function unspecifiedCasesOf(requirement: Requirement, run: Pick<Judged, 'cases'>): readonly CaseReport[] {
  return casesOf(requirement, run).filter(
    ({ unspecified }) => unspecified?.where === 'here' && unspecified.requirements.includes(requirement.id),
  )
}

/** The requirements of a case: those of its scenario, or the one that was broken. */
export function spokenOf({ violates, requirements }: CaseReport): readonly string[] {
  return violates === undefined ? requirements : [violates]
}
