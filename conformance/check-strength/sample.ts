import { measureRecordings } from './measure-recordings.ts'

/** The part of the changes that a test tries. */
export const measureSample = () => measureRecordings({ every: 29, seed: 1 })
