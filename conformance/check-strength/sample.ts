import type { Load } from '../mutation/mutated-model.ts'
import { measureMutants } from './measure-mutants.ts'
import { measureRecordings } from './measure-recordings.ts'

/** The part of the changes that a test tries. */
export const measureSample = () => measureRecordings({ every: 29, seed: 1 })

/** The mutants that a test tries. */
export const measureMutantSample = (load?: Load) => measureMutants({ every: 13, runs: 40, load })
