import type { Mutant } from '../mutant.ts'
import { commitMutants } from './coordinator-commits.ts'
import { countMutants } from './coordinator-counts.ts'
import { faultMutants } from './coordinator-faults.ts'
import { messageMutants } from './coordinator-messages.ts'
import { offsetMutants } from './coordinator-offsets.ts'
import { stopMutants } from './coordinator-stop.ts'

/** Faulty coordinators, by what goes wrong: messages, the stop, commits and their order, counting, offsets, and faults around it. */
export const coordinatorMutants: readonly Mutant[] = [
  ...messageMutants,
  ...stopMutants,
  ...commitMutants,
  ...countMutants,
  ...offsetMutants,
  ...faultMutants,
]
