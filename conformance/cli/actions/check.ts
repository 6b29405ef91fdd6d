import { UsageError } from '../../errors.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { type CheckedLogs, type CheckLogsOptions, checkLogs } from '../../log-files/check-logs.ts'
import { logReportOf } from '../../log-files/log-report.ts'
import { bytesOf, textOfLog } from '../../log-files/open-log.ts'
import type { CheckedCheckpoint, CheckReport, LogReport } from '../../production-logs/check-report.ts'
import { exitCodeOfCheck } from '../../production-logs/conclusion.ts'
import { describeReport } from '../../production-logs/describe-report.ts'
import type { ExitOn } from '../../production-logs/news.ts'
import { createLinePicker, linesToShow, showLines } from '../../production-logs/show-lines.ts'
import { makeReportFolder, writeFiles } from '../../report/report-folder.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { visibleJson } from '../../visible.ts'

/** The options of `cwc check`. */
export interface CheckOptions {
  readonly json?: boolean
  /** A pattern of log4j. */
  readonly layout?: string
  readonly verbose?: boolean
  readonly edition?: string
  readonly checkpoint?: readonly string[]
  /** Event logs of the applications: files, or folders with event logs in them. */
  readonly eventLog?: readonly string[]
  readonly report?: string
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
  if (isFollowing && words.length !== 1) throw new UsageError('--follow: one file is wanted, the log of the driver')
  if (isFollowing && eventLogs.length > 0) throw new UsageError('--event-log: not with --follow')
  if (words.length === 0 && checkpoints.length === 0 && eventLogs.length === 0) {
    throw new UsageError('check: a log file, --event-log or --checkpoint is wanted')
  }
  if (folder !== undefined) await makeReportFolder(folder)
  const [file = ''] = words
  const logs = isFollowing
    ? await (await import('../follow-log.ts')).follow(file, reading, options.exitOn)
    : await checkLogs(words, reading)
  const report = await withLines(logReportOf(logs, await examine(checkpoints, logs)))
  const json = visibleJson(JSON.stringify(report, null, 2))
  console.log(options.json === true ? json : describeReport(report, { isVerbose: options.verbose === true }))
  if (folder !== undefined) {
    const { logReportPage } = await import('../../log-page/log-report-page.ts')
    await writeFiles(folder, [
      { name: 'report.json', text: `${json}\n` },
      { name: 'report.html', text: logReportPage(report) },
    ])
  }
  return exitCodeOfCheck(report)
}

/** How the options want the logs to be read. @throws UsageError */
async function readingOf({ layout, edition, report, eventLog = [] }: CheckOptions): Promise<CheckLogsOptions> {
  return {
    eventLogs: eventLog,
    layout:
      layout === undefined
        ? undefined
        : (await import('../../production-logs/log4j-pattern.ts')).layoutOfPattern(layout),
    edition: edition === undefined ? undefined : editionNamed(edition, '--edition').name,
    timeline:
      report === undefined
        ? undefined
        : (await import('../../production-logs/timeline-recorder.ts')).createTimelineRecorder,
  }
}

async function examine(
  checkpoints: readonly string[],
  { applications }: CheckedLogs,
): Promise<readonly CheckedCheckpoint[]> {
  if (checkpoints.length === 0) return []
  const { examineCheckpoint } = await import('../../production-logs/examine-checkpoint.ts')
  const reports = applications.map(({ report }) => report)
  return checkpoints.map((checkpoint) => examineCheckpoint(checkpoint, reports))
}

async function withLines(report: LogReport): Promise<LogReport> {
  const applications: CheckReport[] = []
  for (const one of report.applications) {
    const texts = new Map<string, ReadonlyMap<number, string>>()
    for (const [file, lines] of linesToShow(one)) texts.set(file, await linesOf(file, lines))
    applications.push(showLines(one, texts))
  }
  return { ...report, applications }
}

/** The lines of a regular file: a pipe cannot be read twice. */
async function linesOf(file: string, lines: ReadonlySet<number>): Promise<ReadonlyMap<number, string>> {
  const picker = createLinePicker(lines)
  try {
    if (!isFile(file)) return new Map()
    for await (const chunk of textOfLog(bytesOf(file))) if (picker.push(chunk)) break
    return picker.end()
  } catch {
    return new Map()
  }
}
