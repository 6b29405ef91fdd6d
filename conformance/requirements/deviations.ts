import type { Deviation } from '../../src/reference/deviations.ts'

/** Where a deviation is to be read. */
export interface SourceFile {
  readonly of: string
  readonly release: string
  readonly file: string
}

/** One difference between the page and what a line of Spark does: expected there, and nowhere else. */
export interface DeviationRecord {
  readonly name: Deviation
  /** The id of the requirement that it contradicts. */
  readonly requirement: string
  /** The first release that has it. */
  readonly since: string
  /** What happens instead, in one sentence. */
  readonly instead: string
  readonly source: SourceFile
  /** What was seen: a line of a log or of a trace. */
  readonly evidence: string
}

/** Every deviation that an edition can name, each once. */
export const deviations: readonly DeviationRecord[] = [
  {
    name: 'committed-log-line',
    requirement: 'RDD-23',
    since: '2.4.0',
    instead: 'The line after the send is `Writer for partition P in epoch E committed.`, without the `is`.',
    source: {
      of: 'apache/spark',
      release: '2.4.8',
      file: 'sql/core/src/main/scala/org/apache/spark/sql/execution/streaming/continuous/ContinuousWriteRDD.scala',
    },
    evidence: 'INFO ContinuousWriteRDD: Writer for partition 0 in epoch 0 committed.',
  },
]
