import { type Head, headIn, headInJson, type Layout, layouts } from './layout.ts'
import { type LogRecord, mostLinesBehind } from './record.ts'

/** The most bytes of a line that are looked at. What is behind them cannot be a line of the machinery. */
export const mostOfLine = 64 * 1024

/** Turns the chunks of one file into records. */
export interface RecordReader {
  /** Takes the next bytes of the file. */
  readonly push: (chunk: Buffer) => void
  /** The file has ended. */
  readonly end: () => void
  /** The layout found, `JSON` for structured logging; undefined as long as no line has a head. */
  readonly layout: () => string | undefined
}

/**
 * Reads the records of one log file. The first line that has a head in one of the layouts decides the layout of the file; lines without
 * a head belong to the record before them. Memory is bounded by one line and `mostLinesBehind` lines behind a head.
 */
export function readRecords(onRecord: (record: LogRecord) => void, given?: Layout): RecordReader {
  let layout: Layout | 'JSON' | undefined = given
  let line = 0
  let open: { readonly head: Head; readonly line: number; readonly behind: string[] } | undefined
  let rest: Buffer = Buffer.alloc(0)
  let isSkipping = false

  const close = () => {
    if (open !== undefined) onRecord({ ...open.head, line: open.line, behind: open.behind })
    open = undefined
  }
  const take = (bytes: Buffer) => {
    line += 1
    const text = bytes.toString('utf8').replace(/\r$/, '')
    layout ??= layoutOf(text)
    const head = layout === undefined ? undefined : layout === 'JSON' ? headInJson(text) : headIn(layout, text)
    if (head !== undefined) {
      close()
      open = { head, line, behind: jsonTrace(text, layout) }
    } else if (open !== undefined && open.behind.length < mostLinesBehind) open.behind.push(text)
  }
  return {
    push(chunk) {
      let begin = 0
      for (;;) {
        const end = chunk.indexOf(10, begin)
        if (end === -1) break
        if (isSkipping) isSkipping = false
        else
          take(
            rest.length === 0
              ? chunk.subarray(begin, Math.min(end, begin + mostOfLine))
              : Buffer.concat([rest, chunk.subarray(begin, end)]).subarray(0, mostOfLine),
          )
        rest = Buffer.alloc(0)
        begin = end + 1
      }
      if (isSkipping) return
      rest = Buffer.concat([rest, chunk.subarray(begin)])
      if (rest.length <= mostOfLine) return
      take(rest.subarray(0, mostOfLine))
      rest = Buffer.alloc(0)
      isSkipping = true
    },
    end() {
      if (rest.length > 0) take(rest)
      close()
    },
    layout: () => (layout === undefined || layout === 'JSON' ? layout : layout.name),
  }
}

function layoutOf(line: string): Layout | 'JSON' | undefined {
  return headInJson(line) === undefined ? layouts.find((one) => headIn(one, line) !== undefined) : 'JSON'
}

/** Structured logging has the trace in the record itself: the exception, and its frames. */
function jsonTrace(line: string, layout: Layout | 'JSON' | undefined): string[] {
  if (layout !== 'JSON' || !line.includes('"exception"')) return []
  const { exception } = JSON.parse(line) as { readonly exception?: unknown }
  if (typeof exception !== 'object' || exception === null) return []
  const { class: name, msg, stacktrace } = exception as Readonly<Record<string, unknown>>
  const frames = Array.isArray(stacktrace) ? stacktrace.map(frameIn) : []
  return [`${String(name)}: ${String(msg)}`, ...frames].slice(0, mostLinesBehind)
}

const frameIn = (frame: unknown): string => {
  if (typeof frame !== 'object' || frame === null) return ''
  const { class: name, method } = frame as Readonly<Record<string, unknown>>
  return `at ${String(name)}.${String(method)}(`
}
