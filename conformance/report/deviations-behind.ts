import type { DeviationRecord } from '../requirements/deviations.ts'
import type { Edition } from '../requirements/edition.ts'
import type { CaseReport } from './report.ts'

/** The records of the deviation of a case: one per requirement that the deviation contradicts. */
export function deviationsBehind(one: CaseReport, edition: Edition): readonly DeviationRecord[] {
  if (one.verdict !== 'deviates') return []
  return edition.deviationRecords.filter(
    ({ name, requirement }) => name === one.deviation && one.requirements.includes(requirement),
  )
}
