/** The latest ones of what was added. Memory is bounded: of those before, nothing is kept. */
export interface Latest<T> {
  /** Adds one. What is there already is the latest again. */
  readonly add: (one: T) => void
  /** Whether it is there. If so, it is one of the latest again. */
  readonly has: (one: T) => boolean
  /** Takes one out. False: it was not there. */
  readonly delete: (one: T) => boolean
  readonly size: () => number
  readonly hasForgotten: () => boolean
  readonly clear: () => void
}

/**
 * @param most how many are kept at most; the last `most / 2` of them always are
 * @param onForgotten is told of those that were forgotten, many at once
 */
export function createLatest<T>(most: number, onForgotten?: (ones: ReadonlySet<T>) => void): Latest<T> {
  // Two generations: to take the oldest one out of a set, again and again, takes longer the larger the set is.
  let young = new Set<T>()
  let old = new Set<T>()
  let hasForgotten = false
  const add = (one: T): void => {
    old.delete(one)
    young.add(one)
    if (2 * young.size < most) return
    const forgotten = old
    old = young
    young = new Set()
    if (forgotten.size === 0) return
    hasForgotten = true
    onForgotten?.(forgotten)
  }
  return {
    add,
    has(one) {
      if (young.has(one)) return true
      if (!old.has(one)) return false
      add(one)
      return true
    },
    delete: (one) => young.delete(one) || old.delete(one),
    size: () => young.size + old.size,
    hasForgotten: () => hasForgotten,
    clear() {
      young = new Set()
      old = new Set()
      hasForgotten = false
    },
  }
}
