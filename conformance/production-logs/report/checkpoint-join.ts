import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { positionsOf } from '../../checkpoint/positions.ts'
import { samePath } from '../observations/marks.ts'
import type { CheckReport, LoggedRun } from './check-report.ts'

/** What a checkpoint and the runs in the logs say of each other. */
export type CheckpointJoin =
  | { readonly kind: 'joined'; readonly runs: readonly string[]; readonly findings: readonly JoinFinding[] }
  /** The runs in the logs are of other queries: nothing was compared. */
  | { readonly kind: 'other query'; readonly queries: readonly string[] }
  /** Neither an id nor the path says whether the checkpoint is that of a query in the logs. */
  | { readonly kind: 'unknown query' }

/** An end of an epoch in the words of the source; undefined if the checkpoint does not have the entry, or it cannot be read. */
export interface EntryOffsets {
  readonly epoch: number
  readonly offsets: string | undefined
}

/** How many offsets, over all partitions. `atMost` is undefined if no entry bounds it. */
export interface Amount {
  readonly atLeast: number
  readonly atMost: number | undefined
}

/** What a restart behind an epoch with the offsets of an earlier run does (CE-19). */
export interface OldStart {
  /** The run that committed the epoch without logging its offsets. */
  readonly run: string
  /** The run that logged the entry; undefined if it is not in the logs. */
  readonly loggedBy: string | undefined
  /** Where the run that committed it had begun; undefined: where the source itself begins. */
  readonly began: EntryOffsets | undefined
  /** The entry from which the restart reads on. */
  readonly old: EntryOffsets
  /** An entry that the run logged itself behind the epoch: it had not come further. */
  readonly next: EntryOffsets | undefined
  /** Undefined if the offsets are no numbers that can be compared. */
  readonly lost: Amount | undefined
  readonly doubled: Amount | undefined
}

export type JoinFinding =
  /** A run began there; undefined: one that is not in the logs. */
  | ({ readonly kind: 'started-from-old-offsets'; readonly restarted: string | undefined } & OldStart)
  /** The next run will begin there. */
  | ({ readonly kind: 'next-start-is-old' } & OldStart)
  /** Epochs with the offsets of an earlier run. `overtaken`: no run began behind one of them. `unclear`: that does not show. */
  | { readonly kind: 'overtaken' | 'unclear'; readonly run: string; readonly first: number; readonly last: number }
  /** The logs have commits that the checkpoint does not have. */
  | { readonly kind: 'commits-missing'; readonly inLogs: number; readonly inCheckpoint: number | undefined }
  /** The checkpoint has commits of a run that is not in the logs. */
  | { readonly kind: 'commits-of-other-runs'; readonly inLogs: number | undefined; readonly inCheckpoint: number }
  /** The logs name another path: this may be a copy. */
  | { readonly kind: 'other-path'; readonly inLogs: string }

type Compared = Pick<Checkpoint, 'metadata' | 'offsets' | 'commits'>
interface Run extends LoggedRun {
  readonly old: { readonly first: number; readonly last: number } | undefined
}

/** Compares a checkpoint with the runs of its query in the logs; undefined if the logs have no runs. `path` is that of the checkpoint. */
export function joinCheckpoint(
  checkpoint: Compared,
  path: string,
  applications: readonly Pick<CheckReport, 'runs' | 'findings'>[],
): CheckpointJoin | undefined {
  const all = applications.flatMap(runsIn)
  if (all.length === 0) return undefined
  const { metadata } = checkpoint
  const isSamePath = (run: Run) => run.checkpoint !== undefined && samePath(run.checkpoint) === samePath(path)
  const own = metadata.kind === 'id' ? all.filter(({ queryId }) => queryId === metadata.id) : all.filter(isSamePath)
  if (own.length === 0) {
    if (metadata.kind !== 'id') return { kind: 'unknown query' }
    const queries = [...new Set(all.flatMap(({ queryId }) => queryId ?? []))]
    return queries.length === 0 ? { kind: 'unknown query' } : { kind: 'other query', queries }
  }
  // Applications come in no order: each run begins behind the commits of those before.
  const runs = own.toSorted((one, other) => startOf(one) - startOf(other) || endOf(one) - endOf(other))
  const other = runs.find((run) => run.checkpoint !== undefined && !isSamePath(run))
  return {
    kind: 'joined',
    runs: runs.map(({ runId }) => runId),
    findings: [
      ...runs.flatMap((run, at) =>
        oldStartsOf(run, { before: runs.slice(0, at), after: runs.slice(at + 1), checkpoint }),
      ),
      ...commitsOf(runs, checkpoint),
      ...(other?.checkpoint === undefined ? [] : [{ kind: 'other-path', inLogs: other.checkpoint } as const]),
    ],
  }
}

const runsIn = ({ runs, findings }: Pick<CheckReport, 'runs' | 'findings'>): readonly Run[] =>
  runs.map((run) => {
    const old = findings.find((one) => one.kind === 'old-offsets' && one.run === run.runId)
    return { ...run, old: old?.kind === 'old-offsets' ? { first: old.first, last: old.last } : undefined }
  })

const startOf = ({ startEpoch }: Run) => startEpoch ?? -1
const endOf = ({ lastCommitted }: Run) => lastCommitted ?? -1

interface Around {
  readonly before: readonly Run[]
  readonly after: readonly Run[]
  readonly checkpoint: Compared
}

function oldStartsOf(run: Run, { before, after, checkpoint }: Around): readonly JoinFinding[] {
  const { old, startEpoch, lastCommitted, lastLogged } = run
  if (old === undefined || startEpoch === undefined) return []
  const entry = (epoch: number): EntryOffsets => {
    const content = checkpoint.offsets.find((one) => one.epoch === epoch)?.content
    return { epoch, offsets: content?.kind === 'offsets' ? content.offsets : undefined }
  }
  const isOld = (epoch: number | undefined): epoch is number =>
    epoch !== undefined && epoch >= old.first && epoch <= old.last
  const at = (epoch: number): OldStart => {
    const ends = {
      began: startEpoch === 0 ? undefined : entry(startEpoch - 1),
      old: entry(epoch),
      next: lastLogged !== undefined && lastLogged > old.last ? entry(old.last + 1) : undefined,
    }
    const loggedBy = before.findLast((one) => (one.lastLogged ?? -1) >= epoch && endOf(one) < epoch)
    return { run: run.runId, loggedBy: loggedBy?.runId, ...ends, ...amountsOf(ends) }
  }
  const next = after.find((one) => one.startEpoch !== undefined)
  const behind = next?.startEpoch === undefined ? undefined : next.startEpoch - 1
  if (next !== undefined && isOld(behind))
    return [{ kind: 'started-from-old-offsets', restarted: next.runId, ...at(behind) }]
  if (!isOld(lastCommitted)) return [{ kind: 'overtaken', run: run.runId, ...old }]
  // It ended behind such an epoch, and the logs do not show the next run, if there was one.
  const last = checkpoint.commits.at(-1)?.epoch
  if (next === undefined && last === lastCommitted) return [{ kind: 'next-start-is-old', ...at(lastCommitted) }]
  const isFollowed = (behind ?? last ?? -1) > lastCommitted && run.ended !== 'still running'
  return [
    isFollowed
      ? { kind: 'started-from-old-offsets', restarted: undefined, ...at(lastCommitted) }
      : { kind: 'unclear', run: run.runId, ...old },
  ]
}

/** How much lies between the old entry and where the run ended: that was not before it began, and not behind an entry of its own. */
function amountsOf({ began, old, next }: Pick<OldStart, 'began' | 'old' | 'next'>): Pick<OldStart, 'lost' | 'doubled'> {
  const positions = (entry: EntryOffsets | undefined) =>
    entry?.offsets === undefined ? undefined : positionsOf(entry.offsets)
  const [from, to, until] = [positions(began), positions(old), positions(next)]
  if (from === undefined || to === undefined) return { lost: undefined, doubled: undefined }
  const sum = (of: (partition: string, position: number) => number) =>
    [...to].reduce((total, [partition, position]) => total + Math.max(0, of(partition, position)), 0)
  const low = (partition: string, position: number) => from.get(partition) ?? position
  const high = (partition: string, position: number) => until?.get(partition) ?? position
  return {
    lost: {
      atLeast: until === undefined ? 0 : sum((partition, position) => position - high(partition, position)),
      atMost: sum((partition, position) => position - low(partition, position)),
    },
    doubled: {
      atLeast: sum((partition, position) => low(partition, position) - position),
      atMost: until === undefined ? undefined : sum((partition, position) => high(partition, position) - position),
    },
  }
}

function commitsOf(runs: readonly Run[], { commits }: Compared): readonly JoinFinding[] {
  const inCheckpoint = commits.at(-1)?.epoch
  const committed = runs.flatMap(({ lastCommitted }) => lastCommitted ?? [])
  const inLogs = committed.length === 0 ? undefined : Math.max(...committed)
  if (inLogs !== undefined && inLogs > (inCheckpoint ?? -1)) return [{ kind: 'commits-missing', inLogs, inCheckpoint }]
  // A run goes on behind the end of its log.
  return inCheckpoint !== undefined && inCheckpoint > (inLogs ?? -1)
    ? [{ kind: 'commits-of-other-runs', inLogs, inCheckpoint }]
    : []
}
