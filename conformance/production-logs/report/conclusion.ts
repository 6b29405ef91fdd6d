import { isBadVerdict } from '../../checkpoint/verdict-on.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type CheckReport, type LogReport, losesRows } from './check-report.ts'

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
  if (checkpoints.some(({ diagnosis }) => isBadVerdict(diagnosis.verdict))) return exitCodes.doesNotConform
  const code = exitCodeOfReports(applications)
  const isUnread = applications.some(({ unread = [] }) => unread.length > 0)
  const isClean = !isUnread && checkpoints.some(({ diagnosis }) => diagnosis.verdict === 'clean')
  return code === exitCodes.ranTooLittle && isClean ? exitCodes.conforms : code
}

/**
 * The part of it that applications decide: 1, 4 or 0. A violation in an application of which a file is unread may rest on a line that is
 * in it: it decides nothing, and the check is incomplete.
 */
export function exitCodeOfReports(applications: readonly CheckReport[]): ExitCode {
  const whole = applications.filter(({ unread = [] }) => unread.length === 0)
  const verdicts = whole.flatMap(({ requirements }) => Object.values(requirements))
  if (verdicts.some(({ kind }) => kind === 'violated')) return exitCodes.doesNotConform
  if (whole.some(({ findings }) => findings.some(losesRows))) return exitCodes.doesNotConform
  if (whole.length < applications.length) return exitCodes.ranTooLittle
  return verdicts.some(({ kind }) => kind === 'held') ? exitCodes.conforms : exitCodes.ranTooLittle
}
