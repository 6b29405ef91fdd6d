import { readJson, Unreadable } from '../report/read-report.ts'
import type { Matrix } from './matrix.ts'

/** The matrix that `cwc matrix` wrote. @throws Unreadable */
export function readMatrix(file: string): Matrix {
  const value = readJson(file)
  // This kit wrote every file of this format with these parts, so nothing else is checked.
  const parts: readonly (keyof Matrix)[] = ['columns', 'cases', 'pages', 'details']
  const isOne =
    value !== null &&
    typeof value === 'object' &&
    'format' in value &&
    value.format === 2 &&
    parts.every((part) => part in value)
  if (!isOne) throw new Unreadable(`${file}: not a matrix of cwc matrix (format 2 is wanted)`)
  return value as Matrix
}
