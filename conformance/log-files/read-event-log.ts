import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import { counted } from '../counted.ts'
import { isFile } from '../files.ts'
import { placeIn, Unreadable } from '../input/read-file.ts'
import { createEventReader, type LoggedEvent } from '../production-logs/observations/event-log.ts'
import { createEventLines } from './event-lines.ts'
import { type EventLogFiles, eventLogWanted, findEventLogs } from './event-log-files.ts'
import { applicationIn } from './look-at.ts'
import { BrokenLog, bytesOf, textOfLog } from './open-log.ts'
import type { LogPart } from './parts.ts'

/** An event log that was read. */
export interface EventLog {
  /** The file, or the folder of a rolling event log. */
  readonly name: string
  /** Spark's id of the application; undefined if neither an event nor the name says it. */
  readonly application: string | undefined
  /** The attempt of an application that YARN has started again. */
  readonly attempt: string | undefined
  /** What it shows of continuous queries, with the line of the log. */
  readonly shown: readonly { readonly event: LoggedEvent; readonly line: number }[]
  /** How many events it has. */
  readonly events: number
  readonly parts: readonly LogPart[]
}

/** The event log, if it is one, and what there is to say of its files: sentences. */
export interface EventLogReading {
  readonly log: EventLog | undefined
  readonly notes: readonly string[]
}

/**
 * Reads the event logs that the words name. Files of folders that are none are passed over.
 *
 * @throws Unreadable if a word names no event log, or no folder with one
 */
export async function readEventLogs(
  words: readonly string[],
  signal?: AbortSignal,
): Promise<{ readonly logs: readonly EventLog[]; readonly notes: readonly string[] }> {
  const logs: EventLog[] = []
  const notes: string[] = []
  for (const files of findEventLogs(words)) {
    const reading = await readEventLog(files, signal)
    if (reading.log !== undefined) logs.push(reading.log)
    notes.push(...reading.notes)
    if (signal?.aborted === true) break
  }
  if (logs.length === 0 && notes.length === 0 && signal?.aborted !== true)
    throw new Unreadable(`${words.map((word) => placeIn(word)).join(', ')}: there is no event log (${eventLogWanted})`)
  return { logs, notes }
}

const noEventLog = 'no event log of Spark: its first line is no event'

/**
 * Reads an event log. Memory is bounded by the jobs of continuous queries in it.
 *
 * @throws Unreadable if the file was named and is none, or one that cannot be read
 */
export async function readEventLog(
  { name, files, isFound, notes: missing }: EventLogFiles,
  signal?: AbortSignal,
): Promise<EventLogReading> {
  const notes = missing.map((note) => `${placeIn(name)}: ${note}`)
  const refuse = (file: string, why: string): EventLogReading => {
    if (!isFound) throw new Unreadable(`${placeIn(file)}: ${why} (${eventLogWanted})`)
    return { log: undefined, notes: [...notes, `${placeIn(file)}: ${why}; it was passed over`] }
  }
  const shown: { event: LoggedEvent; line: number }[] = []
  const parts: LogPart[] = []
  const reader = createEventReader()
  let before = 0
  let events = 0
  for (const file of files) {
    // Opening a pipe waits for its writer, and a second look at it would miss what the first has read.
    if (!isFile(file) && existsSync(file))
      return refuse(file, 'it is no regular file, but a pipe or a device: write the events to a file first')
    const codec = codecOf(file)
    if (codec !== undefined) return refuse(file, codec)
    parts.push({ file, before })
    const found = { none: 0, first: 0, isBroken: false }
    const lines = createEventLines((line, number) => {
      const own = line.kind === 'wanted' ? reader.read(line.text) : []
      if (line.kind === 'none' || own === undefined) {
        found.none += 1
        found.first ||= number
        return
      }
      events += 1
      for (const event of own) shown.push({ event, line: before + number })
    })
    const isEventLog = () => !lines.isOther() && found.first !== 1
    try {
      for await (const chunk of textOfLog(bytesOf(file))) {
        lines.push(chunk)
        if (!isEventLog() || signal?.aborted === true) break
      }
    } catch (error) {
      if (!(error instanceof BrokenLog)) throw error
      if (lines.lines() === 0) return refuse(file, `cannot be read: ${error.message}`)
      found.isBroken = true
      notes.push(`${placeIn(file)}: the event log breaks off: ${error.message}; it was read up to there`)
    }
    if (!isEventLog()) return refuse(file, noEventLog)
    const isCut = lines.end()
    if (lines.lines() === 0) return refuse(file, 'the file is empty')
    // A line that is not ended shows what it is only here.
    if (!isEventLog()) return refuse(file, noEventLog)
    if (isCut && lines.lines() === 1) return refuse(file, 'no event log of Spark: it has no whole line')
    if (isCut && !found.isBroken && signal?.aborted !== true)
      notes.push(`${placeIn(file, lines.lines())}: the last event is cut off; the event log was read up to there`)
    if (found.none > 0)
      notes.push(
        `${placeIn(file, found.first)}: no event; ${counted(found.none, 'such line')} of the file did not count`,
      )
    before += lines.lines()
  }
  if (files.length === 0) return { log: undefined, notes }
  const ids = shown.flatMap(({ event }) => (event.kind === 'application' ? [event] : []))
  const [first] = ids
  return {
    log: { name, application: first?.id ?? applicationIn(name), attempt: first?.attempt, shown, events, parts },
    notes,
  }
}

/** Why a file in a compression that the kit does not read is refused; undefined if it is in none of these. */
function codecOf(file: string): string | undefined {
  const head = Buffer.alloc(8)
  try {
    const descriptor = openSync(file, 'r')
    try {
      readSync(descriptor, head, 0, head.length, 0)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // Reading the events fails for the same reason, and says so.
    return undefined
  }
  const text = head.toString('latin1')
  const codec = codecs.find(
    ({ magic, end }) => text.startsWith(magic) || file.replace(/\.inprogress$/, '').endsWith(end),
  )
  return codec === undefined
    ? undefined
    : `compressed with ${codec.name}, which cwc does not read: set spark.eventLog.compress to false, or since Spark 3.0 spark.eventLog.compression.codec to zstd`
}

const codecs = [
  { name: 'LZ4', magic: 'LZ4Block', end: '.lz4' },
  { name: 'Snappy', magic: '\x82SNAPPY\0', end: '.snappy' },
  { name: 'LZF', magic: 'ZV', end: '.lzf' },
] as const
