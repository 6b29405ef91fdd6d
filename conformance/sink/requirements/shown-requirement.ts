import type { SinkMoment } from '../run/try-schedule.ts'

/** Of a requirement, for tests: a case that keeps it, and one with a fault of the sink or of Spark that breaks it. */
export interface ShownRequirement {
  readonly good: readonly SinkMoment[]
  readonly faulty: readonly SinkMoment[]
  /** Where the fault is found, and why. */
  readonly at: number
  readonly because: string
}
