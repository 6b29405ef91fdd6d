import { isBadVerdict } from '../../checkpoint/verdict-on.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type CheckReport, type LogReport, losesRows } from './check-report.ts'
import { askedOf, decides, doCheckpointsTell, hasOnlyEvents, isCompared, whyUntold } from './untold.ts'

/**
 * The exit code of a check: 1 if a requirement is violated, or a finding or a checkpoint says that rows are or will be lost or doubled;
 * 3 if no file is a log and no checkpoint could be read; 4 if neither logs nor checkpoints tell whether rows were lost.
 */
export function exitCodeOfCheck({
  applications,
  checkpoints,
}: Pick<LogReport, 'applications' | 'checkpoints'>): ExitCode {
  const files = applications.flatMap((one) => one.files)
  const isAnyRead =
    files.some(({ layout }) => layout !== undefined) ||
    checkpoints.some(({ diagnosis }) => diagnosis.verdict !== 'cannot tell')
  if (!isAnyRead) return exitCodes.couldNotRun
  if (checkpoints.some(({ conclusion }) => isBadVerdict(conclusion.verdict))) return exitCodes.doesNotConform
  const code = exitCodeOfReports(applications)
  if (code === exitCodes.conforms && !checkpoints.every(isCompared)) return exitCodes.ranTooLittle
  return code === exitCodes.ranTooLittle && doCheckpointsTell(applications, checkpoints) ? exitCodes.conforms : code
}

/**
 * The part of it that applications decide: 1, 4 or 0. A violation in an application of which a file is unread may rest on a line that is
 * in it: it decides nothing, and the check is incomplete. The log of a driver that breaks off is one that ends early: what it shows decides.
 */
export function exitCodeOfReports(applications: readonly CheckReport[]): ExitCode {
  const whole = applications.filter(decides)
  const verdicts = whole.flatMap(({ requirements }) => Object.values(requirements))
  if (verdicts.some(({ kind }) => kind === 'violated')) return exitCodes.doesNotConform
  if (whole.some(({ findings }) => findings.some(losesRows))) return exitCodes.doesNotConform
  if (applications.some(({ unread = [] }) => unread.length > 0)) return exitCodes.ranTooLittle
  const asked = askedOf(applications)
  if (asked.some((one) => !hasOnlyEvents(one) && whyUntold(one) !== undefined)) return exitCodes.ranTooLittle
  return verdicts.some(({ kind }) => kind === 'held') ? exitCodes.conforms : exitCodes.ranTooLittle
}
