import { type LogRecord, mostLinesBehind } from '../observations/record.ts'
import { beginsKnown, inferLayout } from './infer-layout.ts'
import { headInJson, type JsonHead } from './json-head.ts'
import { bareLayout, type Head, headIn, type Layout, layouts } from './layout.ts'

/** Puts the lines of one process together to records: a head, and the lines without a head behind it. */
export interface Assembler {
  /** Takes the next line, without its line break. `number` is that of a writer's line. */
  readonly take: (text: string, line: number, number: number | undefined) => void
  /** Takes a head whose parts are known already. */
  readonly open: (record: OpenRecord) => void
  /** No line belongs to the record any more that was taken last. */
  readonly close: () => void
  /** The file has ended. `isInLine`: without a line break behind the line that was taken last. */
  readonly end: (isInLine: boolean) => void
  /** Whether a line without a head would be kept. */
  readonly isBehindWanted: () => boolean
  readonly isOpen: () => boolean
  /** Whether any line was a head. */
  readonly hasHead: () => boolean
  /** The layout found last; undefined as long as no line has a head. */
  readonly layout: () => Layout | 'JSON' | undefined
}

export type OpenRecord = Omit<LogRecord, 'behind'> & { behind: string[] }

/** Shared by all records without lines behind them, so never changed. */
export const noLines: string[] = []

/** What an assembler is told, and whom it tells. */
export interface AssemblerOptions {
  /** The layout; undefined: it is found. */
  readonly given: Layout | undefined
  readonly onRecord: (record: LogRecord) => void
  /** The layout was found, or another one. */
  readonly onLayout?: (layout: Layout | 'JSON') => void
}

export function createAssembler({ given, onRecord, onLayout }: AssemblerOptions): Assembler {
  let layout: Layout | 'JSON' | undefined = given
  /** Layouts that lines have shown: those of other lines may be others. */
  const inferred: Layout[] = []
  let open: OpenRecord | undefined
  let hasHead = false

  const close = () => {
    if (open === undefined) return
    const record = open
    open = undefined
    onRecord(record)
  }
  const isBehindWanted = () => open !== undefined && open.behind.length < mostLinesBehind
  /** The head in the layout of the file, or in one that the file turns to. */
  const headOf = (text: string): Head | JsonHead | undefined => {
    const same = layout === undefined ? undefined : layout === 'JSON' ? headInJson(text) : headIn(layout, text)
    const isInferred = layout !== undefined && layout !== 'JSON' && layout.isInferred === true
    // A layout that was read off one line may take the wrong part of another one for the logger.
    const isDoubtful = isInferred && same !== undefined && !beginsKnown(same.logger, same.message)
    if (given !== undefined || (same !== undefined && !isDoubtful)) return same
    if (isDoubtful) return headShownBy(text) ?? same
    if (layout !== undefined && !isInferred && !canBegin(text.charCodeAt(0))) return undefined
    const json = headInJson(text)
    const other = json === undefined ? otherLayout(text) : 'JSON'
    if (other === undefined) return undefined
    layout = other
    onLayout?.(other)
    return other === 'JSON' ? json : headIn(other, text)
  }
  const headShownBy = (text: string): Head | undefined => {
    const shown = inferLayout(text)
    if (shown === undefined || !shows(shown, text)) return undefined
    if (inferred.length < mostInferred) inferred.push(shown)
    layout = shown
    return headIn(shown, text)
  }
  const otherLayout = (text: string): Layout | undefined => {
    const isInferred = layout !== undefined && layout !== 'JSON' && layout.isInferred === true
    const before = inferred.find(({ first }) => first.test(text))
    if (before !== undefined) return before
    const known = isInferred ? undefined : layouts.find(({ first }) => first.test(text))
    const shown = known === undefined || layout === undefined ? inferLayout(text) : undefined
    // A known layout may take a part of the head for the message.
    if (known !== undefined && (shown === undefined || shows(known, text))) return known
    if (shown !== undefined && inferred.length < mostInferred) inferred.push(shown)
    return shown ?? (layout === undefined && bareLayout.first.test(text) ? bareLayout : undefined)
  }
  const end = (isInLine: boolean) => {
    // A line of JSON has its trace in it, and is none without its end.
    if (open !== undefined && layout !== 'JSON')
      open = { ...open, mayLack: isInLine && open.behind.length === 0 ? 'the end of its line' : 'lines behind it' }
    close()
  }
  return {
    close,
    end,
    isBehindWanted,
    isOpen: () => open !== undefined,
    hasHead: () => hasHead,
    layout: () => layout,
    open(record) {
      hasHead = true
      open = record
    },
    take(whole, line, number) {
      const text = plainText(whole)
      const head = headOf(text)
      if (head !== undefined) {
        close()
        hasHead = true
        const { trace, ...parts } = 'trace' in head ? head : { ...head, trace: undefined }
        open = { ...parts, line, behind: trace === undefined ? noLines : [...trace], whose: number }
      } else if (open !== undefined && isBehindWanted()) {
        if (open.behind === noLines) open.behind = [text]
        else open.behind.push(text)
      }
    },
  }
}

const shows = (layout: Layout, text: string) => {
  const head = headIn(layout, text)
  return head !== undefined && beginsKnown(head.logger, head.message)
}

/** Lines of one log have few shapes: those of other loggers, levels or threads. */
const mostInferred = 16

/** Whether a line that begins with this byte can be a head of a known layout. Traces begin otherwise. */
export const canBegin = (byte: number | undefined): boolean =>
  byte !== undefined && byte < 128 && (beginnings[byte] === 1 || byte === escapeByte)

const escapeByte = 0x1b

const beginnings = Uint8Array.from({ length: 128 }, (_, byte) =>
  /[\d{[<TDIWEF\r]/.test(String.fromCharCode(byte)) ? 1 : 0,
)

/** The line as a terminal shows it: without colours, and without what a progress bar has overwritten. */
export function plainText(text: string): string {
  const line = text.slice(text.charCodeAt(0) === byteOrderMark ? 1 : 0, text.endsWith('\r') ? -1 : undefined)
  const plain = line.includes('\x1b') ? line.replaceAll(escapes, '') : line
  const back = plain.lastIndexOf('\r')
  return back < 0 ? plain : plain.slice(back + 1)
}

const byteOrderMark = 0xfeff

// biome-ignore lint/suspicious/noControlCharactersInRegex: what terminals are told
const escapes = /\x1b(?:\[[\d;:?]*[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[()][A-Z0-9])/g
