import { type DeviationRecord, deviationsIn } from '../requirements/deviations.ts'
import type { CaseReport, RunReport } from './report.ts'

/** The deviations of its edition that a case has shown, as its verdict names them; none if what it showed is left open. */
export function deviationsBehind(one: CaseReport, edition: RunReport['edition']): readonly DeviationRecord[] {
  if (one.verdict !== 'deviates-as-expected') return []
  return deviationsIn(edition).filter(
    ({ name, requirement }) => one.requirements.includes(requirement) && one.reason?.startsWith(`${name}, `) === true,
  )
}
