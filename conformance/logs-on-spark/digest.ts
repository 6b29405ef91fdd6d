import type { LogReading } from '../log-files/read-log.ts'
import type { UnreadLog } from '../production-logs/check-report.ts'
import type { Layout } from '../production-logs/layout.ts'
import { observationIn } from '../production-logs/patterns.ts'
import { type RecordReader, readRecords } from '../production-logs/read-records.ts'
import type { LogRecord } from '../production-logs/record.ts'
import { levels, sources } from '../production-logs/sources.ts'

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
      /** Files of the application that could not be looked at; in one of its logs. */
      readonly unread: readonly UnreadLog[]
    }
  | { readonly kind: 'records'; readonly items: readonly DigestItem[] }
  | ({
      readonly kind: 'end'
      readonly layout: string | undefined
      /** All records of the log, also those that the digest leaves out. */
      readonly records: number
    } & LogReading)
  /** The worker has ended before the log did. */
  | { readonly kind: 'unread'; readonly why: string }

/** A whole record, or lines of writers: four numbers per line, `whose`, 1 for committing, the epoch and the line less those before. */
export type DigestItem = LogRecord | { readonly writers: readonly number[] }

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
  let writers: number[] = []
  let before = { epoch: 0, line: 0 }
  let handedOn = 0

  const flush = () => {
    closeWriters()
    if (items.length > 0) emit(`{"kind":"records","items":[${items.join()}]}`)
    items = []
    size = 0
  }
  const add = (item: string) => {
    items.push(item)
    size += item.length
    if (size >= fullLine) flush()
  }
  const closeWriters = () => {
    if (writers.length === 0) return
    const closed = `{"writers":[${writers.join()}]}`
    writers = []
    items.push(closed)
    size += closed.length
  }
  /** The first record of each level of each logger shows that they are on; all loggers that show nothing else count as one. */
  const isFirst = ({ logger, level }: LogRecord): boolean => {
    const key = `${isSource.has(logger) ? logger : ''} ${isLevel.has(level) ? level : ''}`
    if (shown.has(key)) return false
    shown.add(key)
    return true
  }
  const known = new Set<number>()
  const reader = readRecords(
    (record) => {
      handedOn += 1
      const first = isFirst(record)
      if (!first && observationIn(record) === undefined) return
      closeWriters()
      add(JSON.stringify(record))
    },
    {
      layout,
      onlyWanted: true,
      onWriterLine({ whose, isCommitting, epoch }, { line }) {
        // The first line of a writer is handed on whole: it says whose the numbers are.
        if (!known.has(whose)) {
          known.add(whose)
          return false
        }
        writers.push(whose, isCommitting ? 1 : 0, epoch - before.epoch, line - before.line)
        before = { epoch, line }
        if (writers.length >= fullLine / 4) flush()
        return true
      },
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
      emit(JSON.stringify({ kind: 'end', layout: reader.layout(), records, ...reading } satisfies DigestLine))
    },
  }
}

const isSource: ReadonlySet<string> = new Set(Object.values(sources).map(({ logger }) => logger))
const isLevel: ReadonlySet<string> = new Set(levels)
