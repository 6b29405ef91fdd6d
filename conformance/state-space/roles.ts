import type { Role } from '../../src/contract/roles.ts'
import { counted } from '../counted.ts'
import type { Bounds } from './bounds.ts'
import { coordinatorFaults, coordinatorStateSpace } from './coordinator-moves.ts'
import type { Fault } from './faults.ts'
import { operatorFaults, operatorStateSpace } from './operator-moves.ts'
import { plannerFaults, plannerStateSpace } from './planner-moves.ts'
import { queryFaults, queryStateSpace } from './query-moves.ts'
import type { StateSpace } from './state-space.ts'
import { taskFaults, taskStateSpace } from './task-moves.ts'

/** The definition of a role for generated checks. */
export interface RoleDefinition<R extends Role> {
  readonly stateSpace: (bounds: Bounds<R>) => StateSpace
  readonly faults: readonly Fault[]
  /** Small bounds whose states and edges are counted exactly: coverage is measured within them. */
  readonly referenceBounds: Bounds<R>
  /** How a token writes each field of the bounds, in this order. */
  readonly tokenFields: { readonly [Name in Exclude<keyof Bounds<R>, 'role' | 'faults'>]: TokenField }
  /** The sizes of the bounds, in words. */
  readonly describeSizes: (bounds: Bounds<R>) => readonly string[]
}

/** A letter, followed by a number, or by the index of a word. `optional`: a dash means not set. */
export interface TokenField {
  readonly letter: string
  readonly words?: readonly string[]
  readonly optional?: true
}

const noFaults = { faults: [], times: 1 } as const
const times: TokenField = { letter: 'x' }

/** A new role does not compile without its definition here. */
export const roleDefinitions: { readonly [R in Role]: RoleDefinition<R> } = {
  planner: {
    stateSpace: plannerStateSpace,
    faults: plannerFaults,
    referenceBounds: { role: 'planner', plans: 1, depth: 2, ...noFaults },
    tokenFields: { plans: { letter: 'n' }, depth: { letter: 'd' }, times },
    describeSizes: ({ plans, depth }) => [
      counted(plans, 'plan'),
      `at most ${counted(depth, 'operator')} above each other`,
    ],
  },
  operator: {
    stateSpace: operatorStateSpace,
    faults: operatorFaults,
    referenceBounds: { role: 'operator', partitions: 2, coordinator: 'holds', executions: 2, ...noFaults },
    tokenFields: {
      partitions: { letter: 'p' },
      coordinator: { letter: 'c', words: ['answers', 'holds', 'missing', 'nameless'] },
      executions: { letter: 'n' },
      times,
    },
    describeSizes: ({ partitions, coordinator, executions }) => [
      counted(partitions, 'partition'),
      `coordinator ${coordinator}`,
      counted(executions, 'execution'),
    ],
  },
  task: {
    stateSpace: taskStateSpace,
    faults: taskFaults,
    referenceBounds: {
      ...{ role: 'task', partitions: 2, coordinator: 'answers', first: 1, epochs: 2, rows: 1 },
      ...noFaults,
    },
    tokenFields: {
      partitions: { letter: 'p' },
      coordinator: { letter: 'c', words: ['answers', 'missing', 'nameless'] },
      first: { letter: 'f', optional: true },
      epochs: { letter: 'e' },
      rows: { letter: 'r' },
      times,
    },
    describeSizes: ({ partitions, epochs, first, rows }) => [
      counted(partitions, 'partition'),
      `${counted(epochs, 'epoch')} ${first === undefined ? 'no start epoch' : `from ${first} on`}`,
      `at most ${counted(rows, 'row')} per epoch`,
    ],
  },
  coordinator: {
    stateSpace: coordinatorStateSpace,
    faults: coordinatorFaults,
    referenceBounds: { role: 'coordinator', writers: 2, readers: 2, epochs: 3, first: 1, ...noFaults },
    tokenFields: {
      writers: { letter: 'w' },
      readers: { letter: 'r' },
      epochs: { letter: 'e' },
      first: { letter: 'f' },
      times,
    },
    describeSizes: ({ writers, readers, epochs, first }) => [
      counted(writers, 'writer'),
      counted(readers, 'reader'),
      `${counted(epochs, 'epoch')} from ${first} on`,
    ],
  },
  query: {
    stateSpace: queryStateSpace,
    faults: queryFaults,
    referenceBounds: { role: 'query', partitions: 2, first: 1, epochs: 1, rows: 1, ...noFaults },
    tokenFields: {
      partitions: { letter: 'p' },
      first: { letter: 'f' },
      epochs: { letter: 'e' },
      rows: { letter: 'r' },
      times,
    },
    describeSizes: ({ partitions, epochs, first, rows }) => [
      counted(partitions, 'partition'),
      `${counted(epochs, 'epoch')} from ${first} on`,
      `${counted(rows, 'row')} per partition`,
    ],
  },
}

/** The state space of the bounds. */
export function stateSpaceOf<R extends Role>(bounds: Bounds<R>): StateSpace {
  return roleDefinitions[bounds.role].stateSpace(bounds)
}

/** The faults of a role. */
export function faultsOf(role: Role): readonly Fault[] {
  return roleDefinitions[role].faults
}

/** The bounds of a role within which coverage is measured. */
export function referenceBounds<R extends Role>(role: R): Bounds<R> {
  return roleDefinitions[role].referenceBounds
}
