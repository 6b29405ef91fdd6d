import { coordinatorBugs } from './coordinator.ts'
import { operatorBugs } from './operator.ts'
import { plannerBugs } from './planner.ts'
import { queryBugs } from './query.ts'
import type { SeededBug } from './seeded-bug.ts'
import { taskBugs } from './task.ts'

/** All seeded bugs. Generated checks have to find each of them. */
export const seededBugs: readonly SeededBug[] = [
  ...plannerBugs,
  ...operatorBugs,
  ...taskBugs,
  ...coordinatorBugs,
  ...queryBugs,
]
