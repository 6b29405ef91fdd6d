import { readFileSync } from 'node:fs'
import { complaint } from '../../src/adapters/stdio/complaint.ts'
import { textOf, UsageError } from '../errors.ts'
import { type RunReport, reportFormat } from './report.ts'
import { reportSchema } from './report-schema.ts'

/** A file cannot be read, or is not a report. */
export class Unreadable extends UsageError {
  override readonly name = 'Unreadable'
}

/**
 * The report that `cwc run --report` wrote.
 *
 * @throws Unreadable with the place of the first fault or, for another format, with what to do
 */
export function readReport(file: string): RunReport {
  const value = readJson(file)
  const format = formatOf(value)
  if (format !== undefined && format !== reportFormat) {
    throw new Unreadable(
      `${file}: a report of format ${format} (format ${reportFormat} is wanted): run the suite again with this version, or read it with the version that wrote it`,
    )
  }
  const parsed = reportSchema.safeParse(value)
  // JSON has no `undefined`: such a field is missing. The two types differ only there (report-schema.ts).
  if (parsed.success) return parsed.data as RunReport
  const { path, reason } = complaint(parsed.error, value, 'report')
  throw new Unreadable(`${file}: not a report of cwc run: ${path}: ${reason}`)
}

/** @throws Unreadable */
export function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Unreadable(`${file}: cannot be read: ${textOf(error)}`)
  }
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined
}
