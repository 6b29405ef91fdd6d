import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import type { LoggedRun } from './check-report.ts'

/** The run wrote the entry from which the next start reads: it is not that of an earlier run (CE-19). */
export interface OwnEntry {
  readonly kind: 'own-entry'
  readonly run: string
  readonly epoch: number
  /** The logs name another path: runs that are not in the logs may have used this one. */
  readonly isOtherPath: boolean
}

/**
 * The run that wrote the last committed entry of a checkpoint, if its lines say that it logged the entry and committed the epoch. `runs`
 * are all that used the checkpoint. Nothing is known if another of them committed the epoch without logging it, or if the last commits
 * of the two differ: then a run is missing, or the checkpoint is that of another time.
 */
export function findOwnEntry(
  runs: readonly LoggedRun[],
  { commits }: Pick<Checkpoint, 'commits'>,
  isOtherPath: boolean,
): readonly OwnEntry[] {
  const epoch = commits.at(-1)?.epoch
  if (epoch === undefined) return []
  const isOlder = runs.some(({ startEpoch = 0, lastCommitted = -1 }) => lastCommitted > epoch || startEpoch > epoch + 1)
  const ending = runs.filter(({ lastCommitted }) => lastCommitted === epoch)
  const isOwn = ending.every((run) => run.lastOwnCommitted === epoch)
  const last = ending.at(-1)
  return last === undefined || isOlder || !isOwn ? [] : [{ kind: 'own-entry', run: last.runId, epoch, isOtherPath }]
}
