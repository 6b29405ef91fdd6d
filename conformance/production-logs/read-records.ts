import { canBegin, noLines, type OpenRecord } from './assemble-records.ts'
import { loggerCount, noLevel } from './interest.ts'
import { type Layout, layouts } from './layout.ts'
import * as peeking from './peek.ts'
import type { LogRecord } from './record.ts'
import { levels } from './sources.ts'
import { createLineTaker } from './take-lines.ts'
import { createWhose } from './whose.ts'
import { isWriterLine, type WriterLine } from './writer-line.ts'

/** The most bytes of a line that are looked at. A record of structured logging has its whole stack trace in one line. */
export const mostOfLine = 256 * 1024

/** Turns the chunks of one file into records. */
export interface RecordReader {
  /** Takes the next bytes of the file. They may be overwritten afterwards. */
  readonly push: (chunk: Buffer) => void
  /** The file has ended. */
  readonly end: () => void
  /** The layout found last, `JSON` for structured logging; undefined as long as no line has a head. */
  readonly layout: () => string | undefined
  /** The lines so far. */
  readonly lines: () => number
  /** Records that were not handed on: no record of their logger shows anything. */
  readonly passedOver: () => number
}

/** How a file is read. */
export interface ReadOptions {
  /** The layout; undefined: it is found. */
  readonly layout?: Layout | undefined
  /**
   * Hands on only records that can show something, and the first of each level of each logger. So a log of which few lines are
   * about continuous queries is read about as fast as it can be searched.
   */
  readonly onlyWanted?: boolean
  /** Judges a line of a task's writer by its numbers. False: the line has to be taken as a record. Needs `onlyWanted`. */
  readonly onWriterLine?: (whose: number, line: WriterLine, number: number) => boolean
}

/**
 * Reads the records of one log file. The first line that has a head in one of the layouts decides the layout of the file, until a line
 * has a head in another one only. Lines without a head belong to the record before them. Memory is bounded by one line and
 * `mostLinesBehind` lines behind a head.
 */
export function readRecords(
  onRecord: (record: LogRecord) => void,
  { layout: given, onlyWanted = false, onWriterLine }: ReadOptions = {},
): RecordReader {
  let layout: Layout | 'JSON' | undefined = given
  let peek = peekFor(layout)
  let isDefault = false
  /** The lines have something around them: they are read as texts. */
  let isEnveloped = false
  /** Colours may stand anywhere in a line. */
  let isColoured = false
  let line = 0
  let rest: Buffer = Buffer.alloc(0)
  let isSkipping = false
  let passedOver = 0
  const peeked = peeking.newPeeked()
  const writerLine: WriterLine = { partition: 0, epoch: 0, isCommitting: false }
  const whose = createWhose()
  // By logger, the lowest level handed on so far.
  const lowest = new Uint8Array(loggerCount).fill(noLevel)

  const lines = createLineTaker({
    given,
    onRecord,
    onLayout(found) {
      layout = found
      peek = peekFor(found)
      isDefault = onlyWanted && found === layouts[0]
    },
  })
  let viewed: DataView = new DataView(new ArrayBuffer(0))
  const isWriter = (bytes: Buffer): boolean => {
    if (peeked.logger?.text !== 'ContinuousWriteRDD') return false
    if (viewed.buffer !== bytes.buffer) viewed = new DataView(bytes.buffer)
    return isWriterLine(viewed, bytes.byteOffset + peeked.message, bytes.byteOffset + peeked.messageEnd, writerLine)
  }
  /** True if the line, whose head was peeked at, need not become a record. */
  const isDone = (bytes: Buffer): boolean => {
    const { logger, level } = peeked
    const index = logger === undefined ? 0 : logger.index
    if (level < (lowest[index] ?? 0)) {
      lowest[index] = level
      return false
    }
    return logger === undefined || !beginsWanted(bytes, peeked.message, logger.beginnings)
  }
  const take = (bytes: Buffer, from: number, to: number) => {
    line += 1
    let begin = from
    const end = Math.min(to, from + mostOfLine)
    // A file that was not written to its end has zeros where its next lines begin.
    while (bytes[begin] === 0 && begin < end) begin++
    if (!onlyWanted || peek === undefined || isEnveloped || isColoured) {
      takeText(bytes.toString('utf8', begin, end), undefined)
      return
    }
    const found = peek(bytes, begin, end, peeked)
    if (found !== peeking.head) {
      if (found === peeking.noHead && !lines.isBehindWanted() && !canBegin(bytes[begin])) return
      takeText(bytes.toString('utf8', begin, end), undefined)
      return
    }
    // The record before is complete: its turn comes first.
    lines.close()
    if (isDone(bytes)) {
      passedOver += 1
      return
    }
    let number: number | undefined
    if (onWriterLine !== undefined && isWriter(bytes)) {
      number = numberOf(bytes)
      if (number !== undefined && onWriterLine(number, writerLine, line)) {
        passedOver += 1
        return
      }
    }
    if (layout !== 'JSON' && peeked.logger !== undefined)
      lines.open(openPeeked(bytes, begin, peeked.logger.text, number))
    else takeText(bytes.toString('utf8', begin, end), number)
  }
  /** The record as `headIn` gives it, from where its parts lie. */
  const openPeeked = (bytes: Buffer, begin: number, logger: string, number: number | undefined): OpenRecord => ({
    stamp: bytes.toString('latin1', begin, peeked.stampEnd),
    level: levels[peeked.level] ?? '',
    logger,
    message: bytes.toString('utf8', peeked.message, peeked.messageEnd),
    thread: peeked.whose === peeked.whoseEnd ? undefined : bytes.toString('utf8', peeked.whose, peeked.whoseEnd),
    context: noContext,
    line,
    behind: noLines,
    whose: number,
  })
  const numberOf = (bytes: Buffer): number | undefined => {
    const known = whose.find(writerLine.partition, bytes, peeked.whose, peeked.whoseEnd)
    return known >= 0 ? known : whose.add(writerLine.partition, bytes.subarray(peeked.whose, peeked.whoseEnd))
  }
  const takeText = (text: string, number: number | undefined) => {
    lines.take(text, line, number)
    isEnveloped = lines.isEnveloped()
  }
  return {
    push(chunk) {
      let begin = 0
      isColoured ||= chunk.includes(escapeByte)
      if (rest.length > 0 || isSkipping) {
        const end = chunk.indexOf(10)
        if (end !== -1) {
          if (!isSkipping) {
            const whole = Buffer.concat([rest, chunk.subarray(0, Math.min(end, mostOfLine))])
            take(whole, 0, whole.length)
          }
          isSkipping = false
          rest = Buffer.alloc(0)
          begin = end + 1
        }
      }
      for (;;) {
        const end = chunk.indexOf(10, begin)
        if (end === -1) break
        if (
          isDefault &&
          !isEnveloped &&
          !isColoured &&
          (lowest[0] ?? 0) <= info &&
          peeking.isPlainlyUnwanted(chunk, begin, end)
        ) {
          line += 1
          passedOver += 1
          lines.close()
        } else take(chunk, begin, end)
        begin = end + 1
      }
      if (isSkipping || begin === chunk.length) return
      rest = Buffer.concat([rest, chunk.subarray(begin, begin + mostOfLine)])
      if (rest.length < mostOfLine) return
      take(rest, 0, mostOfLine)
      rest = Buffer.alloc(0)
      isSkipping = true
    },
    end() {
      if (rest.length > 0) take(rest, 0, rest.length)
      lines.close()
    },
    layout: lines.layout,
    lines: () => line,
    passedOver: () => passedOver,
  }
}

const escapeByte = 0x1b
const info = levels.indexOf('INFO')

function peekFor(layout: Layout | 'JSON' | undefined): peeking.Peek | undefined {
  if (layout === 'JSON') return peeking.peekJson
  return layout?.shape === undefined ? undefined : peeking.peekOf(layout.shape)
}

function beginsWanted(bytes: Buffer, at: number, beginnings: readonly Buffer[]): boolean {
  for (const one of beginnings) if (peeking.isText(bytes, at, one)) return true
  return false
}

const noContext: LogRecord['context'] = {}
