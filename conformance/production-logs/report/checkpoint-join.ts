import type { Checkpoint } from '../../checkpoint/checkpoint.ts'
import { positionsOf } from '../../checkpoint/positions.ts'
import { samePath } from '../observations/marks.ts'
import type { CheckReport, LoggedRun } from './check-report.ts'
import { findOwnEntry, type OwnEntry } from './own-entry.ts'

/** What a checkpoint and the runs in the logs say of each other. */
export type CheckpointJoin =
  | { readonly kind: 'joined'; readonly runs: readonly string[]; readonly findings: readonly JoinFinding[] }
  /** The runs in the logs are of other queries: nothing was compared. */
  | { readonly kind: 'other query'; readonly queries: readonly string[] }
  /** Neither an id nor the path says whether the checkpoint is that of a query in the logs. */
  | { readonly kind: 'unknown query' }
  /** Runs of the query used several checkpoints, and nothing says which of them this is: nothing was compared. */
  | { readonly kind: 'several paths'; readonly paths: readonly string[] }

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
  /** A run began behind an epoch that no run in the logs committed at this checkpoint. `elsewhere`: where one did. */
  | {
      readonly kind: 'start-untold'
      readonly run: string
      readonly behind: number
      readonly elsewhere: string | undefined
      /** That run had logged the offsets of the epoch itself: a copy of its checkpoint begins at no old entry. */
      readonly isOwn: boolean
    }
  /** Runs of the query that used another checkpoint, or name none: they were not compared. */
  | { readonly kind: 'runs-elsewhere'; readonly path: string | undefined; readonly runs: readonly string[] }
  /** The logs have commits that the checkpoint does not have. */
  | { readonly kind: 'commits-missing'; readonly inLogs: number; readonly inCheckpoint: number | undefined }
  /** The checkpoint has commits of a run that is not in the logs. `isBefore`: no run in the logs committed one, and the last of them began behind it. */
  | {
      readonly kind: 'commits-of-other-runs'
      readonly inLogs: number | undefined
      readonly inCheckpoint: number
      readonly isBefore: boolean
    }
  /** The logs name another path: this may be a copy. */
  | { readonly kind: 'other-path'; readonly inLogs: string }
  | OwnEntry

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
  const of = runsOf(checkpoint, path, own)
  if (of.kind === 'several paths') return of
  // Applications come in no order: each run begins behind the commits of those before.
  const runs = of.runs.toSorted((one, other) => startOf(one) - startOf(other) || endOf(one) - endOf(other))
  const { elsewhere } = of
  const other = runs.find((run) => run.checkpoint !== undefined && !isSamePath(run))
  return {
    kind: 'joined',
    runs: runs.map(({ runId }) => runId),
    findings: [
      ...runs.flatMap((run, at) => [
        ...startUntold(run, { before: runs.slice(0, at), elsewhere }),
        ...oldStartsOf(run, { before: runs.slice(0, at), after: runs.slice(at + 1), elsewhere, checkpoint }),
      ]),
      ...commitsOf(runs, checkpoint),
      ...findOwnEntry(runs, checkpoint, other !== undefined),
      ...(other?.checkpoint === undefined ? [] : [{ kind: 'other-path', inLogs: other.checkpoint } as const]),
      ...[...Map.groupBy(elsewhere, (run) => run.checkpoint)].map(
        ([at, those]) => ({ kind: 'runs-elsewhere', path: at, runs: those.map(({ runId }) => runId) }) as const,
      ),
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

/** The runs that used the checkpoint. Those of one query use several if it was copied: then its path decides, or where only one of them ends. */
function runsOf({ commits }: Compared, path: string, own: readonly Run[]) {
  const byPath = Map.groupBy(
    own.filter((run) => run.checkpoint !== undefined),
    (run) => samePath(run.checkpoint ?? ''),
  )
  if (byPath.size <= 1) return { kind: 'found', runs: own, elsewhere: [] } as const
  const last = commits.at(-1)?.epoch
  const ending = [...byPath.keys()].filter((at) => Math.max(...(byPath.get(at) ?? []).map(endOf)) === last)
  const chosen = byPath.has(samePath(path)) ? samePath(path) : ending.length === 1 ? ending[0] : undefined
  if (chosen === undefined) return { kind: 'several paths', paths: [...byPath.keys()] } as const
  const runs = byPath.get(chosen) ?? []
  return { kind: 'found', runs, elsewhere: own.filter((run) => !runs.includes(run)) } as const
}

/** Whether the run began behind an old entry does not show if the log of the run that committed the epoch is missing. */
function startUntold(run: Run, { before, elsewhere }: Pick<Around, 'before' | 'elsewhere'>): readonly JoinFinding[] {
  if (run.startEpoch === undefined || run.startEpoch === 0) return []
  const behind = run.startEpoch - 1
  if (before.some((one) => startOf(one) <= behind && endOf(one) >= behind)) return []
  const other = elsewhere.find((one) => one.checkpoint !== undefined && endOf(one) === behind)
  const isOwn = other?.lastOwnCommitted === behind
  return [{ kind: 'start-untold', run: run.runId, behind, elsewhere: other?.checkpoint, isOwn }]
}

interface Around {
  readonly before: readonly Run[]
  readonly after: readonly Run[]
  /** Those that used other checkpoints: this one may be a copy. */
  readonly elsewhere: readonly Run[]
  readonly checkpoint: Compared
}

function oldStartsOf(run: Run, { before, after, elsewhere, checkpoint }: Around): readonly JoinFinding[] {
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
    // A copy goes on where the checkpoint that was copied ended.
    const copied = elsewhere.filter((one) => endOf(one) === startEpoch - 1)
    const loggedBy = [...copied, ...before].findLast((one) => (one.lastLogged ?? -1) >= epoch && endOf(one) < epoch)
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
    ? [
        {
          kind: 'commits-of-other-runs',
          inLogs,
          inCheckpoint,
          isBefore: inLogs === undefined && runs.at(-1)?.startEpoch === inCheckpoint + 1,
        },
      ]
    : []
}
