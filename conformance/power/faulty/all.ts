import { faultyCoordinators } from './coordinator.ts'
import type { Faulty } from './faulty.ts'
import { faultyOperators } from './operator.ts'
import { faultyPlanners } from './planner.ts'
import { faultyQueries } from './query.ts'
import { faultyTasks } from './task.ts'

/** Every faulty implementation that generated checks have to find. */
export const faulties: readonly Faulty[] = [
  ...faultyPlanners,
  ...faultyOperators,
  ...faultyTasks,
  ...faultyCoordinators,
  ...faultyQueries,
]
