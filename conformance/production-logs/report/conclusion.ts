import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import type { LogReport } from './check-report.ts'
import { exitCodeOfAll } from './headline.ts'

/**
 * The exit code of a check: 1 if a requirement is violated, or a finding or a checkpoint says that rows can be, or may have been, lost or doubled;
 * 3 if no file is a log and no checkpoint could be read; 4 if neither logs nor checkpoints tell whether rows were lost. It is decided with
 * the first line.
 */
export function exitCodeOfCheck(report: Pick<LogReport, 'applications' | 'checkpoints'>): ExitCode {
  const files = report.applications.flatMap((one) => one.files)
  const isAnyRead =
    files.some(({ layout }) => layout !== undefined) ||
    report.checkpoints.some(({ diagnosis }) => diagnosis.verdict !== 'cannot tell')
  return isAnyRead ? exitCodeOfAll(report) : exitCodes.couldNotRun
}
