import type { MicroBatchQueries } from './micro-batch-queries.ts'
import type { RunTable } from './run-table.ts'
import type { RunningTasks } from './running-tasks.ts'
import type { StageTable } from './stage-table.ts'
import type { SuccessiveApplications } from './successive-applications.ts'

/** How it was told whose line it is. */
export type Origin =
  /** The line says it: a path, an id, the name of its thread. */
  | 'marked'
  /** No other run or task is known from which it could be. */
  | 'only'
  /** Several could have written it. */
  | 'untold'
  /** It is of no continuous query: a micro-batch query has such lines, too. */
  | 'other'

/** What is known of whose a line can be. */
export interface Known {
  readonly runs: RunTable
  readonly stages: StageTable
  readonly running: RunningTasks
  readonly microBatch: MicroBatchQueries
  readonly applications: SuccessiveApplications
  /** How the last answer was found. */
  origin: Origin
}
