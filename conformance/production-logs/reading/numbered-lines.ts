import type { NumberedLine } from '../observations/record.ts'
import { formOf } from './line-form.ts'
import type { KeptForm, LineScanner } from './line-scanner.ts'
import type { Peeked } from './peek.ts'
import { createQueryLines, type QueryLine } from './query-line.ts'
import { createWhose } from './whose.ts'
import { isWriterLine, type WriterLine } from './writer-line.ts'

/** Those who take lines by their numbers. False: the line has to be taken as a record. */
export interface ByNumbers {
  /** A line of a task's writer. */
  readonly onWriterLine?: (found: WriterLine, at: NumberedLine) => boolean
  /** A line of a query that each epoch repeats. */
  readonly onQueryLine?: (found: QueryLine, at: NumberedLine) => boolean
}

/** Where a line lies in its bytes. One is filled again and again. */
export interface LineInBytes {
  bytes: Buffer
  view: DataView
  begin: number
  end: number
  /** From 1 on. */
  number: number
}

/** Finds the lines of one file that each epoch repeats, and hands them on by their numbers. */
export interface NumberedLines {
  /** Hands on a line that the scanner has found in these bytes, which begins there and has this number. */
  readonly takeExpected: (inBytes: Buffer, begin: number, line: number, found: number) => boolean
  /** Whether the line, whose head was peeked at, is one that each epoch repeats. */
  readonly find: (line: LineInBytes, peeked: Peeked) => boolean
  /** Hands on the line that was found. */
  readonly takeFound: (line: LineInBytes, peeked: Peeked) => boolean
  /** Of the line that was found: a number of its own for what does not change. */
  readonly number: () => number | undefined
  /** No line is foreseen any more. */
  readonly forget: () => void
}

/** What a foreseen line shows: a writer's line, or one of a query. */
interface Shown {
  readonly writer: WriterLine | undefined
  readonly query: QueryLine
  /** From the beginning of the line on. */
  readonly stamp: number
  readonly stampEnd: number
}

/** More forms are not remembered at once. */
const mostForms = 10_000

/** Without a scanner, no line is foreseen. */
export function createNumberedLines(
  { onWriterLine, onQueryLine }: ByNumbers,
  scanner: LineScanner | undefined,
): NumberedLines {
  const writer: WriterLine = { whose: 0, partition: 0, epoch: 0, isCommitting: false }
  const query: QueryLine = { form: 0, epoch: 0 }
  const whose = createWhose()
  const queryLines = createQueryLines()
  const forms = new Map<number, KeptForm>()
  const shownBy: Shown[] = []
  /** The number of the first form in `shownBy`: lines that were found before the others were forgotten have their numbers. */
  let firstForm = 0
  let isOfWriter = false
  let number: number | undefined
  let [bytes, stamp, stampEnd]: [Buffer, number, number] = [Buffer.alloc(0), 0, 0]
  const at = { line: 0, stamp: () => bytes.toString('utf8', stamp, stampEnd) }

  /** The line is foreseen where it came now. */
  const foresee = (kept: LineScanner, key: number, { view, begin, end }: LineInBytes, peeked: Peeked) => {
    if (shownBy.length >= mostForms) forget()
    let form = forms.get(key)
    if (form === undefined) {
      const cut = formOf(view, { ...peeked, begin, end })
      if (cut === undefined) return
      form = kept.keep(cut, firstForm + shownBy.length)
      if (form === undefined) {
        forget()
        return
      }
      forms.set(key, form)
      shownBy.push({
        writer: isOfWriter ? { ...writer } : undefined,
        query: { ...query },
        stamp: peeked.stamp - begin,
        stampEnd: peeked.stampEnd - begin,
      })
    }
    kept.came(form)
  }
  const forget = () => {
    scanner?.forget()
    forms.clear()
    firstForm += shownBy.length
    shownBy.length = 0
  }
  return {
    number: () => number,
    forget,
    takeExpected(inBytes, begin, line, found) {
      const shown = scanner === undefined ? undefined : shownBy[scanner.numberOf(found) - firstForm]
      if (scanner === undefined || shown === undefined) return false
      bytes = inBytes
      stamp = begin + shown.stamp
      stampEnd = begin + shown.stampEnd
      at.line = line
      if (shown.writer !== undefined) {
        shown.writer.epoch = scanner.epochOf(found)
        return onWriterLine?.(shown.writer, at) === true
      }
      shown.query.epoch = scanner.epochOf(found)
      return onQueryLine?.(shown.query, at) === true
    },
    find({ view }, peeked) {
      isOfWriter = false
      number = undefined
      if (peeked.logger?.text === 'ContinuousWriteRDD') {
        isOfWriter = onWriterLine !== undefined && isWriterLine(view, peeked.message, peeked.messageEnd, writer)
        if (isOfWriter) number = whose.numberOf(writer.partition, view, peeked.whose, peeked.whoseEnd)
      } else if (onQueryLine !== undefined && queryLines.find(view, peeked, query)) number = query.form
      return number !== undefined
    },
    takeFound(line, peeked) {
      if (number === undefined) return false
      bytes = line.bytes
      stamp = peeked.stamp
      stampEnd = peeked.stampEnd
      at.line = line.number
      writer.whose = number
      const isTaken = isOfWriter ? onWriterLine?.(writer, at) : onQueryLine?.(query, at)
      if (isTaken !== true) return false
      const key = 3 * number + (isOfWriter ? (writer.isCommitting ? 1 : 2) : 0)
      if (scanner !== undefined) foresee(scanner, key, line, peeked)
      return true
    },
  }
}
