import type { Role } from '../../src/contract/roles.ts'
import type { Fault } from './faults.ts'

/** The size of a schedule, one record per role. Every run prints its bounds, because its result holds within them only. */
export interface CoordinatorBounds {
  readonly role: 'coordinator'
  readonly writers: number
  readonly readers: number
  /** The number of epochs, from `first` on. */
  readonly epochs: number
  readonly first: number
  readonly faults: readonly Fault[]
  /** How often each fault may occur. */
  readonly times: number
}

export interface OperatorBounds {
  readonly role: 'operator'
  readonly partitions: number
  readonly coordinator: 'answers' | 'holds' | 'missing' | 'nameless'
  /** The number of executions. */
  readonly executions: number
  readonly faults: readonly Fault[]
  readonly times: number
}

export interface TaskBounds {
  readonly role: 'task'
  readonly partitions: number
  readonly coordinator: 'answers' | 'missing' | 'nameless'
  /** Undefined: the start epoch is not set. */
  readonly first: number | undefined
  /** The number of epochs per partition, and of rows per epoch. */
  readonly epochs: number
  readonly rows: number
  readonly faults: readonly Fault[]
  readonly times: number
}

export interface QueryBounds {
  readonly role: 'query'
  readonly partitions: number
  readonly first: number
  readonly epochs: number
  /** The number of rows per partition, in all epochs. */
  readonly rows: number
  readonly faults: readonly Fault[]
  readonly times: number
}

export interface PlannerBounds {
  readonly role: 'planner'
  /** The number of plans, and the greatest depth of a plan. */
  readonly plans: number
  readonly depth: number
  readonly faults: readonly Fault[]
  readonly times: number
}

interface BoundsByRole {
  readonly planner: PlannerBounds
  readonly operator: OperatorBounds
  readonly task: TaskBounds
  readonly coordinator: CoordinatorBounds
  readonly query: QueryBounds
}

/** The bounds of a role. */
export type Bounds<R extends Role = Role> = {
  readonly [Each in R]: BoundsByRole[Each] & { readonly role: Each }
}[R]
