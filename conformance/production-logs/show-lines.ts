import type { CheckReport, LogVerdict, ShownLine } from './check-report.ts'
import type { Place } from './state.ts'

/** The texts of lines, by file and number. Lines that cannot be read again are missing. */
export type LineTexts = ReadonlyMap<string, ReadonlyMap<number, string>>

/** The lines that contradict each other, by file. */
export function linesToShow({ requirements }: CheckReport): ReadonlyMap<string, ReadonlySet<number>> {
  const places = Object.values(requirements).flatMap((verdict) =>
    verdict.kind === 'violated'
      ? verdict.violations.flatMap(({ at, contradicts }) => (contradicts === undefined ? [at] : [at, contradicts]))
      : [],
  )
  return new Map(
    [...Map.groupBy(places, ({ file }) => file)].map(([file, own]) => [file, new Set(own.map(({ line }) => line))]),
  )
}

/** The report with the texts of the lines that contradict each other. */
export function showLines(report: CheckReport, texts: LineTexts): CheckReport {
  const shown = ({ file, line }: Place): ShownLine => {
    const text = texts.get(file)?.get(line)
    return text === undefined ? { file, line } : { file, line, text: text.slice(0, mostOfText) }
  }
  const withTexts = (verdict: LogVerdict): LogVerdict =>
    verdict.kind === 'violated'
      ? {
          ...verdict,
          violations: verdict.violations.map(({ at, contradicts, expected }) => ({
            at: shown(at),
            contradicts: contradicts === undefined ? undefined : shown(contradicts),
            expected,
          })),
        }
      : verdict
  return {
    ...report,
    requirements: Object.fromEntries(
      Object.entries(report.requirements).map(([id, verdict]) => [id, withTexts(verdict)]),
    ),
  }
}

/** How much of a line a report holds. */
const mostOfText = 1_000

/** Picks lines out of the chunks of a file. */
export interface LinePicker {
  /** True once no later line is wanted. */
  readonly push: (chunk: Buffer) => boolean
  /** The texts of the lines, by number; to be called once, at the end. */
  readonly end: () => ReadonlyMap<number, string>
}

/** Memory is bounded by what is picked. */
export function createLinePicker(wanted: ReadonlySet<number>): LinePicker {
  const found = new Map<number, string>()
  const last = Math.max(0, ...wanted)
  let line = 1
  let open: Buffer[] = []
  let size = 0
  const take = (part: Buffer) => {
    if (!wanted.has(line) || size >= mostBytes) return
    open.push(Buffer.from(part.subarray(0, mostBytes - size)))
    size += part.length
  }
  const close = () => {
    if (wanted.has(line)) found.set(line, Buffer.concat(open).toString('utf8').replace(/\r$/, ''))
    open = []
    size = 0
    line += 1
  }
  return {
    push(chunk) {
      let begin = 0
      for (let end = chunk.indexOf(10); end !== -1 && line <= last; end = chunk.indexOf(10, begin)) {
        take(chunk.subarray(begin, end))
        close()
        begin = end + 1
      }
      if (line <= last) take(chunk.subarray(begin))
      return line > last
    },
    end() {
      if (size > 0) close()
      return found
    },
  }
}

/** A character has at most four bytes. */
const mostBytes = 4 * mostOfText
