import type { EditionName } from '../../src/reference/editions.ts'
import { placeIn, Unreadable } from '../input/read-file.ts'
import { type ApplicationOptions, createApplication } from '../production-logs/application.ts'
import { byNumbers } from '../production-logs/by-numbers.ts'
import type { Layout } from '../production-logs/reading/layout.ts'
import { readRecords } from '../production-logs/reading/read-records.ts'
import type { CheckReport, ReadingHint, UnreadLog } from '../production-logs/report/check-report.ts'
import { isExplained, suspectedHoles } from '../production-logs/report/suspected-holes.ts'
import type { TimelineRecorder } from '../production-logs/report/timeline.ts'
import { type Candidate, findLogs } from './find-logs.ts'
import { withGaps } from './gaps.ts'
import { type JoinedEventLogs, joinEventLogs, strangersIn } from './join-event-logs.ts'
import { lookInto, refusalOf } from './look-into.ts'
import { again, type BrokenLog, bytesOf, canBeReadAgain, textOfLog } from './open-log.ts'
import { markOtherPrograms } from './other-programs.ts'
import { type LogPart, reportInParts } from './parts.ts'
import { type PlannedApplication, planLogs, type SeenFile } from './plan-logs.ts'
import type { EventLog } from './read-event-log.ts'
import { readLog } from './read-log.ts'
import { withoutCopies } from './without-copies.ts'

/** What the logs of several applications show. */
export interface CheckedLogs {
  readonly applications: readonly CheckedApplication[]
  /** Files that were named and are no logs, or not to their end: sentences that begin with the file. */
  readonly notes: readonly string[]
  /** Files of folders without any head of a record. */
  readonly passedOver: readonly string[]
  /** What of these and of the named files another option takes. */
  readonly hints: readonly ReadingHint[]
  /** Whether the reading was interrupted: the reports say what was found so far. */
  readonly isInterrupted: boolean
}

export interface CheckedApplication {
  /** Spark's id of it; undefined if nothing says it. */
  readonly id: string | undefined
  readonly report: CheckReport
}

export interface CheckLogsOptions {
  /** Event logs of the applications: files, or folders with event logs in them. */
  readonly eventLogs?: readonly string[]
  readonly layout?: Layout | undefined
  readonly edition?: EditionName | undefined
  readonly signal?: AbortSignal
  /** What records the times of an application; none is recorded without it. */
  readonly timeline?: (() => TimelineRecorder) | undefined
}

/** A file that was looked at. Standard input, or a pipe, is open already. */
interface Opened extends SeenFile {
  readonly text: () => AsyncIterable<Buffer>
}

/**
 * Judges the logs that the words name: files, folders, standard input. The logs of each application are read in an order in which
 * executors come before their driver, and the files of one log as one. Memory does not grow with the logs.
 *
 * @throws Unreadable if a word names no file or folder that can be read
 */
export async function checkLogs(words: readonly string[], options: CheckLogsOptions = {}): Promise<CheckedLogs> {
  const opened: Opened[] = []
  const isInterrupted = () => options.signal?.aborted === true
  for (const candidate of findLogs(words)) {
    const one = await openLog(candidate, options)
    // What had nothing to read until then is neither empty nor broken.
    if (!isInterrupted() || one.look.layout !== undefined) opened.push(one)
    if (isInterrupted()) break
  }
  const [broken] = opened.flatMap((one) => (one.isFound || one.refused === undefined ? [] : [one]))
  if (broken !== undefined && opened.every(({ look }) => look.layout === undefined && look.isWhole))
    throw new Unreadable(`${placeIn(broken.path)}: ${broken.refused} (a log that can be read is wanted)`)
  const { files, notes: ofCopies } = await withoutCopies(opened, options.signal)
  const plan = planLogs(files)
  const notes = [...plan.notes, ...ofCopies]
  const byPath = new Map(opened.map((one) => [one.path, one]))
  const applications: CheckedApplication[] = []
  const events = await eventLogsOf(plan.applications, options)
  notes.push(...events.notes)
  for (const [at, application] of plan.applications.entries()) {
    // What came from standard input, or a pipe, so far is at hand.
    const isAtHand = () => application.logs.some(({ files }) => files.some((file) => !canBeReadAgain(file)))
    if (isInterrupted() && !isAtHand()) continue
    applications.push(
      await checkApplication({ ...application, eventLogs: events.own[at] ?? [] }, byPath, notes, options),
    )
  }
  for (const eventLogs of events.alone) {
    const application = { id: eventLogs[0]?.application, logs: [], unread: [], eventLogs }
    applications.push(await checkApplication(application, byPath, notes, options))
  }
  const { passedOver, hints } = plan
  return { applications, notes, passedOver, hints, isInterrupted: isInterrupted() }
}

async function openLog(candidate: Candidate, { layout, signal }: CheckLogsOptions): Promise<Opened> {
  const { path, isFound } = candidate
  const chunks = textOfLog(bytesOf(path, signal))
  const isReadAgain = canBeReadAgain(path)
  const { look, bytes, broken } = await lookInto(path, chunks, layout, { isReadAgain })
  const seen = { path, isFound, look, refused: refusalOf(bytes, broken) }
  if (!isReadAgain) return { ...seen, text: readBefore(bytes, chunks, broken) }
  await chunks.return(undefined)
  return { ...seen, text: textOf(path, signal) }
}

// Functions that are made apart keep no bytes of the look: there may be many files.
const textOf = (path: string, signal: AbortSignal | undefined) => () => textOfLog(bytesOf(path, signal))
const readBefore = (bytes: Buffer, rest: AsyncIterator<Buffer>, broken: BrokenLog | undefined) => () =>
  broken === undefined ? again(bytes, rest) : brokenAfter(bytes, broken)

async function* brokenAfter(bytes: Buffer, error: BrokenLog): AsyncGenerator<Buffer> {
  yield bytes
  throw error
}

async function eventLogsOf(
  applications: readonly PlannedApplication[],
  { eventLogs: words = [], signal }: CheckLogsOptions,
): Promise<JoinedEventLogs> {
  if (words.length === 0) return { own: [], alone: [], notes: [] }
  const { readEventLogs } = await import('./read-event-log.ts')
  const { logs, notes } = await readEventLogs(words, signal)
  const joined = joinEventLogs(
    applications.map(({ id }) => id),
    logs,
  )
  return { ...joined, notes: [...notes, ...joined.notes] }
}

/** One application with its event logs. */
interface Judged extends PlannedApplication {
  readonly eventLogs: readonly EventLog[]
}

async function checkApplication(
  application: Judged,
  byPath: ReadonlyMap<string, Opened>,
  notes: string[],
  options: CheckLogsOptions,
): Promise<CheckedApplication> {
  const { id, eventLogs } = application
  const reading = await readApplication(application, byPath, options)
  const { report, parts, unread } = (await readWithHole(application, reading.report, byPath, options)) ?? reading
  const placed = markOtherPrograms(
    reportInParts(report, parts),
    new Set(application.logs.filter(({ namesSpark }) => !namesSpark).map(({ name }) => name)),
  )
  notes.push(...strangersIn(eventLogs, placed))
  return { id: id ?? eventLogs[0]?.application, report: unread.length === 0 ? placed : { ...placed, unread } }
}

/**
 * What the same logs show if lines are missing at the place before which they contradict each other: undefined if that does not explain all
 * of it, or if they cannot be read again.
 */
async function readWithHole(
  application: Judged,
  report: CheckReport,
  byPath: ReadonlyMap<string, Opened>,
  options: CheckLogsOptions,
): Promise<ReadApplication | undefined> {
  const { logs } = application
  const isReadAgain = logs.every(({ files, gaps }) => gaps.length === 0 && files.every(canBeReadAgain))
  const isStopped = () => options.signal?.aborted === true
  for (const hole of isReadAgain && !isStopped() ? suspectedHoles(report) : []) {
    const reading = await readApplication(application, byPath, options, hole)
    if (isStopped()) return undefined
    if (isExplained(reading.report, report)) return reading
  }
  return undefined
}

interface ReadApplication {
  readonly report: CheckReport
  readonly parts: ReadonlyMap<string, readonly LogPart[]>
  readonly unread: readonly UnreadLog[]
}

async function readApplication(
  { logs, unread: refused, eventLogs }: Judged,
  byPath: ReadonlyMap<string, Opened>,
  { layout, edition, signal, timeline }: CheckLogsOptions,
  hole?: ApplicationOptions['hole'],
): Promise<ReadApplication> {
  const application = createApplication({ timeline: timeline?.(), hole })
  const layouts = new Map<string, string | undefined>()
  const parts = new Map<string, readonly LogPart[]>()
  const unread = [...refused]
  for (const { name, events, shown, parts: own } of eventLogs) {
    application.passEvents(name, events)
    for (const { event, line } of shown) application.takeEvent(event, name, line)
    parts.set(name, own)
  }
  for (const { name, files, gaps } of logs) {
    const reader = readRecords((record) => application.take(record, name), {
      layout,
      onlyWanted: true,
      ...byNumbers(application, name),
    })
    const reading = await readLog(
      withGaps(
        files.flatMap((path) => byPath.get(path) ?? []),
        gaps,
      ),
      reader,
      { signal, onGap: (missing, before) => application.seeGap(name, before, missing) },
    )
    parts.set(name, reading.parts)
    unread.push(...reading.unread)
    application.passOver(name, reader.passedOver())
    layouts.set(name, reader.layout())
  }
  return { report: application.report((name) => layouts.get(name), edition), parts, unread }
}
