import type { Bounds, BoundsOf } from './bounds.ts'
import { coordinatorFaults, coordinatorStateSpace } from './coordinator-moves.ts'
import type { Fault } from './faults.ts'
import { operatorFaults, operatorStateSpace } from './operator-moves.ts'
import { plannerFaults, plannerStateSpace } from './planner-moves.ts'
import { queryFaults, queryStateSpace } from './query-moves.ts'
import type { StateSpace } from './state-space.ts'
import { taskFaults, taskStateSpace } from './task-moves.ts'

/** All that a generated check may do within the bounds. */
export function stateSpaceOf(bounds: Bounds): StateSpace {
  switch (bounds.role) {
    case 'planner':
      return plannerStateSpace(bounds) as StateSpace
    case 'operator':
      return operatorStateSpace(bounds) as StateSpace
    case 'task':
      return taskStateSpace(bounds) as StateSpace
    case 'coordinator':
      return coordinatorStateSpace(bounds) as StateSpace
    case 'query':
      return queryStateSpace(bounds) as StateSpace
  }
}

/** The faults that the space of a role knows. */
export function faultsOf(role: Bounds['role']): readonly Fault[] {
  switch (role) {
    case 'planner':
      return plannerFaults
    case 'operator':
      return operatorFaults
    case 'task':
      return taskFaults
    case 'coordinator':
      return coordinatorFaults
    case 'query':
      return queryFaults
  }
}

/** The bounds whose states and edges are counted exactly, and against which coverage is told. */
export function referenceBounds<R extends Bounds['role']>(role: R): BoundsOf<R> {
  return reference[role] as BoundsOf<R>
}

const reference: { readonly [R in Bounds['role']]: BoundsOf<R> } = {
  planner: { role: 'planner', plans: 1, depth: 2, faults: [], times: 1 },
  operator: { role: 'operator', partitions: 2, coordinator: 'holds', executions: 2, faults: [], times: 1 },
  task: { role: 'task', partitions: 2, coordinator: 'answers', first: 1, epochs: 2, rows: 1, faults: [], times: 1 },
  coordinator: { role: 'coordinator', writers: 2, readers: 2, epochs: 3, first: 1, faults: [], times: 1 },
  query: { role: 'query', partitions: 2, first: 1, epochs: 1, rows: 1, faults: [], times: 1 },
}
