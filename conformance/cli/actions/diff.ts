import { join } from 'node:path'
import { describeDiff } from '../../diff/describe-diff.ts'
import { diffReports } from '../../diff/diff-reports.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { readReport } from '../../report/read-report.ts'
import { visibleJson } from '../../visible.ts'

/** Shows what changed between two reports. @throws Unreadable */
export async function diff(
  old: string,
  later: string,
  { json = false }: { readonly json?: boolean },
): Promise<ExitCode> {
  const found = diffReports(read(old), read(later))
  console.log(json ? visibleJson(JSON.stringify(found, null, 2)) : describeDiff(found))
  if (found.changes.some(({ kind }) => kind === 'newly-failing')) return exitCodes.doesNotConform
  const isLess = found.compared === 0 || found.changes.some(({ kind }) => kind === 'no-longer-checked')
  return isLess ? exitCodes.ranTooLittle : exitCodes.conforms
}

const read = (place: string) => readReport(isFile(place) ? place : join(place, 'report.json'))
