/**
 * Notices files whose newest line comes first, as some consoles export them. Clocks jump, so a stamp that goes back says nothing: only
 * files of which nearly all stamps do are noticed.
 */
export interface LineOrder {
  readonly see: (file: string, stamp: string) => void
  /** A line that follows from the ones before it, whatever its stamp is. */
  readonly inOrder: (file: string) => void
  readonly isNewestFirst: () => boolean
}

export function createLineOrder(): LineOrder {
  const byFile = new Map<string, { last: string; back: number; forth: number }>()
  // Most lines are of the file of the line before.
  let newest = { file: '', seen: { last: '', back: 0, forth: 0 } }
  const of = (file: string) => {
    if (file === newest.file) return newest.seen
    const seen = byFile.get(file) ?? { last: '', back: 0, forth: 0 }
    byFile.set(file, seen)
    newest = { file, seen }
    return seen
  }
  return {
    see(file, stamp) {
      if (stamp === '') return
      const known = of(file)
      if (stamp < known.last) known.back += 1
      else if (known.last !== '' && stamp > known.last) known.forth += 1
      known.last = stamp
    },
    inOrder(file) {
      of(file).forth += 1
    },
    isNewestFirst: () => [...byFile.values()].some(({ back, forth }) => back >= fewest && back > 9 * forth),
  }
}

/** How many stamps have to go back. */
const fewest = 3
