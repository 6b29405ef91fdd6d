import { join } from 'node:path'
import { drawnFiles } from '../../drawn/drawn-files.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { readReport } from '../../report/read-report.ts'
import { writeFiles } from '../../report/report-folder.ts'
import { visible } from '../../visible.ts'

/**
 * Draws the files of a report folder again, from its `report.json` alone and, if they are to say what changed, from an earlier report.
 *
 * @throws Unreadable
 */
export async function report(folder: string, { since }: { readonly since?: string } = {}): Promise<ExitCode> {
  const before = since === undefined ? undefined : readReport(isFile(since) ? since : join(since, 'report.json'))
  const files = drawnFiles(readReport(join(folder, 'report.json')), before)
  await writeFiles(folder, files)
  console.log(`Drawn: ${files.map(({ name }) => visible(join(folder, name))).join(', ')}`)
  return exitCodes.conforms
}
