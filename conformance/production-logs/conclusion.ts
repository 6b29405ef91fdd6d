import { type ExitCode, exitCodes } from '../exit-codes.ts'
import type { LogReport } from './check-report.ts'
import { losesRows } from './describe-finding.ts'

/**
 * The exit code of a check: 1 if a requirement is violated, or a finding or a checkpoint says that rows are or will be lost or doubled;
 * 3 if no file is a log and no checkpoint could be read; 4 if no requirement held.
 */
export function exitCodeOfCheck({ applications, checkpoints }: LogReport): ExitCode {
  const files = applications.flatMap((one) => one.files)
  const isAnyRead =
    files.some(({ layout }) => layout !== undefined) ||
    checkpoints.some(({ diagnosis }) => diagnosis.verdict !== 'cannot tell')
  if (!isAnyRead) return exitCodes.couldNotRun
  const verdicts = applications.flatMap(({ requirements }) => Object.values(requirements))
  const isBad =
    verdicts.some(({ kind }) => kind === 'violated') ||
    applications.some(({ findings }) => findings.some(losesRows)) ||
    checkpoints.some(({ diagnosis }) => ['dangerous', 'suspect', 'will not start'].includes(diagnosis.verdict))
  if (isBad) return exitCodes.doesNotConform
  const isChecked =
    verdicts.some(({ kind }) => kind === 'held') || checkpoints.some(({ diagnosis }) => diagnosis.verdict === 'clean')
  return isChecked ? exitCodes.conforms : exitCodes.ranTooLittle
}
