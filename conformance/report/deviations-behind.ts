import type { DeviationRecord } from '../requirements/deviations.ts'
import { editionOf } from '../requirements/edition.ts'
import type { CaseReport, RunReport } from './report.ts'

/** The records of the deviation that a case has shown: one for each of its requirements that the deviation contradicts. */
export function deviationsBehind(one: CaseReport, edition: RunReport['edition']): readonly DeviationRecord[] {
  if (one.verdict !== 'deviates') return []
  return editionOf(edition).deviationRecords.filter(
    ({ name, requirement }) => name === one.deviation && one.requirements.includes(requirement),
  )
}
