import Table from 'cli-table3'
import { visible } from '../visible.ts'
import type { Matrix } from './matrix.ts'
import { plainSorts, sortOf } from './row-sort.ts'
import { legend, signOf } from './symbols.ts'
import { describeColumn, describeGeneratedOf, describeStandings, titlesOf } from './words.ts'

/** The matrix for the terminal: the rows in which columns differ, and one line per column. */
export function describeMatrix(matrix: Matrix): string {
  const titles = titlesOf(matrix).map(visible)
  return [
    tableOf(matrix, titles),
    legend
      .filter(({ standing }) => matrix.columns.some(({ standings }) => standings[standing] > 0))
      .map(({ sign, meaning }) => `${sign} ${meaning}`)
      .join('\n'),
    matrix.columns
      .map((column, index) => {
        const lines = [
          `${titles[index]}: ${describeColumn(column)}`,
          `  ${describeStandings(column)}`,
          ...(column.outcome.kind === 'not-run' || column.outcome.generated.length === 0
            ? []
            : [`  generated cases: ${describeGeneratedOf(column)}`]),
          ...(column.outcome.kind === 'not-run' ? [] : column.outcome.notes.map((note) => `  ${note}`)),
        ]
        return lines.map(visible).join('\n')
      })
      .join('\n'),
  ].join('\n\n')
}

function tableOf({ pages }: Matrix, titles: readonly string[]): string {
  const table = new Table({
    head: ['', ...titles, ''],
    style: { head: [], border: [], compact: true },
    colAligns: ['left', ...titles.map(() => 'center' as const), 'left'],
  })
  for (const { page, rows } of pages) {
    const sorts = Map.groupBy(rows, sortOf)
    const counts = plainSorts.flatMap((sort) => (sorts.has(sort) ? [`${sorts.get(sort)?.length} ${sort}`] : []))
    table.push([{ colSpan: titles.length + 2, content: visible([page, ...counts].join(', ')) }])
    for (const { id, says, cells } of sorts.get('shown') ?? []) {
      table.push([id, ...cells.map(({ standing }) => signOf(standing)), shortened(says)])
    }
  }
  return table.toString()
}

const shortened = (text: string) => visible(text.length <= 70 ? text : `${text.slice(0, 69).trimEnd()}…`)
