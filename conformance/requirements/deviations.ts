import type { Deviation } from '../../src/reference/deviations.ts'

/** Where a deviation is to be read. */
export interface SourceFile {
  readonly of: string
  readonly release: string
  readonly file: string
}

/** One difference between the page, or what other lines of Spark were seen to do, and what a line does: expected there, and nowhere else. */
export interface DeviationRecord {
  readonly name: Deviation
  /** The id of the requirement that it contradicts. A deviation that contradicts several has a record for each. */
  readonly requirement: string
  /** The first release that has it, and the last, if later ones have it no more. */
  readonly since: string
  readonly until?: string
  /** The behaviour of the edition, in one sentence. */
  readonly instead: string
  readonly source: SourceFile
  /** The evidence: a log line, or a line of a trace. */
  readonly evidence: string
}

const folder = 'sql/core/src/main/scala/org/apache/spark/sql/execution/streaming/continuous'
const source = (file: string, release: string): SourceFile => {
  return { of: 'apache/spark', release, file: file.includes('/') ? file : `${folder}/${file}` }
}

/** Every deviation that an edition can name. */
export const deviations: readonly DeviationRecord[] = [
  {
    name: 'committed-log-line',
    requirement: 'RDD-23',
    since: '2.4.0',
    instead: 'The log line after the send is `Writer for partition P in epoch E committed.`, without the `is`.',
    source: source('ContinuousWriteRDD.scala', '2.4.8'),
    evidence: 'INFO ContinuousWriteRDD: Writer for partition 0 in epoch 0 committed.',
  },
  {
    name: 'child-first',
    requirement: 'OP-2',
    since: '3.0.0',
    instead:
      'The operator executes the child before it makes the writer factory, and tells the sink the number of partitions.',
    source: source('WriteToContinuousDataSourceExec.scala', '3.0.3'),
    evidence: 'the operator executes its child; the operator makes the writer factory for 1 partition',
  },
  {
    name: 'child-first',
    requirement: 'OP-18',
    since: '3.0.0',
    instead: 'When the making of the writer factory throws, the operator has executed the child.',
    source: source('WriteToContinuousDataSourceExec.scala', '3.0.3'),
    evidence: 'the operator executes its child; the operator throws IllegalStateException "no such topic"',
  },
  {
    name: 'start-log-line',
    requirement: 'OP-7',
    since: '3.0.0',
    instead:
      'The line is `Start processing data source write support: W. The input RDD has N partitions.`, where W is the write.',
    source: source('WriteToContinuousDataSourceExec.scala', '3.0.3'),
    evidence:
      'INFO WriteToContinuousDataSourceExec: Start processing data source write support: Sink. The input RDD has 1 partitions.',
  },
  {
    name: 'writer-closed',
    requirement: 'RDD-43',
    since: '3.0.0',
    instead: 'The task closes the writer at the end of its epoch, however the epoch ended.',
    source: source('ContinuousWriteRDD.scala', '3.0.3'),
    evidence: 'task 1 closes the writer of epoch 11',
  },
  {
    name: 'no-writer-closed',
    requirement: 'RDD-73',
    since: '3.0.0',
    until: '3.3.4',
    instead: 'The task fails with a NullPointerException, because it closes a writer that was never created.',
    source: source('ContinuousWriteRDD.scala', '3.3.4'),
    evidence: 'task 0 fails with NullPointerException',
  },
  {
    name: 'backlog-limit',
    requirement: 'EC-70',
    since: '3.0.0',
    instead: 'The coordinator stops the query when its offsets, commits or waiting epochs exceed the backlog limit.',
    source: source('EpochCoordinator.scala', '3.0.3'),
    evidence:
      'the query is stopped with IllegalStateException "Size of the partition offset queue has exceeded its maximum"',
  },
  {
    name: 'job-aborted-wording',
    requirement: 'OP-26',
    since: '3.2.0',
    until: '3.3.4',
    instead: 'The message is `Writing job aborted`, without the full stop.',
    source: source('sql/catalyst/src/main/scala/org/apache/spark/sql/errors/QueryExecutionErrors.scala', '3.2.4'),
    evidence: 'the operator throws SparkException "Writing job aborted"',
  },
  {
    name: 'job-failure-bare',
    requirement: 'OP-26',
    since: '3.4.0',
    instead: 'The execution throws the failure of the job as it is.',
    source: source('WriteToContinuousDataSourceExec.scala', '3.4.4'),
    evidence: 'the operator throws SparkException "Job aborted due to stage failure: …"',
  },
  {
    name: 'job-failure-bare',
    requirement: 'OP-27',
    since: '3.4.0',
    instead:
      'The execution throws the failure of the job, which names the error of the task, and not an exception with this cause.',
    source: source('WriteToContinuousDataSourceExec.scala', '3.4.4'),
    evidence:
      'the operator throws SparkException "Job aborted due to stage failure: …", caused by IOException "broken pipe"',
  },
  {
    name: 'own-errors-bare',
    requirement: 'CE-31',
    since: '4.0.0',
    instead: 'A task that fails with an error of Spark itself fails its job with that very error.',
    source: source('core/src/main/scala/org/apache/spark/scheduler/DAGScheduler.scala', '4.0.2'),
    evidence: 'the query stops with SparkException "Data read failed.", caused by IOException "connection reset"',
  },
]

/** The name of each deviation, once. */
export const deviationNames: readonly Deviation[] = [...new Set(deviations.map(({ name }) => name))]

/** `since 3.0.0`, or `from 3.2.0 to 3.3.4`. */
export const describeSpan = ({ since, until }: DeviationRecord): string =>
  until === undefined ? `since ${since}` : `from ${since} to ${until}`
