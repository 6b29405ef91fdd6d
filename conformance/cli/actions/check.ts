import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { diagnose } from '../../checkpoint/diagnose.ts'
import { localPath } from '../../checkpoint/local-path.ts'
import { localStorage } from '../../checkpoint/local-storage.ts'
import { everything, readCheckpoint } from '../../checkpoint/read-checkpoint.ts'
import { textOf, UsageError } from '../../errors.ts'
import type { ExitCode } from '../../exit-codes.ts'
import { placeIn } from '../../input/read-file.ts'
import { kit } from '../../kit.ts'
import { logReportPage } from '../../log-page/log-report-page.ts'
import { type Application, createApplication } from '../../production-logs/application.ts'
import { type CheckedCheckpoint, type LogReport, logReportFormat } from '../../production-logs/check-report.ts'
import { exitCodeOfCheck } from '../../production-logs/conclusion.ts'
import { describeReport } from '../../production-logs/describe-report.ts'
import { followLog } from '../../production-logs/follow.ts'
import { describeNews, type ExitOn } from '../../production-logs/news.ts'
import { readRecords } from '../../production-logs/read-records.ts'
import { pickLines, showLines } from '../../production-logs/show-lines.ts'
import { createTimelineRecorder } from '../../production-logs/timeline-recorder.ts'
import { makeReportFolder, writeFiles } from '../../report/report-folder.ts'
import { editionNamed } from '../../requirements/edition.ts'
import { visibleJson } from '../../visible.ts'

/** The options of `cwc check`. */
export interface CheckOptions {
  readonly json?: boolean
  readonly verbose?: boolean
  readonly edition?: string
  readonly checkpoint?: readonly string[]
  readonly report?: string
  readonly follow?: boolean
  readonly exitOn?: ExitOn
}

/** Judges the files as the logs of one application. @throws UsageError */
export async function check(files: readonly string[], options: CheckOptions, signal: AbortSignal): Promise<ExitCode> {
  const edition = options.edition === undefined ? undefined : editionNamed(options.edition, '--edition').name
  if (options.follow === true && files.length !== 1) {
    throw new UsageError('--follow: one file is wanted, the log of the driver')
  }
  if (files.length === 0 && (options.checkpoint ?? []).length === 0) {
    throw new UsageError('check: a log file or --checkpoint is wanted')
  }
  if (options.report !== undefined) await makeReportFolder(options.report)
  const application = createApplication(options.report === undefined ? {} : { timeline: createTimelineRecorder() })
  const layouts = new Map<string, string | undefined>()
  const read = (isWhole: boolean): LogReport => ({
    kind: 'log report',
    format: logReportFormat,
    kit,
    applications:
      files.length === 0
        ? []
        : [
            showLines(
              application.report((file) => layouts.get(file), edition),
              isWhole ? linesOf : () => new Map(),
            ),
          ],
    checkpoints: (options.checkpoint ?? []).map(examine),
  })
  if (options.follow === true) {
    for (const file of files) await follow(file, { application, layouts, read, options, signal })
  } else {
    for (const file of files) readWhole(application, file, layouts)
  }
  const report = read(true)
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

function readWhole(application: Application, file: string, layouts: Map<string, string | undefined>): void {
  const reader = readRecords((record) => application.take(record, file))
  for (const chunk of chunksOf(file)) reader.push(chunk)
  reader.end()
  layouts.set(file, reader.layout())
}

interface Following {
  readonly application: Application
  readonly layouts: Map<string, string | undefined>
  readonly read: (isWhole: boolean) => LogReport
  readonly options: CheckOptions
  readonly signal: AbortSignal
}

/** Reads the file as it grows, and prints what is new, until the run is stopped or what ends it has come. */
async function follow(file: string, { application, layouts, read, options, signal }: Following): Promise<void> {
  // Lines of the file that takes the place of another one are counted anew.
  const newReader = () => readRecords((record) => application.take(record, file))
  let reader = newReader()
  const exitOn = options.exitOn ?? 'violation'
  const told = new Set<string>()
  await followLog(file, {
    signal,
    onChunk: (chunk) => reader.push(chunk),
    onRotated() {
      reader.end()
      reader = newReader()
    },
    onPause() {
      layouts.set(file, reader.layout())
      const news = describeNews(read(false), told)
      // Standard output has the result; what comes on the way goes where progress goes.
      for (const { text } of news) console.error(text)
      return news.some(({ kind }) => exitOn === kind || (exitOn === 'finding' && kind === 'violation'))
    },
  })
  reader.end()
  layouts.set(file, reader.layout())
}

function examine(checkpoint: string): CheckedCheckpoint {
  return { checkpoint, diagnosis: diagnose(readCheckpoint(localStorage, localPath(checkpoint), everything)) }
}

/** The lines of a regular file: a pipe cannot be read twice. */
function linesOf(file: string, lines: ReadonlySet<number>): ReadonlyMap<number, string> {
  try {
    return pickLines(chunksOf(file, true), lines)
  } catch {
    return new Map()
  }
}

function* chunksOf(file: string, isAgain = false): Generator<Buffer> {
  let descriptor: number
  try {
    descriptor = openSync(file, 'r')
  } catch (error) {
    throw new UsageError(`${placeIn(file)}: ${textOf(error)}`)
  }
  try {
    if (isAgain && !fstatSync(descriptor).isFile()) return
    for (;;) {
      const buffer = Buffer.allocUnsafe(1 << 20)
      const count = readSync(descriptor, buffer)
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    closeSync(descriptor)
  }
}
