/** Positions in two lists: what they have in common, in order, and what lies between. */
export interface Alignment {
  readonly same: readonly { readonly left: number; readonly right: number }[]
  /** Between two common items, before the first, or after the last: what only the left list has there, and only the right. */
  readonly gaps: readonly Gap[]
}

export interface Gap {
  readonly lefts: readonly number[]
  readonly rights: readonly number[]
}

/**
 * Aligns two lists along a longest common subsequence, so that an item inserted or taken out leaves all others in place.
 * Gaps that are empty on both sides are left out.
 */
export function align(left: readonly string[], right: readonly string[]): Alignment {
  const lengths = commonLengths(left, right)
  const same: { left: number; right: number }[] = []
  const gaps: Gap[] = []
  let lefts: number[] = []
  let rights: number[] = []
  const endGap = () => {
    if (lefts.length + rights.length > 0) gaps.push({ lefts, rights })
    lefts = []
    rights = []
  }

  let l = 0
  let r = 0
  while (l < left.length || r < right.length) {
    if (l < left.length && r < right.length && left[l] === right[r]) {
      endGap()
      same.push({ left: l++, right: r++ })
    } else if (r === right.length || (l < left.length && lengthAt(lengths, l + 1, r) >= lengthAt(lengths, l, r + 1))) {
      lefts.push(l++)
    } else {
      rights.push(r++)
    }
  }
  endGap()
  return { same, gaps }
}

/** At [l][r]: how many items the rests of both lists, from l and from r on, have in common. */
function commonLengths(left: readonly string[], right: readonly string[]): readonly (readonly number[])[] {
  const lengths = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  for (let l = left.length - 1; l >= 0; l--) {
    for (let r = right.length - 1; r >= 0; r--) {
      const row = lengths[l]
      if (row === undefined) continue
      row[r] =
        left[l] === right[r]
          ? lengthAt(lengths, l + 1, r + 1) + 1
          : Math.max(lengthAt(lengths, l + 1, r), lengthAt(lengths, l, r + 1))
    }
  }
  return lengths
}

function lengthAt(lengths: readonly (readonly number[])[], l: number, r: number): number {
  return lengths[l]?.[r] ?? 0
}
