import type { CheckpointDiagnosis } from '../../checkpoint/diagnosis.ts'
import type { Level } from '../observations/sources.ts'
import type { SeenHole } from '../runs/hole-witness.ts'
import type { Place } from '../runs/state.ts'
import type { CheckpointJoin } from './checkpoint-join.ts'
import type { CheckpointConclusion } from './checkpoint-verdict.ts'
import type { Headline } from './headline.ts'
import type { Timeline } from './timeline.ts'

/** A line of a log, and what stands in it. The text is missing if the line cannot be read again. */
export interface ShownLine extends Place {
  readonly text?: string
}

/** One contradiction in a log. */
export interface ShownViolation {
  readonly at: ShownLine
  /** The earlier line that does not go with it. */
  readonly contradicts: ShownLine | undefined
  readonly expected: string
}

/** What the logs show of one requirement. */
export type LogVerdict =
  | { readonly kind: 'held'; readonly times: number }
  | {
      readonly kind: 'violated'
      readonly times: number
      /** The first of them. */
      readonly violations: readonly ShownViolation[]
      readonly held: number
    }
  /** Nothing happened that the requirement is about, and it would have been seen. */
  | { readonly kind: 'no occasion' }
  /** What was seen does not decide: a level is too high, a file is missing, a line says not whose it is. */
  | { readonly kind: 'cannot tell'; readonly why: readonly string[]; readonly held: number }
  /** No line of any level shows what the requirement is about. */
  | { readonly kind: 'never in logs'; readonly why: string }

/**
 * Something that breaks no requirement, and that an operator has to know. `settledBy`: the checkpoint that shows beside the logs that no
 * start has lost or doubled a row by it, and that the next one does not.
 */
export type LogFinding =
  /**
   * The coordinator's first ignored error. `commits-stopped`: no epoch is committed from there on (CE-20). `commits-stopped-so-far`: none
   * is, and no line shows that one would have been: the log ends too early, or does not have such lines.
   */
  | {
      readonly kind: 'commits-stopped' | 'commits-stopped-so-far'
      readonly settledBy?: string
      readonly run: string
      readonly lastCommitted: number | undefined
      readonly lastLogged: number | undefined
      readonly at: Place
      /** The epoch of the error, if a line says it. */
      readonly epoch: number | undefined
      readonly call: 'sink-commit' | 'add-offset' | 'query-commit' | 'unknown'
      readonly error: string
      readonly errors: number
    }
  /** The coordinator has ignored an error, and epochs were committed behind it (`hasGoneOn`), or no line says which coordinator. */
  | {
      readonly kind: 'error-ignored'
      readonly run: string
      readonly hasGoneOn: boolean
      readonly at: Place
      readonly call: 'sink-commit' | 'add-offset' | 'query-commit' | 'unknown'
      readonly error: string
    }
  /** Epochs that a run committed with the offsets that an earlier run had logged (CE-19). */
  | {
      readonly kind: 'old-offsets'
      readonly settledBy?: string
      readonly run: string
      readonly first: number
      readonly last: number
      readonly at: Place
      readonly checkpoint: string | undefined
    }
  /**
   * A run has offsets beyond its last commit: the next run keeps them, and loses or doubles rows (CE-19). `offsets-ahead`: it has ended,
   * or there are more of them than in the middle of an epoch. `ahead-so-far`: one epoch, and the log does not show the end of the run.
   */
  | {
      readonly kind: 'offsets-ahead' | 'ahead-so-far'
      readonly settledBy?: string
      /** Whether the log shows the end of the run. */
      readonly hasEnded: boolean
      readonly run: string
      readonly first: number
      readonly last: number
      readonly lastCommitted: number | undefined
      readonly at: Place
      readonly checkpoint: string
    }
  /** A writer said twice to commit an epoch, without a commit between: an interrupt came out of the first, and Spark swallowed it. */
  | {
      readonly kind: 'commit-interrupted'
      readonly run: string
      readonly partition: number
      /** The first such epoch of the task. */
      readonly epoch: number
      readonly at: Place
    }
  /** The coordinator has stopped the query, since too many epochs were open (EC-80 to EC-82). */
  | { readonly kind: 'backlog'; readonly run: string; readonly at: Place; readonly error: string }
  | { readonly kind: 'query-failed'; readonly run: string; readonly at: Place; readonly error: string }
  /** The run failed before it could read or write a row. */
  | {
      readonly kind: 'not-started'
      readonly run: string
      readonly at: Place
      readonly error: string
      readonly checkpoint: string | undefined
    }
  /** The first attempt of a task of a continuous query failed, and no line of the driver shows how its run ended; run `unknown`: there is no driver's log. */
  | {
      readonly kind: 'task-failed'
      readonly run: string
      readonly at: Place
      readonly error: string
      readonly root: string | undefined
    }
  /** The stop was asked for: its ERROR lines say nothing. */
  | { readonly kind: 'stopped'; readonly run: string; readonly at: Place; readonly aborts: number }
  /** Lines seem to be missing between two lines of a log. What contradicts across that place is no violation. */
  | ({ readonly kind: 'lines-missing' } & SeenHole)
  /** No continuous query is in the logs. */
  | { readonly kind: 'nothing-to-check'; readonly hasMicroBatch: boolean }
  /** The first failure of a task's first attempt, behind later retries. */
  | {
      readonly kind: 'cause'
      readonly run: string
      readonly at: Place
      readonly error: string
      /** The innermost `Caused by` of its trace, as far as it was kept. */
      readonly root: string | undefined
    }

/** Whether rows can be lost or doubled by what was found: a restart from there does it. The logs are no good ones then. */
export const losesRows = (finding: LogFinding): boolean =>
  (finding.kind === 'commits-stopped' || finding.kind === 'old-offsets' || finding.kind === 'offsets-ahead') &&
  finding.settledBy === undefined

/** Whether the finding may be one on lost rows, and further lines would decide it. */
export const isOpenFinding = ({ kind }: LogFinding): boolean =>
  kind === 'ahead-so-far' || kind === 'commits-stopped-so-far'

/** Whether the finding was one on lost rows, before a checkpoint settled it. */
export const isSettled = (finding: LogFinding): boolean => 'settledBy' in finding && finding.settledBy !== undefined

/** A run of a query in the logs. */
export interface LoggedRun {
  readonly name: string
  readonly queryId: string | undefined
  /** The path of its checkpoint, without the scheme `file:`; undefined if no line names it. */
  readonly checkpoint: string | undefined
  /** The run's id; `unknown` for a run that the log does not see begin. */
  readonly runId: string
  readonly startEpoch: number | undefined
  readonly lastCommitted: number | undefined
  readonly lastLogged: number | undefined
  /** The last epoch that it committed with offsets that it had logged itself, by a line for each of the two. */
  readonly lastOwnCommitted: number | undefined
  /** `restarted`: another run of the same query follows. `still running`: the log does not show its end. */
  readonly ended: 'stopped' | 'failed' | 'restarted' | 'still running'
}

/** A log file that was read. */
export interface LoggedFile {
  readonly name: string
  /** By what it has: lines of the driver, of an executor, of both (local mode), or of neither; or events. `other program`: its beginning does not name Spark, either. */
  readonly role: 'driver' | 'executor' | 'both' | 'none' | 'other program' | 'event log'
  readonly layout: string | undefined
  readonly records: number
  /** The files of a rotated log, in the order in which they were written; absent if it is one file. */
  readonly parts?: readonly string[]
}

/** A log file that was not read, or not to its end: something may stand in it that decides. */
export interface UnreadLog {
  readonly file: string
  /**
   * A part of it was read. `stands`: as a log that ends early, so that what it shows decides. `missing`: it is not there, though files of the
   * same log before it are, and what contradicts across it is told by nothing. Absent: nothing was read.
   */
  readonly partly?: 'stands' | 'in doubt' | 'missing'
  readonly why: string
}

/** A logger whose level hides lines that a requirement is about. */
export interface MissingLevel {
  /** The last segment of its name. */
  readonly logger: string
  /** The level that would show them. */
  readonly level: Level
}

/** What the logs of one application show. */
export interface CheckReport {
  /** Spark's id of the application; absent if nothing says it. */
  readonly id?: string
  readonly release: string | undefined
  readonly edition: string | undefined
  readonly files: readonly LoggedFile[]
  /** Files that could not be read; absent if there are none. */
  readonly unread?: readonly UnreadLog[]
  readonly runs: readonly LoggedRun[]
  readonly requirements: Readonly<Record<string, LogVerdict>>
  readonly findings: readonly LogFinding[]
  /** The levels that would show more. */
  readonly missingLevels: readonly MissingLevel[]
  /** When which epoch was written and committed; undefined if no report with a page was asked for. */
  readonly timeline: Timeline | undefined
  /** The lines that findings and marks of the timeline name, as far as they can be read again. Absent without a timeline. */
  readonly lines?: readonly ShownLine[]
}

/** What the logs of one application show, and the answer to "did I lose rows?". */
export interface ApplicationReport extends CheckReport {
  readonly headline: Headline
}

/** Something among the files that is no log, and that another option takes. */
export interface ReadingHint {
  readonly kind: 'checkpoint' | 'event log'
  /** The checkpoint directory; the event log, or the folder with several. */
  readonly path: string
}

/** The version of the format of `LogReport`. */
export const logReportFormat = 1

/** A checkpoint directory that was looked at beside the logs. */
export interface CheckedCheckpoint {
  /** As the user named it. */
  readonly checkpoint: string
  readonly diagnosis: CheckpointDiagnosis
  /** What it and the runs in the logs say of each other; undefined without such runs. */
  readonly join: CheckpointJoin | undefined
  /** What both say together. */
  readonly conclusion: CheckpointConclusion
}

/** The result of `cwc check`: what `--json` prints and `report.json` holds. */
export interface LogReport {
  readonly kind: 'log report'
  readonly format: typeof logReportFormat
  readonly kit: { readonly name: string; readonly version: string }
  /** The answer of all applications and checkpoints together. */
  readonly headline: Headline
  readonly applications: readonly ApplicationReport[]
  readonly checkpoints: readonly CheckedCheckpoint[]
  /** Files that were named and are no logs, or not to their end: sentences that begin with the file. */
  readonly notes: readonly string[]
  /** Files of folders without any record of a log. */
  readonly passedOver: readonly string[]
  /** What of these and of the named files another option takes, and was not given to it. */
  readonly hints: readonly ReadingHint[]
  /** Whether the reading was interrupted: the reports say what was found so far. */
  readonly isInterrupted: boolean
}
