import { join } from 'node:path'
import { drawnFiles } from '../../drawn/drawn-files.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { readReport } from '../../report/read-report.ts'
import { writeFiles } from '../../report/report-folder.ts'
import { visible } from '../../visible.ts'

/** Draws the files of a report folder again, from its `report.json` alone. @throws Unreadable */
export async function report(folder: string): Promise<ExitCode> {
  const files = drawnFiles(readReport(join(folder, 'report.json')))
  await writeFiles(folder, files)
  console.log(`Drawn: ${files.map(({ name }) => visible(join(folder, name))).join(', ')}`)
  return exitCodes.conforms
}
