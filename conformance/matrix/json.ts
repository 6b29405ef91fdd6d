import type { Matrix } from './matrix.ts'

/** The matrix as JSON, a line for each cell: so a difference between two of them is read line by line. */
export function matrixJson(matrix: Matrix): string {
  return `${text(matrix, '')}\n`
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
