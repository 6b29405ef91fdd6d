import { diagnose } from '../../checkpoint/diagnose.ts'
import { localPath } from '../../checkpoint/local-path.ts'
import { localStorage } from '../../checkpoint/local-storage.ts'
import { everything, readCheckpoint } from '../../checkpoint/read-checkpoint.ts'
import { UsageError } from '../../errors.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { isFile } from '../../files.ts'
import { type CheckedLogs, type CheckLogsOptions, checkLogs } from '../../log-files/check-logs.ts'
import { logReportOf } from '../../log-files/log-report.ts'
import { bytesOf, textOfLog } from '../../log-files/open-log.ts'
import { logReportPage } from '../../log-page/log-report-page.ts'
import { createApplication } from '../../production-logs/application.ts'
import type { CheckedCheckpoint, CheckReport, LogReport } from '../../production-logs/check-report.ts'
import { exitCodeOfCheck } from '../../production-logs/conclusion.ts'
import { describeReport } from '../../production-logs/describe-report.ts'
import { followLog } from '../../production-logs/follow.ts'
import { layoutOfPattern } from '../../production-logs/log4j-pattern.ts'
import { describeNews, type ExitOn } from '../../production-logs/news.ts'
import { readRecords } from '../../production-logs/read-records.ts'
import { createLinePicker, linesToShow, showLines } from '../../production-logs/show-lines.ts'
import { createTimelineRecorder } from '../../production-logs/timeline-recorder.ts'
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
  readonly report?: string
  readonly follow?: boolean
  readonly exitOn?: ExitOn
}

/** Judges the logs that the words name, and looks at checkpoints. @throws UsageError */
export async function check(words: readonly string[], options: CheckOptions, signal: AbortSignal): Promise<ExitCode> {
  const reading: Reading = {
    layout: options.layout === undefined ? undefined : layoutOfPattern(options.layout),
    edition: options.edition === undefined ? undefined : editionNamed(options.edition, '--edition').name,
    timeline: options.report === undefined ? undefined : createTimelineRecorder,
    signal,
  }
  const { checkpoint: checkpoints = [], follow: isFollowing = false } = options
  if (isFollowing && words.length !== 1) throw new UsageError('--follow: one file is wanted, the log of the driver')
  if (words.length === 0 && checkpoints.length === 0) {
    throw new UsageError('check: a log file or --checkpoint is wanted')
  }
  if (options.report !== undefined) await makeReportFolder(options.report)
  const logs = isFollowing ? await follow(words, reading, options) : await checkLogs(words, reading)
  const report = await withLines(logReportOf(logs, checkpoints.map(examine)))
  const json = visibleJson(JSON.stringify(report, null, 2))
  console.log(options.json === true ? json : describeReport(report, { isVerbose: options.verbose === true }))
  if (options.report !== undefined) {
    await writeFiles(options.report, [
      { name: 'report.json', text: `${json}\n` },
      { name: 'report.html', text: logReportPage(report) },
    ])
  }
  return exitCodeOfCheck(report)
}

type Reading = CheckLogsOptions & { readonly signal: AbortSignal }

/** Reads the file as it grows, and prints what is new, until the run is stopped or what ends it has come. */
async function follow(
  words: readonly string[],
  { layout, edition, timeline, signal }: Reading,
  { exitOn = 'violation' }: CheckOptions,
): Promise<CheckedLogs> {
  const [file = ''] = words
  const application = createApplication(timeline === undefined ? {} : { timeline: timeline() })
  // Lines of the file that takes the place of another one are counted anew.
  const newReader = () => readRecords((record) => application.take(record, file), { layout })
  let reader = newReader()
  const told = new Set<string>()
  const logs = (): CheckedLogs => ({
    applications: [{ id: undefined, report: application.report(() => reader.layout(), edition) }],
    notes: [],
    passedOver: [],
    isInterrupted: false,
  })
  await followLog(file, {
    signal,
    onChunk: (chunk) => reader.push(chunk),
    onRotated() {
      reader.end()
      reader = newReader()
    },
    onPause() {
      const news = describeNews(logReportOf(logs(), []), told)
      // Standard output has the result; what comes on the way goes where progress goes.
      for (const { text } of news) console.error(text)
      return news.some(({ kind }) => exitOn === kind || (exitOn === 'finding' && kind === 'violation'))
    },
  })
  reader.end()
  return logs()
}

function examine(checkpoint: string): CheckedCheckpoint {
  return { checkpoint, diagnosis: diagnose(readCheckpoint(localStorage, localPath(checkpoint), everything)) }
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
