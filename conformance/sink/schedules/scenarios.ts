import type { AnotherQuery } from './another-query.ts'
import type { BatchSchedule, BatchStep } from './batch-schedule.ts'
import type { Schedule, SinkStep } from './schedule.ts'

/** What a sink is put through. */
export interface SinkScenario extends Schedule<SinkStep | AnotherQuery> {
  readonly name: string
  /** What fails, as a sentence: one of `sinkFaults` in the kit's own scenarios. */
  readonly fault: string
  /** Spark does here what its documentation says to sinks, or what only its code says (CE-19, CE-20). */
  readonly spark: 'as documented' | 'as it is'
}

/** What a sink is put through under micro-batch execution. */
export type BatchScenario = BatchSchedule<BatchStep | AnotherQuery> & Pick<SinkScenario, 'name' | 'fault' | 'spark'>
