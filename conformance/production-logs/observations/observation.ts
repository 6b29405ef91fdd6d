import type { Ask } from '../../../src/contract/messages.ts'

/** What a query does, as its log shows it. Names and fields are those of the contract's events, where the contract has such an event. */
export type Observation =
  // the application
  | { readonly kind: 'release'; readonly version: string }
  | { readonly kind: 'context-stopped' }
  /** An executor begins: its file shows all tasks that it runs. */
  | { readonly kind: 'executor-begun' }
  // the query
  | {
      readonly kind: 'run-started'
      readonly engine: 'continuous' | 'micro-batch'
      readonly name: string
      readonly queryId: string
      readonly runId: string
      readonly checkpoint: string
    }
  | { readonly kind: 'first-start' }
  | { readonly kind: 'resuming'; readonly epoch: number }
  | { readonly kind: 'coordinator-made' }
  /** A run of the query has ended without an error, and another one follows in the same query (CE-14). */
  | { readonly kind: 'reconfigured'; readonly queryId: string }
  /** The query's own thread has moved the epoch: the contract's `answered`. */
  | {
      readonly kind: 'answered'
      readonly message: Extract<Ask['type'], 'IncrementAndGetEpoch'>
      readonly value: number
    }
  | { readonly kind: 'cancelled'; readonly runId: string }
  | {
      readonly kind: 'query-stopped'
      readonly runId: string
      /** The first line of the trace; undefined if the query was stopped. */
      readonly error: string | undefined
      /** The lines `Caused by: …` of the trace, as far as it was kept. */
      readonly causes: readonly string[]
    }
  // the operator, its job and its tasks
  | { readonly kind: 'writing-started'; readonly partitions: number; readonly text: string }
  | { readonly kind: 'stage-submitted'; readonly stage: number }
  /** A stage of another job: of a batch, of a micro-batch query. */
  | { readonly kind: 'other-stage-submitted'; readonly stage: number }
  | { readonly kind: 'tasks-submitted'; readonly stage: number; readonly tasks: number }
  | { readonly kind: 'stage-cancelled'; readonly stage: number }
  | {
      readonly kind: 'stage-ended'
      readonly stage: number
      readonly runId: string | undefined
      /** Without an error: all its tasks have ended by themselves. */
      readonly isFinished: boolean
      /** The application ends while the job runs. */
      readonly isShutDown: boolean
    }
  | {
      readonly kind: 'task-launched'
      readonly task: TaskId
      readonly partition: number
      readonly executor: string
      /** The first characters of the query's id, in Spark 4. */
      readonly queryId: string | undefined
    }
  | { readonly kind: 'task-started'; readonly task: TaskId }
  | { readonly kind: 'task-killed'; readonly task: TaskId }
  /** `isFinished`: by itself, and not by a kill. */
  | { readonly kind: 'task-ended'; readonly task: TaskId; readonly isFinished: boolean }
  | {
      readonly kind: 'task-failed'
      readonly task: TaskId
      readonly error: string
      /** The innermost `Caused by` of the trace, as far as it was kept. */
      readonly root: string | undefined
      /** Whether the error is of the part of the write whose errors abort the writer. */
      readonly inWriter: boolean
      /** The name of the coordinator that was not found, if the trace says so. */
      readonly coordinatorMissing: string | undefined
    }
  /** The driver has lost an attempt of a task: by an error, a kill or the death of its executor. */
  | { readonly kind: 'task-lost'; readonly task: TaskId; readonly error: string }
  | { readonly kind: 'committing'; readonly partition: number; readonly epoch: number }
  | { readonly kind: 'committed'; readonly partition: number; readonly epoch: number }
  | { readonly kind: 'aborting'; readonly partition: number }
  | { readonly kind: 'writer-aborted'; readonly partition: number }
  /** The abort of a writer has thrown. The line does not say whose it is. */
  | { readonly kind: 'abort-threw'; readonly error: string }
  // the coordinator and the two logs
  /** The checkpoint is new: no earlier run has left entries in its logs. */
  | { readonly kind: 'checkpoint-made'; readonly checkpoint: string }
  /** An entry of a log is under way. If the process dies here, a restart may find it, though no further line names it. */
  | {
      readonly kind: 'entry-begun'
      readonly log: 'offsets' | 'commits'
      readonly epoch: number
      readonly checkpoint: string
    }
  | { readonly kind: 'offset-added'; readonly epoch: number; readonly checkpoint: string }
  | { readonly kind: 'query-committed'; readonly epoch: number; readonly checkpoint: string }
  | {
      readonly kind: 'error-ignored'
      /** The run whose coordinator it is; undefined: the line does not say it. */
      readonly runId: string | undefined
      readonly call: 'sink-commit' | 'add-offset' | 'query-commit' | 'unknown'
      readonly error: string
    }
  /** The coordinator's reply to GetCurrentEpoch. */
  | { readonly kind: 'current-epoch'; readonly value: number }
  | { readonly kind: 'commit-received'; readonly partition: number; readonly epoch: number; readonly message: string }
  | { readonly kind: 'offsets-complete'; readonly epoch: number }
  | { readonly kind: 'epoch-ready'; readonly epoch: number }
  | { readonly kind: 'epoch-waits'; readonly epoch: number; readonly behind: number }
  | { readonly kind: 'backlog-exceeded'; readonly runId: string | undefined; readonly text: string }
  /** The interval of the trigger, in milliseconds. A micro-batch query has such a line, too. */
  | { readonly kind: 'falling-behind'; readonly interval: number; readonly runId: string | undefined }
  /** A message came for a coordinator that is not there, or is no longer there. */
  | { readonly kind: 'coordinator-missing'; readonly name: string; readonly runId: string | undefined }
  // the event log
  | {
      readonly kind: 'job-started'
      readonly job: number
      readonly stages: readonly number[]
      readonly tasks: number
      /** Of the RDD that writes; undefined if the event does not say it. */
      readonly partitions: number | undefined
      /** Local properties of the job: undefined if it does not have them. */
      readonly runId: string | undefined
      readonly queryId: string | undefined
      readonly isContinuous: string | undefined
      readonly startEpoch: string | undefined
      readonly coordinatorId: string | undefined
      readonly interval: string | undefined
    }
  | { readonly kind: 'job-ended'; readonly job: number; readonly isFinished: boolean }
  | { readonly kind: 'task-begun'; readonly task: TaskId }
  | { readonly kind: 'task-over'; readonly task: TaskId; readonly reason: string }
  /** The end of a query, with the first line of its error and the causes; no error: it was stopped. */
  | { readonly kind: 'query-over'; readonly runId: string; readonly error: string | undefined }
  // seen from several lines together
  /** The run of a task can be told. */
  | { readonly kind: 'task-told' }
  /** Nothing of the run can follow: its query starts anew, or its application has ended. */
  | { readonly kind: 'run-closed' }

/** A task of a job, as Spark's scheduler and executors name it: `task 0.1 in stage 2.0 (TID 7)`. */
export interface TaskId {
  readonly index: number
  readonly attempt: number
  readonly stage: number
  readonly tid: number
}
