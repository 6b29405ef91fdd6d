/** A set of epochs as ranges: those of a task without a gap are one range, however many they are. */
export interface Epochs {
  /** Adds an epoch. In ascending order this takes constant time. */
  readonly add: (epoch: number) => void
  /** Adds all epochs from the first to the last one, in a time that does not grow with their number. */
  readonly addRange: (first: number, last: number) => void
  readonly has: (epoch: number) => boolean
  /** Whether it may have had the epoch, which was forgotten, or whose line may be missing. */
  readonly mayHaveHad: (epoch: number) => boolean
  /** Lines are missing: it may have any epoch up to the next one that is added. */
  readonly seeGap: () => void
  /** Forgets the epochs up to this one. */
  readonly forget: (upTo: number) => void
  /** First and last epoch of each range, in ascending order. */
  readonly ranges: readonly (readonly [first: number, last: number])[]
}

/** @param mostRanges the first ranges are forgotten if there are more */
export function createEpochs(mostRanges = Number.POSITIVE_INFINITY): Epochs {
  const ranges: [number, number][] = []
  let lastForgotten = -1
  let isInGap = false
  const bound = () => {
    if (ranges.length > mostRanges) lastForgotten = Math.max(lastForgotten, ranges.shift()?.[1] ?? -1)
  }
  return {
    ranges,
    mayHaveHad: (epoch) => isInGap || epoch <= lastForgotten,
    seeGap() {
      isInGap = true
    },
    add(epoch) {
      if (isInGap) {
        isInGap = false
        lastForgotten = Math.max(lastForgotten, epoch - 1)
      }
      const last = ranges.at(-1)
      if (last !== undefined && epoch >= last[0] && epoch <= last[1]) return
      if (last !== undefined && epoch === last[1] + 1) {
        last[1] = epoch
        return
      }
      if (last === undefined || epoch > last[1]) {
        ranges.push([epoch, epoch])
        bound()
        return
      }
      insert(ranges, epoch, epoch)
      bound()
    },
    addRange(first, last) {
      const newest = ranges.at(-1)
      if (newest === undefined || first > newest[1] + 1) ranges.push([first, last])
      else insert(ranges, first, last)
      bound()
    },
    forget(upTo) {
      // Mostly there is one range, and an array keeps its room if its end is taken.
      if (ranges.length === 1 && ranges[0] !== undefined && ranges[0][1] <= upTo) ranges.pop()
      while (ranges[0] !== undefined && ranges[0][1] <= upTo) ranges.shift()
      const first = ranges[0]
      if (first !== undefined && first[0] <= upTo) first[0] = upTo + 1
    },
    // The newest ranges are asked for most.
    has(epoch) {
      for (let at = ranges.length - 1; at >= 0; at--) {
        const range = ranges[at]
        if (range !== undefined && range[0] <= epoch) return epoch <= range[1]
      }
      return false
    },
  }
}

function insert(ranges: [number, number][], from: number, to: number): void {
  if (ranges.some(([first, last]) => first <= from && to <= last)) return
  ranges.push([from, to])
  ranges.sort(([one], [other]) => one - other)
  for (let at = 1; at < ranges.length; ) {
    const [before, here] = [ranges[at - 1], ranges[at]]
    if (before === undefined || here === undefined || before[1] + 1 < here[0]) {
      at += 1
      continue
    }
    before[1] = Math.max(before[1], here[1])
    ranges.splice(at, 1)
  }
}
