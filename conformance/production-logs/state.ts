import type { Epochs } from './epochs.ts'
import { createEpochs } from './epochs.ts'
import type { Observation, TaskId } from './observation.ts'

/** A line of a log file. */
export interface Place {
  readonly file: string
  /** From 1 on. */
  readonly line: number
}

/** An epoch, and the line that shows it. */
export interface EpochAt {
  readonly epoch: number
  readonly at: Place
}

/** One run of a query, as far as its log has shown it. Rules read it; `advance` alone changes it. */
export interface RunState {
  /** Undefined: the log begins in the middle of this run. */
  readonly started: (Extract<Observation, { readonly kind: 'run-started' }> & { readonly at: Place }) | undefined
  /** Undefined for a run that the log does not see begin. */
  startEpoch: number | undefined
  coordinatorMade: Place | undefined
  /** The epoch of the query: the last reply to IncrementAndGetEpoch. */
  current: EpochAt | undefined
  /** Partitions of the write, by the operator's line. */
  writing: { readonly partitions: number; readonly at: Place } | undefined
  lastLogged: EpochAt | undefined
  lastCommitted: EpochAt | undefined
  /** Epochs that this run has logged offsets for and has not committed. */
  readonly logged: Map<number, Place>
  /** Kinds of lines of which some could have been of this run, and could not be told: absence says nothing any more. */
  readonly untold: Set<Observation['kind']>
  /** Epochs that it has committed without logging their offsets: an earlier run had (CE-19). */
  oldOffsets: { readonly first: number; last: number; readonly at: Place } | undefined
  /** Writers that were aborted. */
  aborts: number
  /** The first error of the coordinator that Spark ignored, and how many there were. */
  ignored:
    | {
        readonly at: Place
        readonly error: string
        readonly call: Extract<Observation, { readonly kind: 'error-ignored' }>['call']
        count: number
      }
    | undefined
  cancelled: Place | undefined
  ended: { readonly at: Place; readonly error: string | undefined } | undefined
}

/** One attempt of a task. */
export interface TaskState {
  /** Undefined: the log begins in the middle of this task. */
  readonly id: TaskId | undefined
  readonly partition: number
  /** The file that has the lines of the task. */
  file: string | undefined
  /** The epoch that its writer said first to commit. */
  first: EpochAt | undefined
  /** The epoch that its writer said last to commit. */
  committing: EpochAt | undefined
  /** The last epoch that its writer has committed. */
  committed: EpochAt | undefined
  /** All epochs that its writer said to commit. */
  readonly epochs: Epochs
  aborting: Place | undefined
  aborted: Place | undefined
}

export const newRun = (started: RunState['started']): RunState => ({
  started,
  startEpoch: undefined,
  coordinatorMade: undefined,
  current: undefined,
  writing: undefined,
  lastLogged: undefined,
  lastCommitted: undefined,
  logged: new Map(),
  untold: new Set(),
  oldOffsets: undefined,
  aborts: 0,
  ignored: undefined,
  cancelled: undefined,
  ended: undefined,
})

export const newTask = (id: TaskId | undefined, partition: number, file?: string): TaskState => ({
  id,
  partition,
  file,
  first: undefined,
  committing: undefined,
  committed: undefined,
  epochs: createEpochs(),
  aborting: undefined,
  aborted: undefined,
})
