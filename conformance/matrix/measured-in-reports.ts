import { candidatesInReport } from './candidates.ts'
import { generatedFor } from './cell.ts'
import { measuredAs, type Source } from './column.ts'
import { type Measurement, outcomeOf } from './measurement.ts'

/** The measurement in the reports of several columns. */
export function measuredInReports(sources: readonly Source[]): Measurement {
  const reports = sources.flatMap(({ name, result }) =>
    result.kind === 'report' ? [{ name, report: result.report }] : [],
  )
  const byName = new Map(reports.map(({ name, report }) => [name, report]))
  const outcomes = new Map(
    reports.map(({ name, report }) => [name, new Map(report.cases.map((one) => [one.id, outcomeOf(one)]))]),
  )
  return {
    columns: sources.map(measuredAs),
    outcome: (column, caseId) => outcomes.get(column)?.get(caseId),
    generated: (column, requirement) => generatedFor(requirement, byName.get(column)?.generated ?? []),
    properties: ({ id }) => {
      const all = reports.flatMap(({ report }) => report.generated.flatMap(({ properties }) => properties))
      return [...new Set(all.filter(({ requirements }) => requirements.includes(id)).map(({ name }) => name))]
    },
    candidates: (requirement) => reports.flatMap((named) => candidatesInReport(requirement, named)),
  }
}
