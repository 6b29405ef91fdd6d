import type { Event } from '../../contract/events.ts'
import type { Report } from '../../contract/messages.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import type { ErrorValue } from '../../contract/values.ts'
import type { CoordinatorState } from '../coordinator.ts'
import type { OperatorState } from '../operator.ts'
import type { TaskState } from '../task.ts'
import type { Checkpoint } from './checkpoint.ts'

/**
 * A whole query: the participants, which are the models of their own roles, and what only the whole has.
 * Participants are those of the run that is under way, or of the last one; pending faults around them outlive a run.
 */
export interface QueryState {
  readonly role: 'query'
  readonly setup: QuerySetup
  readonly checkpoint: Checkpoint
  /** How often it was executed, and how many runs that has come to: they tell one coordinator's id from another's. */
  readonly executions: number
  readonly runs: number
  readonly operator: OperatorState
  readonly tasks: TaskState
  readonly coordinator: CoordinatorState
  /** Whether the coordinator of the latest run is gone: nobody is registered under its id any more. */
  readonly coordinatorIsGone: boolean
  /** By partition: the reader below the task. */
  readonly readers: readonly Reader[]
  /** By partition: what its task and reader have sent and the coordinator has not got, the oldest first. */
  readonly mailboxes: readonly (readonly Report[])[]
  /** Why its coordinator has it stopped; null: it has not. */
  readonly failure: ErrorValue | null
}

/** The reader of a partition. */
export interface Reader {
  /** How many rows it has handed out, in all runs: this is what it reports as its offset. */
  readonly offset: number
  /** The coordinator's epoch as its marker thread has last seen it. */
  readonly epoch: number
}

export type QueryStep = { readonly state: QueryState; readonly events: readonly Event[] }

/** Nothing happens. */
export function still(state: QueryState): QueryStep {
  return { state, events: [] }
}

/** One thing after the other. */
export function inTurn(step: QueryStep, ...next: readonly ((state: QueryState) => QueryStep)[]): QueryStep {
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
