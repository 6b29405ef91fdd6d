import type { BatchSchedule } from './batch-schedule.ts'
import type { Schedule } from './schedule.ts'

/** What a sink is put through. */
export interface SinkScenario extends Schedule {
  readonly name: string
  /** What fails, as a sentence: one of `sinkFaults` in the kit's own scenarios. */
  readonly fault: string
  /** Spark does here what its documentation says to sinks, or what only its code says (CE-19, CE-20). */
  readonly spark: 'as documented' | 'as it is'
}

/** What a sink is put through under micro-batch execution. */
export type BatchScenario = BatchSchedule & Pick<SinkScenario, 'name' | 'fault' | 'spark'>
