import { type CheckedCheckpoint, type CheckReport, isSettled } from './check-report.ts'

// Where the answer to "did I lose rows?" is that nothing tells. The first line and the exit code both rest on it.

/** Why these logs would not show that rows were lost; undefined if they would. */
export function whyUntold(report: CheckReport): string | undefined {
  const { findings, files, runs, requirements, unread = [] } = report
  if (unread.some(({ partly }) => partly !== 'missing')) return 'not all files could be read to their end'
  if (unread.length > 0) return 'a file between those that are here is missing'
  if (findings.some(({ kind }) => kind === 'lines-missing')) return 'lines seem to be missing in the middle of a log'
  if (hasOnlyExecutors(report)) return "only logs of executors are here, and the driver's is missing"
  if (isOfOthers(report)) return 'the logs are not of Spark, as far as their beginnings show'
  const nothing = findings.find((one) => one.kind === 'nothing-to-check')
  if (nothing !== undefined)
    return `${nothing.hasMicroBatch ? 'only micro-batch queries are' : 'no continuous query is'} in the logs`
  if (!files.some(({ role }) => role === 'driver' || role === 'both')) return 'the log of the driver is missing'
  if (hasNotStarted(report)) return runs.length === 1 ? 'the query did not start' : 'no query did start'
  if (findings.some((one) => one.kind === 'commits-stopped-so-far' && !isSettled(one)))
    return 'an error was ignored, and no later line shows whether epochs are committed; if the run is over, run cwc doctor CHECKPOINT before the restart'
  const [ahead] = findings.flatMap((one) => (one.kind === 'ahead-so-far' && !isSettled(one) ? [one.last] : []))
  if (ahead !== undefined)
    return `the log ends after the offsets of epoch ${ahead} and before its commit${findings.some(({ kind }) => kind === 'task-failed') ? ', and a task failed' : ''}; if it was killed there, run cwc doctor CHECKPOINT before the restart`
  if (Object.values(requirements).every(({ kind }) => kind !== 'held')) return 'nothing could be checked'
  const isAnyEntrySeen = runs.some((run) => run.lastCommitted !== undefined || run.lastLogged !== undefined)
  const areEntriesHidden = signs.every(([id]) => requirements[id]?.kind === 'cannot tell')
  return !isAnyEntrySeen && (areEntriesHidden || hasSecondEpoch(report))
    ? 'no line shows an entry of the offset log or of the commit log'
    : undefined
}

/** Whether a writer has gone on from one epoch to the next one: then there are entries. */
const hasSecondEpoch = ({ requirements }: CheckReport): boolean => requirements['RDD-24']?.kind === 'held'

/** What lost rows show by, and the requirement on it. */
export const signs = [
  ['CE-19', 'a start from old offsets'],
  ['CE-20', 'stopped commits'],
] as const

/** Whether the logs are those of executors alone: nothing of commits, offsets and ends shows in them. */
export const hasOnlyExecutors = ({ files }: Pick<CheckReport, 'files'>): boolean =>
  files.some(({ role }) => role === 'executor') &&
  files.every(({ role }) => role === 'executor' || role === 'none' || role === 'other program')

/** Whether the logs are those of other programs. */
export const isOfOthers = ({ files }: Pick<CheckReport, 'files'>): boolean =>
  files.length > 0 && files.every(({ role }) => role === 'other program')

/**
 * Whether what the logs show stands, whatever is in files that were not read. A driver's log that breaks off is one that ends early. What
 * contradicts across a missing file is no violation.
 */
export const decides = ({ unread = [], files }: Pick<CheckReport, 'unread' | 'files'>): boolean =>
  unread.every(
    ({ partly }) => partly === 'missing' || (partly === 'stands' && files.every(({ role }) => role !== 'executor')),
  )

/** Whether each run failed before it could read or write a row. */
export const hasNotStarted = ({ runs, findings }: CheckReport): boolean =>
  runs.length > 0 && findings.filter(({ kind }) => kind === 'not-started').length === runs.length

/**
 * The applications whose answer counts: one without a continuous query, or whose query did not start, has lost no row, unless a file of it
 * is unread. All of them, if all are such.
 */
export function askedOf(applications: readonly CheckReport[]): readonly CheckReport[] {
  const ran = applications.filter(
    (one) =>
      (one.unread ?? []).length > 0 ||
      (!hasNotStarted(one) && one.findings.every(({ kind }) => kind !== 'nothing-to-check')),
  )
  return ran.length === 0 ? applications : ran
}

/** Whether the checkpoint could be compared with the runs in the logs, if there are any. */
export const isJoined = ({ join }: CheckedCheckpoint): boolean => join === undefined || join.kind === 'joined'

/** Whether the checkpoint could be read, too. */
const isCompared = (checkpoint: CheckedCheckpoint): boolean =>
  checkpoint.conclusion.verdict !== 'cannot tell' &&
  checkpoint.conclusion.verdict !== 'not continuous' &&
  isJoined(checkpoint)

/** Whether checkpoints answer where the logs do not: one is clean, and all were compared. */
export const doCheckpointsTell = (
  applications: readonly CheckReport[],
  checkpoints: readonly CheckedCheckpoint[],
): boolean =>
  applications.every(({ unread = [] }) => unread.length === 0) &&
  checkpoints.some(({ conclusion }) => conclusion.verdict === 'clean') &&
  checkpoints.every(isCompared)
