import { readFileSync } from 'node:fs'
import { UsageError } from '../errors.ts'
import type { RunReport } from '../report/report.ts'
import type { Matrix } from './matrix.ts'

/** A file is not what it is taken for. */
export class Unreadable extends UsageError {
  override readonly name = 'Unreadable'
}

/** The report that `cwc run --report` wrote. @throws Unreadable */
export const readReport = (file: string) => read<RunReport>(file, 'report of cwc run', ['cases', 'generated', 'driver'])

/** The matrix that `cwc matrix` wrote. @throws Unreadable */
export const readMatrix = (file: string) => read<Matrix>(file, 'matrix of cwc matrix', ['columns', 'pages', 'details'])

/** What is of this format, and has these parts, was written by this kit: no more of it is looked at. */
function read<T>(file: string, what: string, parts: readonly (keyof T)[]): T {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Unreadable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`)
  }
  const isOne =
    value !== null &&
    typeof value === 'object' &&
    'format' in value &&
    value.format === 1 &&
    parts.every((part) => part in (value as object))
  if (!isOne) throw new Unreadable(`${file} is no ${what} (format 1)`)
  return value as T
}
