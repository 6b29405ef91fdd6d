import type { LogRecord } from '../observations/record.ts'
import { levels } from '../observations/sources.ts'
import { canBegin, noLines, type OpenRecord } from './assemble-records.ts'
import { loggerCount, noLevel } from './interest.ts'
import { type Layout, layouts } from './layout.ts'
import { createLineScanner, type PassedLines } from './line-scanner.ts'
import { type ByNumbers, createNumberedLines, type LineInBytes } from './numbered-lines.ts'
import * as peeking from './peek.ts'
import { peekJson } from './peek-json.ts'
import { createLineSplitter, mostOfLine } from './split-lines.ts'
import { createLineTaker } from './take-lines.ts'
import { isAt, type Words } from './words.ts'

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

/** How a file is read. Lines are taken by their numbers only with `onlyWanted`. */
export interface ReadOptions extends ByNumbers {
  /** The layout; undefined: it is found. */
  readonly layout?: Layout | undefined
  /**
   * Hands on only records that can show something, and the first of each level of each logger. So a log of which few lines are
   * about continuous queries is read about as fast as it can be searched.
   */
  readonly onlyWanted?: boolean
}

/**
 * Reads the records of one log file. The first line that has a head in one of the layouts decides the layout of the file, until a line
 * has a head in another one only. Lines without a head belong to the record before them. Memory is bounded by one line and
 * `mostLinesBehind` lines behind a head.
 */
export function readRecords(
  onRecord: (record: LogRecord) => void,
  { layout: given, onlyWanted = false, ...takers }: ReadOptions = {},
): RecordReader {
  let layout: Layout | 'JSON' | undefined = given
  let peekOfLayout = peekFor(layout)
  /** Undefined as long as lines have to be read as texts. */
  let peek = onlyWanted ? peekOfLayout : undefined
  /** Colours may stand anywhere in a line. */
  let isColoured = false
  /** The bytes that were last searched for colours. */
  let looked: Buffer | undefined
  /** Where the next carriage return is in them. */
  let carriageReturn = -1
  let line = 0
  let passedOver = 0
  /** Lines at INFO may be passed over once they show no level that no line has shown before. */
  let passed: PassedLines = 'none'
  const peeked = peeking.newPeeked()
  const scanner = onlyWanted ? createLineScanner() : undefined
  const numbered = createNumberedLines(takers, scanner)
  /** Of the line at hand, if it is one of those that each epoch repeats. */
  let number: number | undefined
  const text = scanner?.text ?? Buffer.alloc(2 * mostOfLine)
  const own: LineInBytes = {
    bytes: text,
    view: new DataView(text.buffer, text.byteOffset, text.length),
    begin: 0,
    end: 0,
    number: 0,
  }
  // By logger, the lowest level handed on so far.
  const lowest = new Uint8Array(loggerCount).fill(noLevel)

  const records = createLineTaker({
    given,
    onRecord,
    onLayout(found) {
      layout = found
      peekOfLayout = peekFor(found)
      // They would be taken without their layout.
      numbered.forget()
    },
  })
  /** What the last line, or the level of a logger, has changed. */
  const settle = () => {
    peek = onlyWanted && !isColoured && !records.isEnveloped() ? peekOfLayout : undefined
    passed = peek === undefined || (lowest[0] ?? 0) > info ? 'none' : passedIn(layout)
  }
  /** Takes the line, whose head was peeked at, if it need not become a record. */
  const isTaken = (): boolean => {
    number = undefined
    const { logger, level } = peeked
    const index = logger === undefined ? 0 : logger.index
    if (level < (lowest[index] ?? 0)) {
      lowest[index] = level
      return false
    }
    if (logger === undefined) return true
    if (!numbered.find(own, peeked)) return !beginsWanted(own.view, logger.beginnings)
    number = numbered.number()
    return numbered.takeFound(own, peeked)
  }
  const beginsWanted = (view: DataView, beginnings: readonly Words[]): boolean => {
    for (const one of beginnings) if (isAt(view, peeked.message, peeked.messageEnd, one)) return true
    return false
  }
  /** Looks for colours, once per chunk and only if any of its lines is looked at as a whole. */
  const lookForColours = (bytes: Buffer) => {
    if (bytes === looked) return
    looked = bytes
    carriageReturn = -1
    if (isColoured || !bytes.includes(escapeByte)) return
    isColoured = true
    settle()
  }
  /** Whether a part of the line was overwritten, as a progress bar does it: it stands before a carriage return. */
  const isOverwritten = (bytes: Buffer, begin: number, end: number): boolean => {
    if (carriageReturn < begin) {
      const next = bytes.indexOf(carriageReturnByte, begin)
      carriageReturn = next === -1 ? Number.POSITIVE_INFINITY : next
    }
    return carriageReturn < end - 1
  }
  const take = (bytes: Buffer, from: number, end: number) => {
    const { view } = own
    line += 1
    lookForColours(bytes)
    let begin = from
    // A file that was not written to its end has zeros where its next lines begin.
    while (begin < end && view.getUint8(begin) === 0) begin++
    if (peek === undefined || begin === end || isOverwritten(bytes, begin, end)) {
      takeText(bytes.toString('utf8', begin, end))
      return
    }
    own.bytes = bytes
    own.begin = begin
    own.end = end
    own.number = line
    takePeeked(peek(view, begin, end, peeked))
  }
  /** Takes lines of which the beginning says enough, and lines that were foreseen. */
  const takeQuickly = (bytes: Buffer, first: number): number => {
    let at = first
    while (peek !== undefined && scanner !== undefined) {
      const next = scanner.scan(at, bytes.length, passed)
      const count = scanner.lines()
      if (count === 0) break
      // The record before is complete: its turn comes first.
      if (records.isOpen()) records.close()
      const before = line
      const found = scanner.found()
      let taken = 0
      for (let one = 0; one < found; one++) {
        const begin = scanner.beginOf(one)
        const number = before + scanner.linesBefore(one) + 1
        if (numbered.takeExpected(bytes, begin, number, one)) {
          taken += 1
          continue
        }
        line = number - 1
        const end = bytes.indexOf(lineFeed, begin)
        take(bytes, begin, end)
        // The next line is the beginning of a record, too.
        if (end + 1 < next && records.isOpen()) records.close()
      }
      line = before + count
      passedOver += count - found + taken
      at = next
    }
    return at
  }
  const takePeeked = (found: ReturnType<peeking.Peek>) => {
    const { bytes, view, begin, end } = own
    if (found !== peeking.head) {
      if (found === peeking.unsure || records.isBehindWanted() || mayMatter(view.getUint8(begin)))
        takeText(bytes.toString('utf8', begin, end))
      return
    }
    if (records.isOpen()) records.close()
    if (isTaken()) passedOver += 1
    else if (layout !== 'JSON' && peeked.logger !== undefined) records.open(openPeeked(bytes, peeked.logger.text))
    else takeText(bytes.toString('utf8', begin, end), number)
  }
  /** The record as `headIn` gives it, from where its parts lie. */
  const openPeeked = (bytes: Buffer, logger: string): OpenRecord => ({
    stamp: bytes.toString('latin1', peeked.stamp, peeked.stampEnd),
    level: levels[peeked.level] ?? '',
    logger,
    message: bytes.toString('utf8', peeked.message, peeked.messageEnd),
    thread: peeked.whose === peeked.whoseEnd ? undefined : bytes.toString('utf8', peeked.whose, peeked.whoseEnd),
    context: noContext,
    line,
    behind: noLines,
    whose: number,
  })
  const takeText = (text: string, number?: number) => {
    // JSON with escapes, or with two messages, says something else than its bytes.
    const isAsPeeked = !text.includes('\\') && text.indexOf('"msg"') === text.lastIndexOf('"msg"')
    records.take(text, line, isAsPeeked ? number : undefined)
    settle()
  }
  const lines = createLineSplitter(text, { onLines: takeQuickly, onLine: take })
  return {
    push(chunk) {
      looked = undefined
      lines.push(chunk)
    },
    end() {
      // A line that may be cut is none of those that are known by their numbers.
      peek = undefined
      records.end(lines.end())
      scanner?.release()
    },
    layout: records.layout,
    lines: () => line,
    passedOver: () => passedOver,
  }
}

const lineFeed = 0x0a
const escapeByte = 0x1b
const carriageReturnByte = 0x0d
/** The first byte of a mark, which each part of a log may begin with. */
const markByte = 0xef
/** Of the header of a container in an aggregated log of YARN. */
const headerByte = 'C'.charCodeAt(0)

/** Whether a line that begins with this byte may be a head or a header. */
const mayMatter = (byte: number) => canBegin(byte) || byte === markByte || byte === headerByte
const info = levels.indexOf('INFO')

function peekFor(layout: Layout | 'JSON' | undefined): peeking.Peek | undefined {
  if (layout === 'JSON') return peekJson
  return layout?.shape === undefined ? undefined : peeking.peekOf(layout.shape)
}

function passedIn(layout: Layout | 'JSON' | undefined): PassedLines {
  if (layout === 'JSON') return 'JSON'
  return layout === layouts[0] ? 'plain' : 'none'
}

const noContext: LogRecord['context'] = {}
