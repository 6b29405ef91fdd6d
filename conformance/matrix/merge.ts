import type { Matrix } from './matrix.ts'
import { measuredInMatrix } from './measured-in-matrix.ts'
import type { Measurement } from './measurement.ts'

/**
 * A measurement with a later one in its place: a column that was measured in full is replaced, a part of the suite replaces
 * the verdicts on its cases only. Columns that only the later one has come last.
 */
export function merged(before: Matrix, after: Matrix): Measurement {
  const [old, update] = [measuredInMatrix(before), measuredInMatrix(after)]
  const ran = after.columns.filter(({ outcome }) => outcome.kind !== 'not-run').map(({ name }) => name)
  const isFull = (column: string) => after.selection === '' && ran.includes(column)
  const isNew = (column: string) => !before.columns.some(({ name }) => name === column)
  const isUpdated = (column: string, caseId: string) => {
    const verdict = update.outcome(column, caseId)?.verdict
    return verdict !== undefined && verdict !== 'not-run'
  }
  const generatedIn = (column: string) => (isFull(column) || isNew(column) ? update : old)
  return {
    columns: [
      ...old.columns.map((column) => (isFull(column.name) ? find(update, column.name) : undefined) ?? column),
      ...update.columns.filter(({ name }) => isNew(name)),
    ],
    outcome: (column, caseId) =>
      isFull(column) || isNew(column) || isUpdated(column, caseId)
        ? update.outcome(column, caseId)
        : old.outcome(column, caseId),
    generated: (column, requirement) => generatedIn(column).generated(column, requirement),
    properties: (requirement) => [...new Set([...old.properties(requirement), ...update.properties(requirement)])],
    candidates: (requirement) => [
      ...old
        .candidates(requirement)
        .filter(({ column, shown: { by } }) => !isFull(column) && !('case' in by && isUpdated(column, by.case))),
      ...update.candidates(requirement),
    ],
  }
}

const find = ({ columns }: Measurement, name: string) => columns.find((column) => column.name === name)
