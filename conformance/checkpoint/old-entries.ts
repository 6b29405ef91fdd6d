import type { Checkpoint, Entry } from './checkpoint.ts'
import type { Finding, TimesSayNothing } from './diagnosis.ts'

/** An entry of an earlier run is older than its surroundings by at least so many milliseconds: a restart of Spark takes as long. */
const leastAge = 10_000

/** With fewer commits than that, the usual times are not known, and an entry has to be older by a minute. */
const fewCommits = 3
const leastAgeOfFew = 60_000

/** Files whose times are within so many milliseconds have been copied. */
const allAtOnce = 1_000

/** An entry is old if it is so many times older than usual. */
const mostUsual = 10

/**
 * Committed entries of the offset log that seem to be those of an earlier run: CE-19, a run keeps the entries that it finds. A run writes
 * an entry, soon after it the commit of its epoch, and then the next entry. So if nothing was written to the offset log for a long time
 * between an entry and a commit, a restart was between the two. For the last epoch that commit is its own. For an earlier epoch it is
 * the commit before it, since a single pause of the query between an entry and its own commit is harmless later.
 *
 * A hint, no proof: the files of a copy may have other times. Where that shows, the times say nothing.
 */
export function findOldEntries({ offsets, commits, timesIn }: Checkpoint, last: number): readonly Finding[] {
  const times = offsets.flatMap(({ modified }) => (modified === undefined ? [] : [modified])).toSorted((a, b) => a - b)
  const written = writtenIn(offsets, commits, last)
  const why = (found: TimesSayNothing) => [{ kind: 'times-say-nothing', why: found } as const]
  if (written.length === 0) return commits.length > 0 && times.length === 0 && offsets.length > 0 ? why('none') : []
  if (times.length >= 3 && (times.at(-1) ?? 0) - (times[0] ?? 0) < allAtOnce) return why('at-once')
  // Most entries can be old: a low decile of the times to a commit is still that of the others.
  const waits = written.map(({ at, own }) => Math.abs(own - at))
  const usual = Math.max(quantile(0.5, gapsBetween(commits)), quantile(0.1, waits))
  const few = written.length <= fewCommits
  // Coarse times are off by one unit each.
  const least = Math.max(
    (few ? leastAgeOfFew : leastAge) + (timesIn > 1 ? 2 * timesIn : 0),
    few ? 0 : mostUsual * usual,
  )
  const old = written.flatMap(({ epoch, at, own, before = Number.NEGATIVE_INFINITY }) => {
    const commit = epoch === last ? own : before
    const isOld = commit - at > least && commit - newestUpTo(times, commit) > least
    return isOld ? [{ kind: 'old-entry', epoch, isLast: epoch === last, age: commit - at, usual } as const] : []
  })
  if (old.length > 0) return old
  const slack = Math.max(allAtOnce, 2 * timesIn)
  if (isOutOfOrder(offsets, written, slack)) return why('out-of-order')
  const isApart = Math.min(...written.map(({ own }) => own)) - Math.max(...written.map(({ at }) => at)) > slack
  return isApart && !few ? why('one-log-behind-the-other') : []
}

/** Spark writes the entry of an epoch before its commit, and entries in the order of their epochs. A copy has the order of the names. */
function isOutOfOrder(offsets: readonly Entry[], written: readonly Written[], slack: number): boolean {
  if (written.some(({ at, own }) => at - own > slack)) return true
  let newest = Number.NEGATIVE_INFINITY
  for (const { modified } of offsets) {
    if (modified === undefined) continue
    if (newest - modified > slack) return true
    newest = Math.max(newest, modified)
  }
  return false
}

/** When a committed entry of the offset log, the commit of its epoch, and the commit before that were written. */
interface Written {
  readonly epoch: number
  readonly at: number
  readonly own: number
  readonly before: number | undefined
}

function writtenIn(offsets: readonly Entry[], commits: readonly Entry[], last: number): readonly Written[] {
  const committed = new Map(commits.map(({ epoch, modified }) => [epoch, modified]))
  return offsets.flatMap(({ epoch, modified }) => {
    const own = committed.get(epoch)
    if (epoch > last || modified === undefined || own === undefined) return []
    return [{ epoch, at: modified, own, before: committed.get(epoch - 1) }]
  })
}

/** The last of the ascending times that is not above `most`; `most` if there is none. */
function newestUpTo(times: readonly number[], most: number): number {
  let [low, high] = [0, times.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] ?? 0) <= most) low = middle + 1
    else high = middle
  }
  return times[low - 1] ?? most
}

const gapsBetween = (entries: readonly Entry[]): readonly number[] =>
  entries.flatMap(({ modified }, at) => {
    const before = entries[at - 1]?.modified
    return modified === undefined || before === undefined ? [] : [Math.abs(modified - before)]
  })

const quantile = (part: number, numbers: readonly number[]): number =>
  numbers.toSorted((one, other) => one - other)[Math.floor(part * numbers.length)] ?? 0
