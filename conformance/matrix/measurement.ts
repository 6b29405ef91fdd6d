import type { CaseReport } from '../report/report.ts'
import type { Requirement } from '../requirements/requirement.ts'
import type { Candidate } from './candidates.ts'
import type { CaseOutcome, Cell, Column } from './matrix.ts'

/** Everything that was measured, by column, case id and requirement id, without any words of the suite or the registry. */
export interface Measurement {
  readonly columns: readonly MeasuredAs[]
  /** The verdict on a case in a column; undefined if it was not measured there. */
  outcome(column: string, caseId: string): CaseOutcome | undefined
  /** The generated cases that examined a requirement in a column. */
  generated(column: string, requirement: Requirement): Cell['generated']
  /** The names of the properties that stand for a requirement in generated cases. */
  properties(requirement: Requirement): readonly string[]
  /** The cases that show how columns do not keep a requirement. */
  candidates(requirement: Requirement): readonly Candidate[]
}

/** A column without what is derived from its cases. */
export type MeasuredAs = Omit<Column, 'standings'>

/** The verdict of a case, without its words, trace and place. */
export function outcomeOf({ verdict, reason, deviation, unspecified, violates }: CaseReport): CaseOutcome {
  return {
    verdict,
    ...(reason === undefined ? {} : { reason }),
    ...(deviation === undefined ? {} : { deviation }),
    ...(unspecified === undefined ? {} : { unspecified }),
    ...(violates === undefined ? {} : { violates }),
  }
}
