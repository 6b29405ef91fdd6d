/** The first and the last of what was seen, and what was seen around a moment that matters. The rest is counted. */
export interface KeptEpochs<T> {
  readonly add: (one: T) => void
  /** Keeps what was seen shortly before and what is seen shortly after. */
  readonly keepHere: () => void
  readonly kept: () => readonly T[]
  readonly leftOut: () => number
}

/** How many are kept around a moment that matters, on each side of it, and how many such moments are there. */
const [around, mostMoments] = [10, 20]

/** @param most how many of the first ones, and how many of the last ones */
export function createKeptEpochs<T>(most: number): KeptEpochs<T> {
  const sure: T[] = []
  let last: T[] = []
  let count = 0
  let toKeep = most
  let moments = 0
  return {
    add(one) {
      count += 1
      if (toKeep > 0) {
        toKeep -= 1
        sure.push(one)
        return
      }
      last.push(one)
      if (last.length >= 2 * most) last = last.slice(-most)
    },
    keepHere() {
      if (moments === mostMoments) return
      moments += 1
      sure.push(...last.splice(-around))
      // The ones before are no longer the last ones.
      if (last.length > most) last = last.slice(-most)
      toKeep = Math.max(toKeep, around)
    },
    kept: () => [...sure, ...last.slice(-most)],
    leftOut: () => count - sure.length - Math.min(last.length, most),
  }
}
