import type { Mutant } from '../mutant.ts'
import { coordinatorMutants } from './coordinator.ts'
import { linesOfSparkMutants } from './lines-of-spark.ts'
import { operatorMutants } from './operator.ts'
import { plannerMutants } from './planner.ts'
import { queryMutants } from './query.ts'
import { taskMutants } from './task.ts'

/** Every faulty implementation of the kit. */
export const mutants: readonly Mutant[] = [
  ...plannerMutants,
  ...operatorMutants,
  ...taskMutants,
  ...coordinatorMutants,
  ...queryMutants,
  ...linesOfSparkMutants,
]
