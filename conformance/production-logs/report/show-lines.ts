import type { Place } from '../runs/state.ts'
import type { CheckReport, LogVerdict, ShownLine } from './check-report.ts'

/** The texts of lines, by file and number. Lines that cannot be read again are missing. */
export type LineTexts = ReadonlyMap<string, ReadonlyMap<number, string>>

/** The lines that a report shows: those that contradict each other, and with a timeline those that findings and marks name, by file. */
export function linesToShow(report: CheckReport): ReadonlyMap<string, ReadonlySet<number>> {
  const places = [...contradictions(report), ...named(report)]
  return new Map(
    [...Map.groupBy(places, ({ file }) => file)].map(([file, own]) => [file, new Set(own.map(({ line }) => line))]),
  )
}

const contradictions = ({ requirements }: CheckReport): readonly Place[] =>
  Object.values(requirements).flatMap((verdict) =>
    verdict.kind === 'violated'
      ? verdict.violations.flatMap(({ at, contradicts }) => (contradicts === undefined ? [at] : [at, contradicts]))
      : [],
  )

/** A page with more lines than these opens slowly. Findings come first, and the writers' commits last. */
const mostLines = 3_000

/** The lines that findings and marks name, each once. Without a timeline there is no page that shows them. */
function named({ findings, timeline }: CheckReport): readonly Place[] {
  if (timeline === undefined) return []
  const lanes = timeline.queries.flatMap((query) => query.lanes)
  const marks = [...lanes.filter(({ name }) => !isOfWriters(name)), ...lanes.filter(({ name }) => isOfWriters(name))]
  const places = [
    ...findings.flatMap((finding) => ('at' in finding ? [finding.at] : [])),
    ...marks.flatMap((lane) => lane.marks.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to]))),
  ]
  const once = new Map(places.map(({ file, line }) => [`${line} ${file}`, { file, line }]))
  return [...once.values()].slice(0, mostLines)
}

const isOfWriters = (lane: string) => lane.startsWith('partition ')

/** The report with the texts of the lines that it shows. */
export function showLines(report: CheckReport, texts: LineTexts): CheckReport {
  const shown = ({ file, line }: Place, most: number): ShownLine => {
    const text = texts.get(file)?.get(line)
    return text === undefined ? { file, line } : { file, line, text: text.slice(0, most) }
  }
  const withTexts = (verdict: LogVerdict): LogVerdict =>
    verdict.kind === 'violated'
      ? {
          ...verdict,
          violations: verdict.violations.map(({ at, contradicts, expected }) => ({
            at: shown(at, mostOfText),
            contradicts: contradicts === undefined ? undefined : shown(contradicts, mostOfText),
            expected,
          })),
        }
      : verdict
  const lines = [...named(report), ...contradictions(report)]
    .map((place) => shown(place, mostOfNamed))
    .filter(({ text }) => text !== undefined)
  return {
    ...report,
    requirements: Object.fromEntries(
      Object.entries(report.requirements).map(([id, verdict]) => [id, withTexts(verdict)]),
    ),
    ...(report.timeline === undefined ? {} : { lines: inOrder(lines) }),
  }
}

function inOrder(lines: readonly ShownLine[]): readonly ShownLine[] {
  const once = new Map(lines.map((one) => [`${one.line} ${one.file}`, one]))
  return [...once.values()].toSorted((one, other) =>
    one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1,
  )
}

/** How much of a line a report holds: of one that contradicts another one, and of any other. */
const [mostOfText, mostOfNamed] = [1_000, 300]

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
