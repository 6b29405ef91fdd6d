import type { Mutant } from '../mutant.ts'
import { taskCommitMutants } from './task-commits.ts'
import { taskEndMutants } from './task-ends.ts'
import { taskEpochMutants } from './task-epochs.ts'
import { taskErrorMutants } from './task-errors.ts'
import { taskInterruptMutants } from './task-interrupts.ts'
import { taskPropertyMutants } from './task-properties.ts'

export const taskMutants: readonly Mutant[] = [
  ...taskPropertyMutants,
  ...taskEpochMutants,
  ...taskCommitMutants,
  ...taskEndMutants,
  ...taskErrorMutants,
  ...taskInterruptMutants,
]
