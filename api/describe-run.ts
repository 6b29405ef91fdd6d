import type { RunReport } from '../conformance/report/report.ts'
import { describeRun as inFull } from '../conformance/report/terminal.ts'

/** The text that `cwc run` prints for this report, without colours. */
export function describeRun(report: RunReport): string {
  return inFull(report)
}
