import type { CaseResult } from './matrix.ts'
import type { Measurement } from './measurement.ts'

/** The verdicts on a case, each with the columns that have it; `all` where that is every column. */
export function groupedResults(
  caseId: string,
  columns: readonly string[],
  { outcome }: Measurement,
): readonly CaseResult[] {
  const known = columns.flatMap((column) => {
    const own = outcome(column, caseId)
    return own === undefined ? [] : [{ column, outcome: own }]
  })
  const groups = [...Map.groupBy(known, (one) => JSON.stringify(one.outcome)).values()]
  return groups.flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    return [{ ...first.outcome, in: group.length === columns.length ? 'all' : group.map(({ column }) => column) }]
  })
}
