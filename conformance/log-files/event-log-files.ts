import { basename, dirname, join, resolve, sep } from 'node:path'
import { placeIn, Unreadable } from '../input/read-file.ts'
import { findLogs } from './find-logs.ts'
import { checkpointsAmong } from './hints.ts'

/** The files of one event log. */
export interface EventLogFiles {
  /** The file, or the folder of a rolling event log. */
  readonly name: string
  /** In the order in which they were written. */
  readonly files: readonly string[]
  /** Whether it was found in a folder: then it is passed over if it is no event log. */
  readonly isFound: boolean
  /** What is missing of a rolling event log: sentences. */
  readonly notes: readonly string[]
}

/**
 * The event logs that the words name: files, and folders with event logs in them. A folder `eventlog_v2_…` is one event log. If an event
 * log is there twice, as one that is still written and as a finished one, the finished one counts.
 *
 * Checkpoints in a folder are passed over.
 *
 * @throws Unreadable if a word names no file or folder that can be read, or a checkpoint
 */
export function findEventLogs(words: readonly string[]): readonly EventLogFiles[] {
  const listed = findLogs(words)
  const checkpoints = checkpointsAmong(listed.map(({ path }) => path))
  const named = checkpoints.find((folder) => words.some((word) => resolve(word) === resolve(folder)))
  if (named !== undefined)
    throw new Unreadable(
      `${placeIn(named)}: it is the checkpoint directory of a query, which --checkpoint takes (${eventLogWanted})`,
    )
  const all = listed.filter(
    ({ path, isFound }) => !(isFound && checkpoints.some((folder) => path.startsWith(join(folder, sep)))),
  )
  const found = all.filter(({ path }) => !isStatus(path))
  const names = new Set(found.map(({ path }) => path))
  const isRolled = (path: string) => basename(dirname(path)).startsWith('eventlog_v2_') && numberIn(path) !== undefined
  const single = found.filter(
    ({ path, isFound }) =>
      !(isFound && isRolled(path)) &&
      !(path.endsWith(inProgress) && names.has(path.slice(0, -inProgress.length))) &&
      // Hadoop's file system of this machine leaves these.
      !(isFound && /^\..*\.crc$/.test(basename(path))),
  )
  const rolled = Map.groupBy(
    found.filter(({ path, isFound }) => isFound && isRolled(path)).map(({ path }) => path),
    dirname,
  )
  // Folders of rolling event logs without events, which a copy has left out.
  const marked = all.filter(({ path, isFound }) => isFound && isStatus(path)).map(({ path }) => dirname(path))
  const empty = [...new Set(marked)].filter((folder) => !rolled.has(folder))
  return [
    ...single.map(({ path, isFound }) => ({ name: path, files: [path], isFound, notes: [] })),
    ...[...rolled].map(([folder, files]) => rolling(folder, files)),
    ...empty.map((name) => ({ name, files: [], isFound: true, notes: ['there is no file events_N in the folder'] })),
  ]
}

/** What `--event-log` takes. */
export const eventLogWanted = 'a file or folder of spark.eventLog.dir is wanted'

const inProgress = '.inprogress'

/** Whether the file says only whether the application still runs. Each folder of a rolling event log has one. */
const isStatus = (path: string) => basename(path).startsWith('appstatus_')

/** The parts of a rolling event log. A compact part has what was kept of all parts up to its number. */
function rolling(name: string, files: readonly string[]): EventLogFiles {
  const parts = files
    .map((path) => ({ path, number: numberIn(path) ?? 0, isCompact: /\.compact$/.test(path) }))
    .toSorted((one, other) => one.number - other.number)
  const compact = parts.findLast(({ isCompact }) => isCompact)
  const current = parts.filter(
    (part) => part === compact || (!part.isCompact && part.number > (compact?.number ?? Number.NEGATIVE_INFINITY)),
  )
  const numbers = current.map(({ number }) => number)
  const first = compact === undefined ? 1 : compact.number
  const missing = gapsIn([first - 1, ...numbers])
  return {
    name,
    files: current.map(({ path }) => path),
    isFound: true,
    notes:
      missing.length === 0 ? [] : [`events_${missing.join(', events_')} is missing, and what it says is not judged`],
  }
}

/** The numbers that are left out, at most ten of them. */
function gapsIn(numbers: readonly number[]): readonly number[] {
  const missing: number[] = []
  for (const [at, number] of numbers.entries()) {
    const before = numbers[at - 1]
    for (let one = (before ?? number) + 1; one < number && missing.length < 10; one++) missing.push(one)
  }
  return missing
}

function numberIn(path: string): number | undefined {
  const number = /^events_(\d{1,9})_/.exec(basename(path))?.[1]
  return number === undefined ? undefined : Number(number)
}
