import type { CellStanding, Row } from './matrix.ts'

/** Rows in which no columns differ: they are only counted on the terminal, and come last on the page. */
export const plainSorts = ['hold wherever they were examined', 'examined nowhere', 'not observable'] as const

/** The sort of a row; `shown` if columns differ in it, or some column does not simply keep the requirement. */
export function sortOf({ cells, untestable }: Row): 'shown' | (typeof plainSorts)[number] {
  const standings = cells.map(({ standing }) => standing)
  if (untestable !== undefined && standings.every((one) => one === 'not-observable')) return 'not observable'
  const tellsNothing: readonly CellStanding[] = ['holds', 'not-supported', 'not-run']
  if (!standings.every((one) => tellsNothing.includes(one))) return 'shown'
  return standings.includes('holds') ? 'hold wherever they were examined' : 'examined nowhere'
}
