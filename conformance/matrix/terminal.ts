import Table from 'cli-table3'
import type { CellStanding, Matrix, Row } from './matrix.ts'
import { legend, signOf } from './symbols.ts'
import { describeColumn, describeGeneratedOf, describeStandings, titlesOf } from './words.ts'

/** The matrix as the terminal shows it: the rows that tell columns apart, and each column in a line. */
export function describeMatrix(matrix: Matrix): string {
  const titles = titlesOf(matrix)
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
        return lines.join('\n')
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
    const [alike, shown] = [rows.filter(isAlike), rows.filter((row) => !isAlike(row))]
    const unseen = alike.filter(({ untestable }) => untestable !== undefined).length
    const counts = [
      ...(alike.length === unseen ? [] : [`${alike.length - unseen} hold wherever they were looked at`]),
      ...(unseen === 0 ? [] : [`${unseen} not observable`]),
    ]
    table.push([{ colSpan: titles.length + 2, content: [page, ...counts].join(', ') }])
    for (const { id, says, cells } of shown) {
      table.push([id, ...cells.map(({ standing }) => signOf(standing)), shortened(says)])
    }
  }
  return table.toString()
}

/** A row that tells nothing apart: it holds in every column that can show it, or no event shows it. */
function isAlike({ cells, untestable }: Row): boolean {
  const standings = cells.map(({ standing }) => standing)
  if (untestable !== undefined) return standings.every((one) => one === 'not-observable')
  const tellsNothing: readonly CellStanding[] = ['holds', 'not-supported', 'not-run']
  return standings.includes('holds') && standings.every((one) => tellsNothing.includes(one))
}

const shortened = (text: string) => (text.length <= 70 ? text : `${text.slice(0, 69).trimEnd()}…`)
