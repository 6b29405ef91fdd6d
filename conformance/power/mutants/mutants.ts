import type { Mutant } from '../mutant.ts'
import { coordinatorMutants } from './coordinator.ts'

/** Every faulty implementation of the kit. */
export const mutants: readonly Mutant[] = [...coordinatorMutants]
