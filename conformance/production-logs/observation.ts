import type { Ask } from '../../src/contract/messages.ts'

/** What a query does, as its log shows it. Names and fields are those of the contract's events, where the contract has such an event. */
export type Observation =
  // the application
  | { readonly kind: 'release'; readonly version: string }
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
  /** The query's own thread has moved the epoch: the contract's `answered`. */
  | {
      readonly kind: 'answered'
      readonly message: Extract<Ask['type'], 'IncrementAndGetEpoch'>
      readonly value: number
    }
  | { readonly kind: 'cancelled'; readonly runId: string }
  | { readonly kind: 'query-stopped'; readonly runId: string; readonly error: string | undefined }
  // the operator, its job and its tasks
  | { readonly kind: 'writing-started'; readonly partitions: number; readonly text: string }
  | { readonly kind: 'stage-submitted'; readonly stage: number }
  | { readonly kind: 'stage-ended'; readonly stage: number; readonly runId: string | undefined }
  | {
      readonly kind: 'task-launched'
      readonly task: TaskId
      readonly partition: number
      readonly executor: string
      /** The first characters of the query's id, in Spark 4. */
      readonly queryId: string | undefined
    }
  | { readonly kind: 'task-started'; readonly task: TaskId }
  | { readonly kind: 'task-ended'; readonly task: TaskId }
  | { readonly kind: 'committing'; readonly partition: number; readonly epoch: number }
  | { readonly kind: 'committed'; readonly partition: number; readonly epoch: number }
  | { readonly kind: 'aborting'; readonly partition: number }
  | { readonly kind: 'writer-aborted'; readonly partition: number }
  // the coordinator and the two logs
  | { readonly kind: 'offset-added'; readonly epoch: number; readonly checkpoint: string }
  | { readonly kind: 'query-committed'; readonly epoch: number; readonly checkpoint: string }
  | {
      readonly kind: 'error-ignored'
      readonly call: 'sink-commit' | 'add-offset' | 'query-commit' | 'unknown'
      readonly error: string
    }
  | { readonly kind: 'commit-received'; readonly partition: number; readonly epoch: number; readonly message: string }
  | { readonly kind: 'offsets-complete'; readonly epoch: number }
  | { readonly kind: 'epoch-ready'; readonly epoch: number }
  | { readonly kind: 'epoch-waits'; readonly epoch: number; readonly behind: number }
  | { readonly kind: 'backlog-exceeded'; readonly text: string }

/** A task of a job, as Spark's scheduler and executors name it: `task 0.1 in stage 2.0 (TID 7)`. */
export interface TaskId {
  readonly index: number
  readonly attempt: number
  readonly stage: number
  readonly tid: number
}
