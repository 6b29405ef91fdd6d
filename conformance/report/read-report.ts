import { placeIn, Unreadable } from '../input/read-file.ts'
import { checkedBy, readJsonFile } from '../input/read-json.ts'
import { echoed } from '../visible.ts'
import { type RunReport, reportFormat } from './report.ts'
import { reportSchema } from './report-schema.ts'

export { Unreadable }

/**
 * The report that `cwc run --report` wrote.
 *
 * @throws Unreadable with the place of the first fault or, for another format, with what to do
 */
export function readReport(file: string): RunReport {
  const value = readJsonFile(file)
  const format = formatOf(value)
  if (format !== undefined && format !== reportFormat) {
    throw new Unreadable(
      `${placeIn(file)}: a report of format ${shown(format)} (format ${reportFormat} is wanted): run the suite again with this version, or read it with the version that wrote it`,
    )
  }
  // JSON has no `undefined`: such a field is missing. The two types differ only there (report-schema.ts).
  return checkedBy(reportSchema, value, { file, kind: 'a report of cwc run' }) as RunReport
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
}

/** Any JSON value in a few characters. */
const shown = (value: unknown) => echoed(JSON.stringify(value) ?? 'undefined', 40)
