import type { Broken, RowsSeen } from '../run/try-schedule.ts'

/** What a scenario shows of a sink, without what it does not show. Rows by name, with a space between. */
export interface Shown {
  readonly lost?: string
  readonly twice?: string
  /** Seen before the commit of their epoch. */
  readonly early?: string
  /** Those of them that were seen behind the abort of their writers. */
  readonly afterAbort?: string
  readonly outOfOrder?: string
}

/** In an order of its own: tasks write at the same time. */
export function shownBy(result: RowsSeen | Broken): Shown {
  if (result.kind === 'broken') throw new Error(result.reason)
  const { lost, doubled: twice, early, afterAbort = [], outOfOrder = [] } = result
  const found = Object.entries({ lost, twice, early, afterAbort, outOfOrder }).filter(([, rows]) => rows.length > 0)
  return Object.fromEntries(found.map(([what, rows]) => [what, rows.toSorted().join(' ')]))
}
