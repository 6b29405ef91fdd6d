import type { CheckReport } from '../production-logs/check-report.ts'
import { observationIn } from '../production-logs/patterns.ts'
import { readRecords } from '../production-logs/read-records.ts'
import type { LogRecord } from '../production-logs/record.ts'
import { levels, sources } from '../production-logs/sources.ts'
import { createVisibility } from '../production-logs/visibility.ts'

/**
 * A line of a digest: a log file without the records that show nothing. Whatever a judge takes from the file, it takes from the digest,
 * with the numbers of the lines as they stand in the file.
 */
export type DigestLine =
  | { readonly kind: 'file'; readonly name: string }
  | { readonly kind: 'records'; readonly items: readonly DigestItem[] }
  | {
      readonly kind: 'end'
      readonly layout: string | undefined
      readonly role: CheckReport['files'][number]['role']
      /** All records of the file, also those that the digest leaves out. */
      readonly records: number
    }
  /** The file could not be read to its end. Nothing of it counts. */
  | { readonly kind: 'unread'; readonly why: string }

/** A whole record, or lines of writers: four numbers per line, `whose`, 1 for committing, the epoch and the line less those before. */
export type DigestItem = LogRecord | { readonly writers: readonly number[] }

/** Characters of a line of a digest, at which the next line begins. */
const fullLine = 256 * 1024

/** Takes the bytes of one log file. */
export interface Digester {
  readonly push: (chunk: Buffer) => void
  readonly end: () => void
}

/** Makes the digest of one log file. `emit` takes its lines, without the line break. Memory is bounded by one of them. */
export function createDigester(emit: (line: string) => void): Digester {
  const visibility = createVisibility()
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
      const observed = observationIn(record)
      visibility.see(record.logger, record.level, observed?.kind)
      const first = isFirst(record)
      if (observed === undefined && !first) return
      closeWriters()
      add(JSON.stringify(record))
    },
    {
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
    end() {
      reader.end()
      flush()
      const end: DigestLine = {
        kind: 'end',
        layout: reader.layout(),
        role: visibility.role(),
        records: handedOn + reader.passedOver(),
      }
      emit(JSON.stringify(end))
    },
  }
}

const isSource: ReadonlySet<string> = new Set(Object.values(sources).map(({ logger }) => logger))
const isLevel: ReadonlySet<string> = new Set(levels)
