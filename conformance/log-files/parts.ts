import type { CheckReport } from '../production-logs/report/check-report.ts'

/** A file of a log that has several, and how many lines of the log come before it. */
export interface LogPart {
  readonly file: string
  readonly before: number
}

/** The report with each place as the file and the line in it, and with the files of each log that has several. */
export function reportInParts(report: CheckReport, parts: ReadonlyMap<string, readonly LogPart[]>): CheckReport {
  const inPlace = placesInParts(report, parts)
  const files = inPlace.files.map((file) => {
    const own = parts.get(file.name) ?? []
    return own.length < 2 ? file : { ...file, parts: own.map((part) => part.file) }
  })
  return { ...inPlace, files }
}

/**
 * A log in several files is read as one, with lines that count on. The same data, with each place (`{ file, line }`) as the file and the
 * line in it.
 */
const placesInParts = <Data>(data: Data, parts: ReadonlyMap<string, readonly LogPart[]>): Data =>
  placed(data, parts) as Data

function placed(data: unknown, parts: ReadonlyMap<string, readonly LogPart[]>): unknown {
  if (typeof data !== 'object' || data === null) return data
  if (Array.isArray(data)) return data.map((one) => placed(one, parts))
  const { file, line } = data as Readonly<Record<string, unknown>>
  const entries = Object.entries(data).map(([key, value]) => [key, placed(value, parts)])
  if (typeof file !== 'string' || typeof line !== 'number') return Object.fromEntries(entries)
  const part = parts.get(file)?.findLast(({ before }) => before < line)
  return part === undefined
    ? Object.fromEntries(entries)
    : { ...Object.fromEntries(entries), file: part.file, line: line - part.before }
}
