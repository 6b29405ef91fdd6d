import { visibleJson } from '../visible.ts'
import type { Matrix } from './matrix.ts'

/** The matrix as JSON in short lines, one per case and cell, so that a diff is readable. */
export const matrixJson = (matrix: Matrix): string => shortLines(matrix)

/** JSON in which what fits into a line stands in one. */
export function shortLines(value: unknown): string {
  return visibleJson(`${text(value, '')}\n`)
}

function text(value: unknown, indent: string): string {
  const flat = JSON.stringify(value)
  if (value === null || typeof value !== 'object' || flat.length + indent.length <= 200) return flat
  const deeper = `${indent}  `
  const [open, close, parts] = Array.isArray(value)
    ? ['[', ']', value.map((one: unknown) => text(one, deeper))]
    : ['{', '}', Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${text(one, deeper)}`)]
  return `${open}\n${parts.map((part) => deeper + part).join(',\n')}\n${indent}${close}`
}
