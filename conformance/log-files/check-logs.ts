import type { EditionName } from '../../src/reference/editions.ts'
import { placeIn, Unreadable } from '../input/read-file.ts'
import { createApplication } from '../production-logs/application.ts'
import type { CheckReport } from '../production-logs/check-report.ts'
import type { Layout } from '../production-logs/layout.ts'
import { readRecords } from '../production-logs/read-records.ts'
import type { TimelineRecorder } from '../production-logs/timeline.ts'
import { type ApplicationLogs, applicationsOf } from './applications.ts'
import { type Candidate, findLogs, reasonIn } from './find-logs.ts'
import type { Look } from './look-at.ts'
import { lookInto } from './look-into.ts'
import { again, type BrokenLog, bytesOf, standardInput, textOfLog } from './open-log.ts'
import { type LogPart, placesInParts } from './parts.ts'
import { processLogs } from './process-logs.ts'
import { readLog } from './read-log.ts'

/** What the logs of several applications show. */
export interface CheckedLogs {
  readonly applications: readonly CheckedApplication[]
  /** Files that were named and are no logs, or not to their end: sentences that begin with the file. */
  readonly notes: readonly string[]
  /** Files of folders without any head of a record. */
  readonly passedOver: readonly string[]
  /** Whether the reading was interrupted: the reports say what was found so far. */
  readonly isInterrupted: boolean
}

export interface CheckedApplication {
  /** Spark's id of it; undefined if nothing says it. */
  readonly id: string | undefined
  readonly report: CheckReport
}

export interface CheckLogsOptions {
  readonly layout?: Layout | undefined
  readonly edition?: EditionName | undefined
  readonly signal?: AbortSignal
  /** What records the times of an application; none is recorded without it. */
  readonly timeline?: (() => TimelineRecorder) | undefined
}

/** A file that was looked at. Standard input is open already. */
interface Opened extends Candidate {
  readonly look: Look
  readonly text: () => AsyncIterable<Buffer>
}

/**
 * Judges the logs that the words name: files, folders, standard input. The logs of each application are read in an order in which
 * executors come before their driver, and the files of one log as one. Memory does not grow with the logs.
 *
 * @throws Unreadable if a word names no file or folder that can be read
 */
export async function checkLogs(words: readonly string[], options: CheckLogsOptions = {}): Promise<CheckedLogs> {
  // Standard input may wait for ever.
  options.signal?.addEventListener('abort', () => words.includes(standardInput) && process.stdin.destroy(), {
    once: true,
  })
  const notes: string[] = []
  const passedOver: string[] = []
  const opened: Opened[] = []
  for (const candidate of findLogs(words)) {
    const one = await openLog(candidate, options)
    if (one.look.layout !== undefined) opened.push(one)
    else if (candidate.isFound) passedOver.push(candidate.path)
    else notes.push(`${placeIn(candidate.path)}: ${noLog(one.look)}`)
    if (options.signal?.aborted === true) break
  }
  const byPath = new Map(opened.map((one) => [one.path, one]))
  const applications: CheckedApplication[] = []
  for (const application of applicationsOf(processLogs(opened))) {
    // What came from standard input so far is at hand.
    const isAtHand = application.logs.some(({ files }) => files.includes(standardInput))
    if (options.signal?.aborted === true && !isAtHand) continue
    applications.push(await checkApplication(application, byPath, notes, options))
  }
  return { applications, notes, passedOver, isInterrupted: options.signal?.aborted === true }
}

const noLog = ({ isBinary, isEmpty }: Look) =>
  isEmpty
    ? 'nothing to check: the file is empty'
    : `nothing to check: no line is a record of a log in a layout that cwc knows${isBinary ? ', and the file is binary' : ''}`

async function openLog(candidate: Candidate, { layout }: CheckLogsOptions): Promise<Opened> {
  const { path } = candidate
  const chunks = textOfLog(bytesOf(path))
  const { look, bytes, broken } = await lookInto(path, chunks, layout)
  if (broken !== undefined && bytes.length === 0 && !candidate.isFound)
    throw new Unreadable(`${placeIn(path)}: ${reasonIn(broken)} (a log that can be read is wanted)`)
  if (path === standardInput || broken !== undefined) {
    return {
      ...candidate,
      look,
      text: () => (broken === undefined ? again(bytes, chunks) : brokenAfter(bytes, broken)),
    }
  }
  await chunks.return(undefined)
  return { ...candidate, look, text: () => textOfLog(bytesOf(path)) }
}

async function* brokenAfter(bytes: Buffer, error: BrokenLog): AsyncGenerator<Buffer> {
  yield bytes
  throw error
}

async function checkApplication(
  { id, logs }: ApplicationLogs,
  byPath: ReadonlyMap<string, Opened>,
  notes: string[],
  { layout, edition, signal, timeline }: CheckLogsOptions,
): Promise<CheckedApplication> {
  const application = createApplication(timeline === undefined ? {} : { timeline: timeline() })
  const layouts = new Map<string, string | undefined>()
  const parts = new Map<string, readonly LogPart[]>()
  for (const { name, files } of logs) {
    const reader = readRecords((record) => application.take(record, name), {
      layout,
      onlyWanted: true,
      // A timeline wants each line of a writer with its time.
      onWriterLine:
        timeline === undefined
          ? (whose, line, number) => application.takeWriterLine(whose, line, number, name)
          : () => false,
    })
    const opened = files.flatMap((path) => byPath.get(path) ?? [])
    const onBroken = (path: string, error: BrokenLog) => notes.push(breaksOff(path, error))
    parts.set(name, await readLog(opened, reader, { onBroken, signal }))
    application.passOver(name, reader.passedOver())
    layouts.set(name, reader.layout())
  }
  const report = application.report((name) => layouts.get(name), edition)
  return { id, report: placesInParts(report, parts) }
}

/** What is said of a log that could not be read to its end. */
const breaksOff = (path: string, error: BrokenLog) =>
  `${placeIn(path)}: the file breaks off: ${reasonIn(error)}; it was judged up to there`
