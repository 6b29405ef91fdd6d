import { drawnFiles } from '../conformance/drawn/drawn-files.ts'
import type { RunReport } from '../conformance/report/report.ts'
import { forgetReport, makeReportFolder, writeReport as writeAll } from '../conformance/report/report-folder.ts'

/**
 * Writes the report as `cwc run --report` does: `report.json`, `report.html`, `junit.xml`, `summary.md` and `badge.json`. Makes the
 * folder if necessary, and removes the files of an earlier report. Returns the path of `report.json`.
 *
 * @throws UsageError if the folder cannot be made or written to
 */
export async function writeReport(folder: string, report: RunReport): Promise<string> {
  await makeReportFolder(folder)
  await forgetReport(folder)
  return await writeAll(folder, report, drawnFiles(report))
}
