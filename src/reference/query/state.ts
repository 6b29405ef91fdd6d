import type { Event } from '../../contract/events.ts'
import type { OneWayMessage } from '../../contract/messages.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import type { ErrorValue } from '../../contract/values.ts'
import type { CoordinatorState } from '../coordinator.ts'
import type { OperatorState } from '../operator.ts'
import type { TaskState } from '../task.ts'
import type { Checkpoint } from './checkpoint.ts'

// ContinuousExecution.md, the whole page: the state of a streaming query.

/**
 * A whole query: its parts, each the model of its own role, and what only the whole has. The parts are those of the
 * current run, or of the last one. Pending faults around them outlive a run.
 */
export interface QueryState {
  readonly role: 'query'
  readonly setup: QuerySetup
  readonly checkpoint: Checkpoint
  /** How often the query was executed. */
  readonly executions: number
  /** How many runs all executions have had. Both numbers are part of the coordinator's id. */
  readonly runs: number
  readonly operator: OperatorState
  readonly tasks: TaskState
  readonly coordinator: CoordinatorState
  /** Whether the endpoint of the latest coordinator is gone. */
  readonly coordinatorIsGone: boolean
  /** By partition: the reader below the task. */
  readonly readers: readonly Reader[]
  /** By partition: the messages that were sent and not delivered, the oldest first. */
  readonly mailboxes: readonly (readonly OneWayMessage[])[]
  /** The error with which the coordinator stops the query; null: it does not. */
  readonly failure: ErrorValue | null
}

/** The reader of a partition. */
export interface Reader {
  /** How many rows the reader has returned, in all runs. It reports this number as its offset. */
  readonly offset: number
  /** The coordinator's epoch as the reader's marker thread has last seen it. */
  readonly epoch: number
}

export type QueryStep = { readonly state: QueryState; readonly events: readonly Event[] }

export function doNothing(state: QueryState): QueryStep {
  return { state, events: [] }
}

/** Goes on with one function after the other, each from the state that the last one has left. */
export function doInTurn(step: QueryStep, ...next: readonly ((state: QueryState) => QueryStep)[]): QueryStep {
  return next.reduce(({ state, events }, act) => {
    const after = act(state)
    return { state: after.state, events: [...events, ...after.events] }
  }, step)
}

/** Whether a run is under way: the query's thread waits for the job. */
export function isRunning({ operator }: QueryState): boolean {
  return operator.thread === 'runs-job'
}

/** The numbers of the partitions. */
export function partitionsOf({ setup }: QueryState): readonly number[] {
  return Array.from({ length: setup.partitions }, (_, partition) => partition)
}
