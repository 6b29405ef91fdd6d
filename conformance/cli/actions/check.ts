import { existsSync } from 'node:fs'
import { localPath } from '../../checkpoint/local-path.ts'
import { UsageError } from '../../errors.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { isFolder } from '../../files.ts'
import { type CheckLogsOptions, checkLogs } from '../../log-files/check-logs.ts'
import type { ExitOn } from '../../production-logs/telling/news.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { visible } from '../../visible.ts'
import { type ConclusionOptions, concludeCheck } from '../conclude-check.ts'
import { keepYoungGenerationSmall } from '../small-young-generation.ts'

/** The options of `cwc check`. */
export interface CheckOptions extends ConclusionOptions {
  /** A pattern of log4j. */
  readonly layout?: string
  readonly edition?: string
  /** Event logs of the applications: files, or folders with event logs in them. */
  readonly eventLog?: readonly string[]
  readonly follow?: boolean
  readonly exitOn?: ExitOn
}

/** Judges the logs that the words name, and looks at checkpoints. What a plain check does not need is loaded only if it is asked for. */
export async function check(words: readonly string[], options: CheckOptions, signal: AbortSignal): Promise<ExitCode> {
  const {
    checkpoint: checkpoints = [],
    eventLog: eventLogs = [],
    follow: isFollowing = false,
    report: folder,
  } = options
  const reading = { ...(await readingOf(options)), signal }
  if (isFollowing && words.length === 0) throw new UsageError('--follow: the log of a driver is wanted')
  const unfollowed = isFollowing ? words.find((word) => word === '-' || isFolder(word)) : undefined
  if (unfollowed !== undefined) {
    throw new UsageError(
      `--follow ${unfollowed}: not a file (the log of a driver and those of its executors are wanted, each by its name)`,
    )
  }
  if (isFollowing && eventLogs.length > 0) throw new UsageError('--event-log: not with --follow')
  if (words.length === 0 && checkpoints.length === 0 && eventLogs.length === 0) {
    throw new UsageError('check: a log file, --event-log or --checkpoint is wanted')
  }
  for (const checkpoint of checkpoints) {
    if (!existsSync(localPath(checkpoint)))
      throw new UsageError(
        `--checkpoint ${visible(checkpoint)}: there is no such folder (the checkpoint directory of a query is wanted)`,
      )
  }
  keepYoungGenerationSmall()
  if (folder !== undefined) await (await import('../../report/report-folder.ts')).makeReportFolder(folder)
  const logs = isFollowing
    ? await (await import('../follow-log.ts')).follow(words, reading, options.exitOn)
    : await checkLogs(words, reading)
  return concludeCheck(logs, options)
}

/** How the options want the logs to be read. @throws UsageError */
async function readingOf({ layout, edition, report, eventLog = [] }: CheckOptions): Promise<CheckLogsOptions> {
  return {
    eventLogs: eventLog,
    layout:
      layout === undefined
        ? undefined
        : (await import('../../production-logs/reading/log4j-pattern.ts')).layoutOfPattern(layout),
    edition: edition === undefined ? undefined : editionNamed(edition, '--edition').name,
    timeline:
      report === undefined
        ? undefined
        : (await import('../../production-logs/report/timeline-recorder.ts')).createTimelineRecorder,
  }
}
