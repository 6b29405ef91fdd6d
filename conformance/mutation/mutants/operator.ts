import type { Mutant } from '../mutant.ts'
import { operatorFailureMutants } from './operator-failures.ts'
import { operatorJobMutants } from './operator-job.ts'
import { operatorStartMutants } from './operator-start.ts'

export const operatorMutants: readonly Mutant[] = [
  ...operatorStartMutants,
  ...operatorJobMutants,
  ...operatorFailureMutants,
]
