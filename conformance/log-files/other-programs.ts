import type { CheckReport } from '../production-logs/report/check-report.ts'

/** The report, with the role of these logs, unless lines of a query show later that they are of Spark. */
export function markOtherPrograms<Report extends CheckReport>(report: Report, logs: ReadonlySet<string>): Report {
  if (logs.size === 0) return report
  return {
    ...report,
    files: report.files.map((one) =>
      one.role === 'none' && logs.has(one.name) ? { ...one, role: 'other program' as const } : one,
    ),
  }
}
