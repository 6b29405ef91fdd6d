import type { Role } from '../../src/contract/roles.ts'
import type { Fault } from './faults.ts'

/** How far a schedule may go, one record per role. Every run prints them: what was checked was checked within them. */
export interface CoordinatorBounds {
  readonly role: 'coordinator'
  readonly writers: number
  readonly readers: number
  /** How many epochs, from `first` on. */
  readonly epochs: number
  readonly first: number
  readonly faults: readonly Fault[]
  /** How often each fault may come. */
  readonly times: number
}

export interface OperatorBounds {
  readonly role: 'operator'
  readonly partitions: number
  readonly coordinator: 'answers' | 'holds' | 'missing' | 'nameless'
  /** How often it is executed. */
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
  /** How many epochs of each partition, and rows of each epoch. */
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
  /** Rows of each partition, all in all. */
  readonly rows: number
  readonly faults: readonly Fault[]
  readonly times: number
}

export interface PlannerBounds {
  readonly role: 'planner'
  /** How many plans, and how deep each. */
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

/** How far a schedule of a role may go. */
export type Bounds<R extends Role = Role> = {
  readonly [Each in R]: BoundsByRole[Each] & { readonly role: Each }
}[R]
