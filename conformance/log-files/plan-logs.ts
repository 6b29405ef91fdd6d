import { dirname } from 'node:path'
import { placeIn } from '../input/read-file.ts'
import type { ReadingHint, UnreadLog } from '../production-logs/report/check-report.ts'
import { type ApplicationLogs, applicationsOf, type ProcessLog } from './applications.ts'
import type { Candidate } from './find-logs.ts'
import { namesOf } from './gaps.ts'
import { hintsOf } from './hints.ts'
import { applicationIn, type Look } from './look-at.ts'
import { processLogs } from './process-logs.ts'

/** A file that was looked at. */
export interface SeenFile extends Candidate {
  readonly look: Look
  /** Why nothing of it could be read; undefined if something could. */
  readonly refused: string | undefined
}

/** Which files belong together. */
export interface LogPlan {
  readonly applications: readonly PlannedApplication[]
  /** Files that were named and are no logs, and files that cannot be read and are of no application here: sentences. */
  readonly notes: readonly string[]
  /** Files of folders without any head of a record. */
  readonly passedOver: readonly string[]
  /** What of these and of the named files another option takes. */
  readonly hints: readonly ReadingHint[]
}

export interface PlannedApplication extends ApplicationLogs {
  readonly unread: readonly UnreadLog[]
}

/**
 * Sorts files by what their beginnings say. A file that cannot be read belongs to the application whose id is in its path, else to
 * those that have a log in its folder, else, if it was named, to all.
 */
export function planLogs(seen: readonly SeenFile[]): LogPlan {
  const notes: string[] = []
  const passedOver: string[] = []
  const logs: SeenFile[] = []
  const refused: (UnreadLog & Pick<Candidate, 'isFound'>)[] = []
  for (const one of seen) {
    if (one.refused !== undefined) refused.push({ file: one.path, why: one.refused, isFound: one.isFound })
    else if (one.look.layout !== undefined || !one.look.isWhole) logs.push(one)
    else if (one.isFound) passedOver.push(one.path)
    else notes.push(`${placeIn(one.path)}: ${noLog(one.look)}`)
  }
  // A part that is empty, or that cannot be read, which is said, is not missing.
  const there = new Set(
    seen.flatMap(({ path, look, refused: why }) =>
      why !== undefined || look.isEmpty ? [withoutCompression(path)] : [],
    ),
  )
  const applications = applicationsOf(processLogs(logs, (path) => there.has(withoutCompression(path))))
  const byId = Map.groupBy(applications.keys(), (at) => applications[at]?.id)
  const byFolder = Map.groupBy(
    applications.flatMap(({ logs: own }, at) => own.map(({ name }) => ({ at, folder: dirname(name) }))),
    ({ folder }) => folder,
  )
  const unread = new Map<number, UnreadLog[]>()
  for (const { isFound, ...one } of refused) {
    const id = applicationIn(one.file)
    const named = id === undefined ? undefined : byId.get(id)
    const beside = id === undefined ? byFolder.get(dirname(one.file))?.map(({ at }) => at) : undefined
    // A file that was named is one that the check needs.
    const owners = new Set(named ?? beside ?? (isFound ? [] : applications.keys()))
    for (const at of owners) unread.set(at, [...(unread.get(at) ?? []), one])
    if (owners.size === 0) notes.push(`${placeIn(one.file)}: cannot be read: ${one.why}`)
  }
  return {
    applications: applications.map((one, at) => ({
      ...one,
      unread: [...one.logs.flatMap(missingFrom), ...(unread.get(at) ?? [])],
    })),
    notes,
    passedOver,
    hints: hintsOf(seen.filter(({ look }) => look.layout === undefined)),
  }
}

const missingFrom = ({ gaps }: ProcessLog): readonly UnreadLog[] =>
  gaps.map((gap) => ({
    file: namesOf(gap),
    partly: 'missing',
    why: 'missing between the files that are there: nothing is told from what contradicts across this gap',
  }))

const withoutCompression = (path: string) => path.replace(/\.(?:gz|zst|zstd)$/, '')

const noLog = ({ isBinary, isEmpty, namesSpark }: Look) =>
  isEmpty
    ? 'nothing to check: the file is empty'
    : !namesSpark && !isBinary
      ? 'nothing to check: no line of Spark is in it'
      : `nothing to check: no line is a record of a log in a layout that cwc knows${isBinary ? ', and the file is binary' : ' (--layout describes another one)'}`
