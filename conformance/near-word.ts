/**
 * The known word that a mistyped one may be meant for; undefined if none is near. At most one letter in three may be added, left out,
 * exchanged for another one, or for its neighbour. Capitals do not count.
 */
export function nearWord(word: string, known: readonly string[]): string | undefined {
  const typed = word.slice(0, longest).toLowerCase()
  const [best] = known
    .map((one) => ({ one, edits: editsBetween(typed, one.slice(0, longest).toLowerCase()) }))
    .filter(({ one, edits }) => edits <= Math.floor(Math.min(typed.length, one.length) / 3))
    .toSorted((one, other) => one.edits - other.edits)
  return best?.one
}

/** ` (did you mean "claim"?)`, or nothing. */
export function meantBy(word: string, known: readonly string[]): string {
  const near = nearWord(word, known)
  return near === undefined ? '' : ` (did you mean "${near}"?)`
}

/** No word of the kit is as long, and the effort grows with the square. */
const longest = 200

function editsBetween(from: string, to: string): number {
  const columns = Array.from({ length: to.length + 1 }, (_, at) => at)
  let beforeLast: readonly number[] = []
  let last: readonly number[] = columns
  for (let row = 1; row <= from.length; row++) {
    const next = [row]
    for (let column = 1; column <= to.length; column++) {
      const isSame = from[row - 1] === to[column - 1]
      const isTurned = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]
      next[column] = Math.min(
        valueAt(last, column) + 1,
        valueAt(next, column - 1) + 1,
        valueAt(last, column - 1) + (isSame ? 0 : 1),
        isTurned ? valueAt(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    beforeLast = last
    last = next
  }
  return valueAt(last, to.length)
}

const valueAt = (row: readonly number[], column: number): number => row[column] ?? Number.POSITIVE_INFINITY
