import { isBadVerdict } from '../../checkpoint/verdict-on.ts'
import { type ExitCode, exitCodes } from '../../exit-codes.ts'
import { type CheckReport, type LogReport, losesRows } from './check-report.ts'

/**
 * The exit code of a check: 1 if a requirement is violated, or a finding or a checkpoint says that rows are or will be lost or doubled;
 * 3 if no file is a log and no checkpoint could be read; 4 if no requirement held, or a file or a checkpoint was not read or not compared.
 */
export function exitCodeOfCheck({ applications, checkpoints }: LogReport): ExitCode {
  const files = applications.flatMap((one) => one.files)
  const isAnyRead =
    files.some(({ layout }) => layout !== undefined) ||
    checkpoints.some(({ diagnosis }) => diagnosis.verdict !== 'cannot tell')
  if (!isAnyRead) return exitCodes.couldNotRun
  if (checkpoints.some(({ conclusion }) => isBadVerdict(conclusion.verdict))) return exitCodes.doesNotConform
  const code = exitCodeOfReports(applications)
  const isUnread = applications.some(({ unread = [] }) => unread.length > 0)
  const isClean = !isUnread && checkpoints.some(({ conclusion }) => conclusion.verdict === 'clean')
  const isCompared = checkpoints.every(
    ({ diagnosis, join }) => diagnosis.verdict !== 'cannot tell' && (join === undefined || join.kind === 'joined'),
  )
  if (code === exitCodes.conforms && !isCompared) return exitCodes.ranTooLittle
  return code === exitCodes.ranTooLittle && isClean && isCompared ? exitCodes.conforms : code
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
  if (applications.some(hasOnlyExecutors)) return exitCodes.ranTooLittle
  return verdicts.some(({ kind }) => kind === 'held') ? exitCodes.conforms : exitCodes.ranTooLittle
}

/** Whether the logs are those of executors alone: nothing of commits, offsets and ends shows in them. */
export const hasOnlyExecutors = ({ files }: Pick<CheckReport, 'files'>): boolean =>
  files.some(({ role }) => role === 'executor') && files.every(({ role }) => role === 'executor' || role === 'none')

/** Whether what the logs show stands, whatever is in files that were not read. A driver's log that breaks off is one that ends early. */
export const decides = ({ unread = [], files }: Pick<CheckReport, 'unread' | 'files'>): boolean =>
  unread.length === 0 ||
  (unread.every(({ partly }) => partly === 'stands') && files.every(({ role }) => role !== 'executor'))
