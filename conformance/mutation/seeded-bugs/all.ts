import { coordinatorBugs } from './coordinator.ts'
import { operatorBugs } from './operator.ts'
import { plannerBugs } from './planner.ts'
import { queryBugs } from './query.ts'
import type { SeededBug } from './seeded-bug.ts'
import { taskBugs } from './task.ts'

/** Every faulty implementation that generated checks have to find. */
export const seededBugs: readonly SeededBug[] = [
  ...plannerBugs,
  ...operatorBugs,
  ...taskBugs,
  ...coordinatorBugs,
  ...queryBugs,
]
