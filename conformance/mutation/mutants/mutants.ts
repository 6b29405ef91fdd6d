import type { Mutant } from '../mutant.ts'
import { coordinatorMutants } from './coordinator.ts'
import { operatorMutants } from './operator.ts'
import { plannerMutants } from './planner.ts'
import { queryMutants } from './query.ts'
import { sparkEditionMutants } from './spark-editions.ts'
import { taskMutants } from './task.ts'

/** All mutants of the model. */
export const mutants: readonly Mutant[] = [
  ...plannerMutants,
  ...operatorMutants,
  ...taskMutants,
  ...coordinatorMutants,
  ...queryMutants,
  ...sparkEditionMutants,
]
