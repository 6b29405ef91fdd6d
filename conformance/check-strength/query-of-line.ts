import { runIdIn, taskIn } from '../production-logs/observations/marks.ts'
import type { LoggedLine } from './logged-line.ts'

/** The number of the task that has written a line or that the line is about; undefined if the line does not say it. */
export const taskOfLine = ({ observed, record }: LoggedLine): number | undefined =>
  observed !== undefined && 'task' in observed ? observed.task.tid : taskIn(record)?.tid

/**
 * Whether two lines are of two queries, by what the log says itself: the start of a query names its checkpoint and its run, and since
 * Spark 3.5 the launch of a task begins with the id of its query.
 */
export function areOfTwoQueries(lines: readonly LoggedLine[], one: LoggedLine, other: LoggedLine): boolean {
  const [id, otherId] = [queryOf(lines, one), queryOf(lines, other)]
  // A launch has the beginning of the id only.
  return id !== undefined && otherId !== undefined && !id.startsWith(otherId) && !otherId.startsWith(id)
}

function queryOf(lines: readonly LoggedLine[], line: LoggedLine): string | undefined {
  const { observed, record } = line
  if (observed === undefined) return undefined
  const { byCheckpoint, byRun, byTask } = queriesIn(lines)
  const runId = 'runId' in observed ? observed.runId : runIdIn(record)
  if (runId !== undefined) return only(byRun.get(runId))
  if ('checkpoint' in observed) return only(byCheckpoint.get(observed.checkpoint))
  const task = taskOfLine(line)
  return task === undefined ? undefined : only(byTask.get(task))
}

interface Queries {
  readonly byCheckpoint: Map<string, Set<string>>
  readonly byRun: Map<string, Set<string>>
  readonly byTask: Map<number, Set<string>>
}

/** The logs are altered thousands of times. */
const known = new WeakMap<readonly LoggedLine[], Queries>()

function queriesIn(lines: readonly LoggedLine[]): Queries {
  const before = known.get(lines)
  if (before !== undefined) return before
  const found: Queries = { byCheckpoint: new Map(), byRun: new Map(), byTask: new Map() }
  known.set(lines, found)
  for (const { observed } of lines) {
    if (observed?.kind === 'run-started') {
      add(found.byCheckpoint, observed.checkpoint, observed.queryId)
      add(found.byRun, observed.runId, observed.queryId)
    }
    if (observed?.kind === 'task-launched' && observed.queryId !== undefined)
      add(found.byTask, observed.task.tid, observed.queryId)
  }
  return found
}

function add<Key>(to: Map<Key, Set<string>>, key: Key, queryId: string): void {
  to.set(key, (to.get(key) ?? new Set()).add(queryId))
}

/** Two applications in one file count their tasks anew: such a number says nothing. */
const only = (ids: ReadonlySet<string> | undefined): string | undefined => (ids?.size === 1 ? [...ids][0] : undefined)
