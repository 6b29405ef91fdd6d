import { candidatesInMatrix } from './candidates.ts'
import type { CaseOutcome, Matrix } from './matrix.ts'
import type { Measurement } from './measurement.ts'

/** The measurement in a matrix. */
export function measuredInMatrix(matrix: Matrix): Measurement {
  const rows = new Map(matrix.pages.flatMap((page) => page.rows).map((row) => [row.id, row]))
  const outcomes = new Map(matrix.cases.map(({ id, results }) => [id, outcomesByColumn(results, matrix)]))
  const at = (column: string) => matrix.columns.findIndex(({ name }) => name === column)
  return {
    columns: matrix.columns.map(({ standings: _, ...column }) => column),
    outcome: (column, caseId) => outcomes.get(caseId)?.get(column),
    generated: (column, { id }) => rows.get(id)?.cells[at(column)]?.generated,
    properties: ({ id }) => rows.get(id)?.properties ?? [],
    candidates: (requirement) => candidatesInMatrix(requirement, matrix),
  }
}

function outcomesByColumn(results: Matrix['cases'][number]['results'], { columns }: Matrix) {
  return new Map(
    results.flatMap(({ in: within, ...outcome }): (readonly [string, CaseOutcome])[] =>
      (within === 'all' ? columns.map(({ name }) => name) : within).map((name) => [name, outcome]),
    ),
  )
}
