import type { CheckReport, LogVerdict, ShownLine } from './check-report.ts'
import type { Place } from './state.ts'

/** The texts of some lines of a file, by their numbers. Lines that cannot be read again are missing. */
export type LinesOf = (file: string, lines: ReadonlySet<number>) => ReadonlyMap<number, string>

/** The report with the texts of the lines that contradict each other. Each file is read once more, up to the last line that is wanted. */
export function showLines(report: CheckReport, linesOf: LinesOf): CheckReport {
  const places = Object.values(report.requirements).flatMap((verdict) =>
    verdict.kind === 'violated'
      ? verdict.violations.flatMap(({ at, contradicts }) => (contradicts === undefined ? [at] : [at, contradicts]))
      : [],
  )
  const texts = new Map(
    [...Map.groupBy(places, ({ file }) => file)].map(([file, own]) => [
      file,
      linesOf(file, new Set(own.map(({ line }) => line))),
    ]),
  )
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

/** Picks lines out of chunks. Memory is bounded by what is picked. */
export function pickLines(chunks: Iterable<Buffer>, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
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
  for (const chunk of chunks) {
    let begin = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, begin)) {
      take(chunk.subarray(begin, end))
      close()
      begin = end + 1
      if (line > last) return found
    }
    take(chunk.subarray(begin))
  }
  if (size > 0) close()
  return found
}

/** A character has at most four bytes. */
const mostBytes = 4 * mostOfText
