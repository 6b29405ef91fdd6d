import type { Gap } from '../log-files/gaps.ts'
import type { LogReading } from '../log-files/read-log.ts'
import { observationIn } from '../production-logs/observations/patterns.ts'
import type { LogRecord, NumberedLine } from '../production-logs/observations/record.ts'
import { levels, sources } from '../production-logs/observations/sources.ts'
import type { Layout } from '../production-logs/reading/layout.ts'
import { type RecordReader, readRecords } from '../production-logs/reading/read-records.ts'
import type { UnreadLog } from '../production-logs/report/check-report.ts'

/**
 * A line of a digest: a log without the records that show nothing. Whatever a judge takes from the log, it takes from the digest, with
 * the numbers of the lines as they stand in the log.
 */
export type DigestLine =
  /** The first line. It has the application, too, for the judge knows nothing but digests. */
  | {
      readonly kind: 'log'
      readonly name: string
      /** Spark's id of the application; absent if nothing says it. */
      readonly id?: string
      /** Its beginning does not name Spark. */
      readonly isOfOther?: true
      /** Files of the application that could not be looked at; in one of its logs. */
      readonly unread: readonly UnreadLog[]
      /** Files that are missing between those of the log. */
      readonly gaps?: readonly Gap[]
    }
  /** Files are missing there. It comes before any line behind them. */
  | { readonly kind: 'gap'; readonly missing: string; readonly before: number }
  | { readonly kind: 'records'; readonly items: readonly DigestItem[] }
  | ({
      readonly kind: 'end'
      readonly layout: string | undefined
      /** All records of the log, also those that the digest leaves out. */
      readonly records: number
      /** How many of those left out come from which process, if the log has lines of several. */
      readonly leftOut: readonly (readonly [source: string, records: number])[]
    } & LogReading)
  /** The worker has ended before the log did. */
  | { readonly kind: 'unread'; readonly why: string }

/**
 * A whole record, or lines that each epoch repeats: five numbers per line. They are `whose`, what the line is (0: a line of a query, 1: a
 * writer commits, 2: it has committed), its epoch and its line less those of the one before, and 1 if its stamp is the next of `stamps`.
 */
export type DigestItem = LogRecord | { readonly repeated: readonly number[]; readonly stamps: readonly string[] }

/** Characters of a line of a digest, at which the next line begins. */
const fullLine = 256 * 1024

/** Takes the bytes of one log. */
export interface Digester extends Pick<RecordReader, 'push' | 'end' | 'lines'> {
  /** Emits the last line. */
  readonly close: (reading: LogReading) => void
}

/** Makes the digest of one log, but for its first line. `emit` takes the lines. Memory is bounded by one of them. */
export function createDigester(emit: (line: string) => void, layout?: Layout): Digester {
  const shown = new Set<string>()
  let items: string[] = []
  let size = 0
  let repeated: number[] = []
  let stamps: string[] = []
  let before = { epoch: 0, line: 0, stamp: '' }
  let handedOn = 0
  const leftOut = new Map<string, number>()

  const flush = () => {
    closeRepeated()
    if (items.length > 0) emit(`{"kind":"records","items":[${items.join()}]}`)
    items = []
    size = 0
  }
  const add = (item: string) => {
    items.push(item)
    size += item.length
    if (size >= fullLine) flush()
  }
  const closeRepeated = () => {
    if (repeated.length === 0) return
    const closed = `{"repeated":[${repeated.join()}],"stamps":${JSON.stringify(stamps)}}`
    repeated = []
    stamps = []
    items.push(closed)
    size += closed.length
  }
  /** The first record of each level of each logger shows that they are on; all loggers that show nothing else count as one. */
  const isFirst = ({ logger, level, source = '' }: LogRecord): boolean => {
    const key = `${isSource.has(logger) ? logger : ''} ${isLevel.has(level) ? level : ''} ${source}`
    if (shown.has(key)) return false
    shown.add(key)
    return true
  }
  // The first line of its kind is handed on whole: it says what the numbers mean.
  const [writers, queries] = [new Set<number>(), new Set<number>()]
  const repeat = (known: ReadonlySet<number>, whose: number, what: number, epoch: number, at: NumberedLine) => {
    if (!known.has(whose)) return false
    const stamp = at.stamp()
    repeated.push(whose, what, epoch - before.epoch, at.line - before.line, stamp === before.stamp ? 0 : 1)
    if (stamp !== before.stamp) stamps.push(stamp)
    before = { epoch, line: at.line, stamp }
    if (repeated.length >= fullLine / 8) flush()
    return true
  }
  const reader = readRecords(
    (record) => {
      handedOn += 1
      const { whose, source } = record
      const first = isFirst(record)
      if (!first && observationIn(record) === undefined) {
        if (source !== undefined) leftOut.set(source, (leftOut.get(source) ?? 0) + 1)
        return
      }
      closeRepeated()
      if (whose !== undefined) (isOfWriter(record) ? writers : queries).add(whose)
      add(JSON.stringify(record))
    },
    {
      layout,
      onlyWanted: true,
      onWriterLine: ({ whose, isCommitting, epoch }, at) => repeat(writers, whose, isCommitting ? 1 : 2, epoch, at),
      onQueryLine: ({ form, epoch }, at) => repeat(queries, form, 0, epoch, at),
    },
  )
  return {
    push: reader.push,
    lines: reader.lines,
    end() {
      reader.end()
      flush()
    },
    close(reading) {
      const records = handedOn + reader.passedOver()
      const end: DigestLine = { kind: 'end', layout: reader.layout(), records, leftOut: [...leftOut], ...reading }
      emit(JSON.stringify(end))
    },
  }
}

/** Whether the numbers of the line are those of a writer, and not of a query. */
export const isOfWriter = ({ logger }: LogRecord): boolean => logger === 'ContinuousWriteRDD'

const isSource: ReadonlySet<string> = new Set(Object.values(sources).map(({ logger }) => logger))
const isLevel: ReadonlySet<string> = new Set(levels)
