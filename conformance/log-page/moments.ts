import type { Lane, Moment } from '../production-logs/report/timeline.ts'

/** Gives each line a time of its own: lines of one second stand in the order of the log, and lines without a stamp in their own order. */
export function timesOf(lanes: readonly Lane[]): (moment: Moment) => number {
  const moments = lanes.flatMap(({ marks }) =>
    marks.flatMap(({ from, to }) => (to === undefined ? [from] : [from, to])),
  )
  const places = new Map<string, number>()
  const hasNoTimes = moments.some(({ time }) => time === undefined)
  const groups = Map.groupBy(moments, ({ file, time, inSeconds }) =>
    hasNoTimes ? 'all' : inSeconds ? `${time} ${file}` : '',
  )
  for (const [key, own] of groups) {
    const sorted = [...new Map(own.map((one) => [keyOf(one), one])).values()].toSorted(inOrder)
    sorted.forEach((one, rank) => {
      const { time = 0 } = one
      places.set(keyOf(one), key === 'all' ? rank : key === '' ? time : time + ((rank + 0.5) / sorted.length) * 1000)
    })
  }
  return (moment) => places.get(keyOf(moment)) ?? 0
}

const keyOf = ({ file, line }: Moment) => `${line} ${file}`

const inOrder = (one: Moment, other: Moment) =>
  one.file === other.file ? one.line - other.line : one.file < other.file ? -1 : 1
