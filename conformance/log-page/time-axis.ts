/** Where times stand in a drawing. Long times in which nothing is drawn are short there. */
export interface TimeAxis {
  /** From 0 to 1. */
  readonly at: (time: number) => number
  /** Times that were shortened: where they stand, and how long they are. */
  readonly breaks: readonly { readonly at: number; readonly width: number; readonly milliseconds: number }[]
}

/** A time of which nothing is drawn is shortened if it is so much of the whole. */
const longGap = 0.05

/** The width of a shortened time. */
const breakWidth = 0.02

/** @param times all times that are drawn */
export function timeAxis(times: readonly number[]): TimeAxis {
  const sorted = [...new Set(times)].toSorted((one, other) => one - other)
  const [first = 0, last = 0] = [sorted[0], sorted.at(-1)]
  const gaps = sorted.slice(1).map((time, at) => ({ from: sorted[at] ?? time, to: time }))
  const usual = median(gaps.map(({ from, to }) => to - from))
  const long = gaps.filter(({ from, to }) => to - from > longGap * (last - first) && to - from > 20 * usual)
  const drawn = Math.max(1, last - first - long.reduce((sum, { from, to }) => sum + to - from, 0))
  const forTime = 1 - long.length * breakWidth
  const at = (time: number): number => {
    let place = 0
    let here = first
    for (const { from, to } of long) {
      if (time <= from) break
      place += ((from - here) / drawn) * forTime
      place += breakWidth * Math.min(1, (time - from) / (to - from))
      here = Math.min(to, time)
    }
    return place + ((time - here) / drawn) * forTime
  }
  return {
    at,
    breaks: long.map(({ from, to }) => ({ at: at(from), width: breakWidth, milliseconds: to - from })),
  }
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
