import { editions } from '../../src/reference/editions.ts'
import type { CaseReport, RunReport } from '../report/report.ts'
import { type DeviationRecord, deviations } from '../requirements/deviations.ts'

/** The deviations of its edition that a case has shown, as its verdict names them; none if what it showed is left open. */
export function deviationsBehind(one: CaseReport, edition: RunReport['edition']): readonly DeviationRecord[] {
  if (one.verdict !== 'deviates-as-expected') return []
  const inEdition: readonly string[] = editions[edition]
  return deviations.filter(
    ({ name, requirement, since }) =>
      inEdition.includes(name) &&
      one.requirements.includes(requirement) &&
      one.reason?.includes(`${name}, since ${since}: `) === true,
  )
}
