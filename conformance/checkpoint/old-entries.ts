import type { Checkpoint, Entry } from './checkpoint.ts'
import type { Finding } from './diagnosis.ts'

/** An entry older than the commit before it by less than this says nothing, in milliseconds: a slow sink delays commits so long. */
const leastLead = 5_000

/** How many times the usual distance of two commits an entry may be older than the commit before it. */
const mostUsual = 10

/**
 * Committed entries of the offset log that are older than the commit before them by far more than usual. A run writes them in turn, so
 * such an entry seems to be that of an earlier run: CE-19, the restart behind it has lost or doubled rows. A hint, no proof: a copy of
 * the directory may have other times.
 */
export function findOldEntries({ offsets, commits, hasFineTimes }: Checkpoint, last: number): readonly Finding[] {
  const committed = new Map(commits.map((entry) => [entry.epoch, entry.modified]))
  const leads = offsets.flatMap((entry) => leadOf(entry, committed.get(entry.epoch - 1), last))
  if (leads.length === 0) return []
  const usual = median(gapsBetween(commits))
  // Times of whole minutes, as `hdfs dfs -ls` prints them, can be off by one minute each.
  const least = Math.max(hasFineTimes ? leastLead : 120_000, mostUsual * usual)
  if (allWithin(offsets, 1_000)) return [{ kind: 'times-say-nothing' }]
  return leads
    .filter(({ lead }) => lead > least)
    .map(({ epoch, lead }) => ({ kind: 'old-entry', epoch, before: lead, usual }))
}

function leadOf(entry: Entry, before: number | undefined, last: number) {
  if (entry.epoch > last || entry.modified === undefined || before === undefined) return []
  return [{ epoch: entry.epoch, lead: before - entry.modified }]
}

const gapsBetween = (entries: readonly Entry[]): readonly number[] =>
  entries.flatMap(({ modified }, at) => {
    const before = entries[at - 1]?.modified
    return modified === undefined || before === undefined ? [] : [Math.abs(modified - before)]
  })

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0

/** Whether all times are within so many milliseconds, as after a copy. */
function allWithin(entries: readonly Entry[], most: number): boolean {
  const times = entries.flatMap(({ modified }) => (modified === undefined ? [] : [modified]))
  if (times.length < 3) return false
  return times.reduce((a, b) => Math.max(a, b)) - times.reduce((a, b) => Math.min(a, b)) < most
}
