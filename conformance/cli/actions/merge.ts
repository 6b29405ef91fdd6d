import { join } from 'node:path'
import { drawnFiles } from '../../drawn/drawn-files.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { mergedReport } from '../../merge/merge-reports.ts'
import { exitCodeOf } from '../../report/conclusion.ts'
import { readReport } from '../../report/read-report.ts'
import { describePlaces, forgetReport, makeReportFolder, writeReport } from '../../report/report-folder.ts'
import { describeRun } from '../../report/terminal.ts'
import { visible } from '../../visible.ts'

/** Makes one report of the shards of a run. Its exit code is that of the whole run. @throws Unreadable, NotOneRun */
export async function merge(folders: readonly string[], out: string): Promise<ExitCode> {
  const parts = folders.map((folder) => ({ folder: visible(folder), report: readReport(join(folder, 'report.json')) }))
  const report = mergedReport(parts)
  await makeReportFolder(out)
  await forgetReport(out)
  console.log(describeRun(report))
  await writeReport(out, report, drawnFiles(report))
  console.log(describePlaces(out))
  return exitCodeOf(report)
}
