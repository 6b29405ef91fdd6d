import { timeOfStamp } from '../production-logs/report/stamp-time.ts'

/**
 * The items in the order of their stamps, as far as these can be compared: each has a date, and clocks and zones are written alike. Those
 * of another way of writing are sorted among themselves, and an item without a date stays where it is.
 */
export function inTime<Item>(items: readonly Item[], stampOf: (item: Item) => string | undefined): readonly Item[] {
  const placed = items.map((item, at) => ({ item, at, when: whenOf(stampOf(item)) }))
  const sorted = [...items]
  for (const [clock, own] of Map.groupBy(placed, ({ when }) => when?.clock)) {
    if (clock === undefined) continue
    const ordered = own.toSorted((one, other) => (one.when?.time ?? 0) - (other.when?.time ?? 0))
    for (const [rank, { at }] of own.entries()) {
      const next = ordered[rank]
      if (next !== undefined) sorted[at] = next.item
    }
  }
  return sorted
}

/** The time of a stamp with a date, and how its clock is written: the order of date and time, and the zone behind it. */
function whenOf(stamp = ''): { readonly time: number; readonly clock: string } | undefined {
  const [, zone] = /^\d{2,4}([/-])\d\d\1\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?(.*)$/.exec(stamp)?.slice(1) ?? []
  const time = zone === undefined ? undefined : timeOfStamp(stamp)?.time
  return zone === undefined || time === undefined ? undefined : { time, clock: zone }
}
