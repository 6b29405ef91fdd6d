import { readJson, Unreadable } from '../report/read-report.ts'
import type { Matrix } from './matrix.ts'

/** The matrix that `cwc matrix` wrote. @throws Unreadable */
export function readMatrix(file: string): Matrix {
  const value = readJson(file)
  // No more of it is looked at: a file of this format with these parts was written by this kit.
  const parts: readonly (keyof Matrix)[] = ['columns', 'pages', 'details']
  const isOne =
    value !== null &&
    typeof value === 'object' &&
    'format' in value &&
    value.format === 1 &&
    parts.every((part) => part in value)
  if (!isOne) throw new Unreadable(`${file} is no matrix of cwc matrix (format 1)`)
  return value as Matrix
}
