import { describe, expect, it } from 'vitest'
import { judged } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'
import type { LogVerdict } from '../report/check-report.ts'
import { held as ruleHeld } from './rule.ts'
import { rules } from './rules.ts'

type Lines = readonly (string | Lines)[]
type Case = readonly [
  requirement: string,
  kind: LogVerdict['kind'],
  title: string,
  lines: Lines,
  events?: readonly string[],
]

const { head, epoch, epochAtDebug, stop } = log
const udf = 'org.apache.spark.SparkException: [FAILED_EXECUTE_UDF] boom'
const retry = 'org.apache.spark.sql.execution.streaming.continuous.ContinuousTaskRetryException: no retry'
const jobAborted = 'org.apache.spark.SparkException: Job aborted due to stage failure: Task 0 failed: '
const ofJob = `${jobAborted}${udf}`
const dataRead = 'org.apache.spark.SparkException: Data read failed.'
const ofSink = 'org.apache.spark.SparkException: [orders] no connection'
const whole: Lines = [head(), epoch(0), epoch(1), stop]
const wholeAtDebug: Lines = [head(), epochAtDebug(0), epochAtDebug(1), stop]
const abort = (partition: number) => [log.aborting(partition), log.aborted(partition)]
const failingBy = (error: string, version: string, ...end: Lines): Lines => [
  head(0, version),
  epoch(0),
  abort(0),
  log.fails(0, error),
  ...end,
]
const failing = (version: string, ...end: Lines): Lines => failingBy(udf, version, ...end)
const second = (first: number): Lines => [
  log.starts(log.otherRunId),
  log.resumes(first - 1),
  log.coordinator,
  log.newEpoch(first + 1),
]
const backlog = (text: string): Lines => [
  head(),
  log.error(
    `ContinuousExecution: Query orders [id = 56f817e5-7e1a-4053-875e-6eaf8e7e762b, runId = ${log.runId}] received exception java.lang.${text}`,
  ),
]
const endless = 'Size of the partition offset queue has exceeded its maximum'

const coordinatorId = `${log.runId}--2113916d-aceb-4d3b-a570-612afcf78e13`
const jobStart = (
  properties: Readonly<Record<string, string | undefined>> = {},
  {
    tasks = 2,
    partitions,
    job = 0,
  }: { readonly tasks?: number; readonly partitions?: number; readonly job?: number } = {},
) =>
  JSON.stringify({
    Event: 'SparkListenerJobStart',
    'Job ID': job,
    'Stage Infos': [
      {
        'Stage ID': job,
        'Number of Tasks': tasks,
        'RDD Info': [{ Name: 'ContinuousWriteRDD', 'Number of Partitions': partitions ?? tasks }],
      },
    ],
    Properties: {
      'spark.jobGroup.id': log.runId,
      __is_continuous_processing: 'true',
      __continuous_start_epoch: '0',
      __epoch_coordinator_id: coordinatorId,
      ...properties,
    },
  })
const logStart = JSON.stringify({ Event: 'SparkListenerLogStart', 'Spark Version': '3.5.8' })
const jobEnd = (result: string) =>
  JSON.stringify({ Event: 'SparkListenerJobEnd', 'Job ID': 0, 'Job Result': { Result: result } })
const taskStart = (index: number, tid = index, attempt = 0) =>
  JSON.stringify({
    Event: 'SparkListenerTaskStart',
    'Stage ID': 0,
    'Task Info': { 'Task ID': tid, Index: index, Attempt: attempt },
  })
const retryEnd = (error: string) =>
  JSON.stringify({
    Event: 'SparkListenerTaskEnd',
    'Stage ID': 0,
    'Task End Reason': { Reason: 'ExceptionFailure', 'Class Name': error },
    'Task Info': { 'Task ID': 0, Index: 0, Attempt: 1 },
  })
const queryEnd = (exception: string) =>
  JSON.stringify({
    Event: 'org.apache.spark.sql.streaming.StreamingQueryListener$QueryTerminatedEvent',
    runId: log.runId,
    exception,
  })
const late = (interval: number): string =>
  log.warn(
    `ProcessingTimeExecutor: Current batch is falling behind. The trigger interval is ${interval} milliseconds, but spent 1356 milliseconds`,
  )
/** The same line with the name of its thread, that of the query. */
const lateInThread = (interval: number): readonly string[] => {
  const [, text = ''] = late(interval).split(' WARN ProcessingTimeExecutor: ')
  const thread = (level: string, logger: string, message: string) =>
    `2026-11-28T12:00:00,000 [stream execution thread for orders [id = 56f817e5-7e1a-4053-875e-6eaf8e7e762b, runId = ${log.runId}]] ${level} org.apache.spark.${logger} - ${message}`
  return [
    thread('INFO', 'SparkContext', 'Running Spark version 2.4.8'),
    thread(
      'INFO',
      'ContinuousExecution',
      `Starting orders [id = 56f817e5-7e1a-4053-875e-6eaf8e7e762b, runId = ${log.runId}]. Use file:/c to store the query checkpoint.`,
    ),
    thread('WARN', 'ProcessingTimeExecutor', text),
  ]
}
const sought = (id: string): readonly string[] => [
  log.error('TransportRequestHandler: Error while invoking RpcHandler#receive() for one-way message.'),
  `org.apache.spark.SparkException: Could not find EpochCoordinator-${id}.`,
]
const old = [head(0, '2.4.8'), epoch(0)]
const interval = { __continuous_epoch_interval: '1000' }

/** Epochs 1 and 2 are complete before epoch 0, although no line says that they wait. Two of the three are committed. */
const twoWait: Lines = [
  head(),
  [0, 1, 2].map((one) => log.writes(one)),
  log.received(0, 0),
  [1, 2].flatMap((one) => [log.reported(one), log.offsets(one), log.received(0, one), log.received(1, one)]),
  log.reported(0),
  log.offsets(0),
  log.received(1, 0),
  [0, 1].map((one) => [log.ready(one), log.commit(one)]),
]

const cases: readonly Case[] = [
  ['OP-7', 'held', 'the operator says its start in the words of Spark 2.4', [head(0, '2.4.8'), epoch(0)]],
  [
    'OP-7',
    'violated',
    'tasks are launched without the line of the operator',
    [
      log.release(),
      log.starts(),
      log.firstStart,
      log.coordinator,
      log.newEpoch(1),
      log.job(),
      log.launch(0),
      log.writing(),
    ],
  ],
  ['OP-32', 'held', 'the line has the name of the operator', whole],
  ['OP-12', 'held', 'one job over all partitions', whole],
  [
    'OP-12',
    'violated',
    'a job over fewer partitions',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.writing(3), log.job()],
  ],
  ['OP-12', 'violated', 'two jobs of one write', [head(), log.job(1)]],
  ['OP-13', 'held', 'one task per partition', whole],
  ['OP-13', 'violated', 'two tasks of one partition', [head(), log.launch(1, 7)]],
  [
    'OP-26',
    'held',
    'Spark 2.4 says that the job was aborted',
    failing('2.4.8', log.failed('org.apache.spark.SparkException: Writing job aborted.')),
  ],
  ['OP-26', 'violated', 'Spark 2.4 says something else', failing('2.4.8', log.failed(udf))],
  [
    'OP-43',
    'held',
    'Spark 3.2 says it without a full stop',
    failing('3.2.1', log.failed('org.apache.spark.SparkException: Writing job aborted')),
  ],
  [
    'OP-43',
    'violated',
    'Spark 3.2 says it with a full stop',
    failing('3.2.1', log.failed('org.apache.spark.SparkException: Writing job aborted.')),
  ],
  ['OP-44', 'held', 'Spark 3.5 says the failure of the job', failing('3.5.8', log.failed(ofJob))],
  [
    'OP-44',
    'violated',
    'Spark 3.5 wraps it',
    failing('3.5.8', log.failed('org.apache.spark.SparkException: Writing job aborted.')),
  ],
  [
    'CE-31',
    'held',
    'the failure of the job is the cause',
    failing('2.4.8', log.failed('org.apache.spark.SparkException: Writing job aborted.', ofJob)),
  ],
  ['CE-31', 'violated', 'the failure of the job is nowhere', failing('3.5.8', log.failed(udf))],
  ['CE-32', 'held', "Spark 4 shows the task's own error", failing('4.2.0', log.failed(udf))],
  ['CE-32', 'violated', 'Spark 4 shows another error', failing('4.2.0', log.failed(ofJob))],
  [
    'CE-32',
    'violated',
    'Spark 4 shows another error than that of the read',
    failing('4.2.0', log.fails(1, dataRead), log.failed(ofJob)),
  ],
  [
    'CE-32',
    'no occasion',
    "the sink throws an exception of Spark's class",
    failingBy(ofSink, '4.2.0', log.failed(`${jobAborted}${ofSink}`)),
  ],
  [
    'CE-32',
    'no occasion',
    'of two errors, Spark 4 shows the one without a name',
    failing('4.2.0', log.fails(1, ofSink), log.failed(`${jobAborted}${ofSink}`)),
  ],
  ['RDD-4', 'held', 'tasks begin with the start epoch', whole],
  ['RDD-4', 'violated', 'a task begins with the next epoch', [head(), log.writes(1, [0])]],
  ['RDD-4', 'cannot tell', 'no driver tells the run of the task', [log.runs(0), log.writes(0, [0])]],
  ['RDD-14', 'held', 'each commit is announced', whole],
  ['RDD-14', 'violated', 'a commit is not announced', [head(), log.writes(0), log.committed(0, 1)]],
  ['RDD-15', 'violated', 'an epoch is committed twice', [head(), log.writes(0), log.committed(0, 0)]],
  ['RDD-15', 'held', 'each epoch is committed once', whole],
  ['RDD-23', 'held', 'each commit is confirmed', whole],
  [
    'RDD-23',
    'violated',
    'a commit is not confirmed',
    [head(), log.committing(0, 0), log.committing(0, 1), log.committed(0, 1)],
  ],
  ['RDD-24', 'held', 'epochs follow each other', whole],
  ['RDD-24', 'violated', 'a task skips an epoch', [head(), log.writes(0), log.writes(2)]],
  ['RDD-25', 'held', 'a task begins the next epoch by itself', whole],
  ['RDD-25', 'cannot tell', 'a task ends by itself', [head(), epoch(0), epoch(1), log.finished(0)]],
  ['RDD-25', 'held', 'a killed task ends', [head(), epoch(0), epoch(1), log.kill(0), log.finished(0)]],
  [
    'RDD-24',
    'cannot tell',
    'an interrupt repeats an epoch',
    [head(), log.writes(0), log.committing(0, 1), log.committing(0, 1)],
  ],
  ['RDD-24', 'cannot tell', 'the log begins in the middle of a task', [log.writes(0), log.writes(2)]],
  [
    'RDD-26',
    'held',
    'a killed task ends its epoch',
    [head(), epoch(0), log.kill(0), log.writes(1, [0]), log.killed(0)],
  ],
  [
    'RDD-26',
    'violated',
    'a killed task goes on',
    [head(), epoch(0), log.kill(0), log.writes(1, [0]), log.writes(2, [0]), log.writes(3, [0])],
  ],
  [
    'RDD-26',
    'cannot tell',
    'an epoch may have begun before the kill',
    [head(), epoch(0), log.kill(0), log.writes(1, [0]), log.writes(2, [0])],
  ],
  ['RDD-33', 'held', 'the abort is announced', failing('3.5.8')],
  ['RDD-33', 'violated', 'a task fails without an abort', [head(), epoch(0), log.fails(0, udf)]],
  ['RDD-33', 'violated', 'an abort is announced twice', [head(), log.aborting(0), abort(0)]],
  ['RDD-33', 'no occasion', 'a task that finds no coordinator has no writer to abort', [head(), log.failsAtLookup(0)]],
  ['RDD-33', 'no occasion', 'an interrupt before there is a writer fails its close', [head(), log.failsToClose(0)]],
  ['RDD-34', 'held', 'the abort is confirmed', failing('3.5.8')],
  ['RDD-34', 'violated', 'the abort is not confirmed', [head(), epoch(0), log.aborting(0), log.fails(0, udf)]],
  ['RDD-34', 'violated', 'the abort is confirmed twice', [head(), abort(0), log.aborted(0)]],
  ['RDD-39', 'violated', 'the abort is confirmed only', [head(), log.aborted(0)]],
  ['RDD-36', 'held', 'a failed task begins no epoch', failing('3.5.8')],
  ['RDD-36', 'violated', 'an epoch follows the abort', [head(), epoch(0), abort(0), log.committing(0, 1)]],
  [
    'RDD-42',
    'held',
    'an abort that has thrown is not confirmed',
    [head(), log.writes(0), log.aborting(0), log.warn('Utils: Suppressing exception in catch: no'), log.fails(0, udf)],
  ],
  [
    'RDD-42',
    'violated',
    'an abort that has thrown is confirmed',
    [head(), log.writes(0), log.aborting(0), log.warn('Utils: Suppressing exception in catch: no'), log.aborted(0)],
  ],
  ['EC-9', 'held', 'the epoch grows by one', whole],
  ['EC-9', 'violated', 'the epoch jumps', [head(), log.newEpoch(3)]],
  [
    'EC-9',
    'violated',
    'the first epoch jumps',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.newEpoch(2)],
  ],
  ['EC-9', 'cannot tell', 'the log begins in the middle of a run', [log.newEpoch(3), log.newEpoch(7)]],
  ['EC-14', 'held', 'nothing is committed after the end', whole],
  [
    'EC-14',
    'violated',
    'an epoch is committed after the end',
    [head(), epoch(0), log.cancel(), log.stopped(), log.commit(1)],
  ],
  ['EC-15', 'held', 'no offset is added after the end', whole],
  [
    'EC-15',
    'violated',
    'an offset is added after the end',
    [head(), epoch(0), log.cancel(), log.stopped(), log.offsets(1)],
  ],
  ['EC-19', 'held', 'the coordinator says that it is there', whole],
  ['EC-21', 'violated', 'a run makes two coordinators', [head(), log.coordinator]],
  [
    'EC-21',
    'held',
    'a reconfigured run makes another one',
    [
      head(),
      log.info(
        'ContinuousExecution: Query 56f817e5-7e1a-4053-875e-6eaf8e7e762b ignoring exception from reconfiguring: x',
      ),
      log.firstStart,
      log.coordinator,
      log.newEpoch(1),
    ],
  ],
  ['EC-72', 'held', 'its line has the name of the reference', whole],
  ['EC-29', 'held', 'all partitions commit before', whole],
  [
    'EC-29',
    'violated',
    'one partition does not',
    [head(), epoch(0), log.writes(1, [0]), log.offsets(1), log.commit(1)],
  ],
  [
    'EC-29',
    'cannot tell',
    'the run of the tasks is not told',
    [log.release(), log.starts(), log.firstStart, log.offsets(0), log.commit(0), log.runs(0), log.writes(0, [0])],
  ],
  ['EC-30', 'held', 'offsets come before the commit', whole],
  ['EC-30', 'violated', 'a later epoch has none', [head(), epoch(0), log.writes(1), log.commit(1)]],
  [
    'EC-30',
    'violated',
    'an epoch is committed that no reader has reported to this run',
    [head(7), log.writes(7), log.received(0, 7), log.received(1, 7), log.ready(7)],
  ],
  ['EC-30', 'cannot tell', 'an earlier run may have logged them', [head(), log.writes(0), log.commit(0)]],
  ['EC-34', 'held', 'the start epoch is committed first', whole],
  [
    'EC-34',
    'violated',
    'another epoch is committed first',
    [head(), log.writes(0), log.writes(1), log.offsets(1), log.commit(1)],
  ],
  ['EC-35', 'held', 'epochs are committed in order', whole],
  ['EC-37', 'violated', 'an epoch is left out', [head(), epoch(0), log.offsets(2), log.commit(2)]],
  ['EC-39', 'violated', 'an epoch is committed again', [head(), epoch(0), log.commit(0)]],
  ['EC-71', 'held', 'epochs beyond 2^31 are committed in order', [head(2 ** 31), epoch(2 ** 31), epoch(2 ** 31 + 1)]],
  ['EC-71', 'violated', 'an epoch beyond 2^31 is left out', [head(2 ** 31), epoch(2 ** 31), log.commit(2 ** 31 + 2)]],
  [
    'EC-71',
    'violated',
    'the current epoch falls back to 32 bits',
    [head(2 ** 31 - 2), log.newEpoch(2 ** 31), log.newEpoch(-(2 ** 31))],
  ],
  [
    'EC-71',
    'held',
    'the current epoch goes beyond 2^31',
    [head(2 ** 31 - 2), epoch(2 ** 31 - 2), log.newEpoch(2 ** 31 + 1)],
  ],
  [
    'EC-71',
    'violated',
    'the epoch after 2^31 is a negative one',
    [head(2 ** 31 - 1), epoch(2 ** 31 - 1), log.commit(5)],
  ],
  ['EC-47', 'violated', 'a later epoch has no offsets', [head(), epoch(0), log.writes(1), log.commit(1)]],
  ['CE-10', 'violated', 'a later epoch has no offsets', [head(), epoch(0), log.writes(1), log.commit(1)]],
  [
    'CE-10',
    'held',
    'an earlier run has logged them',
    [head(), epoch(0), log.offsets(1), log.cancel(), log.stopped(), second(1), log.commit(1)],
  ],
  ['CE-11', 'held', 'the entry has the number of the epoch', whole],
  ['CE-12', 'held', 'the entry is that which was begun', whole],
  ['CE-12', 'violated', 'another entry appears', [head(), epoch(0), log.commit(1)[0] ?? '', log.commit(2)[1] ?? '']],
  ['CE-19', 'held', 'an epoch is committed with offsets of an earlier run', [head(3), log.writes(3), log.commit(3)]],
  ['CE-19', 'violated', 'an entry is written twice', [head(), log.offsets(0), log.offsets(0)]],
  ['CE-7', 'held', 'the coordinator begins where the commit log ends', whole],
  [
    'CE-7',
    'violated',
    'the coordinator begins elsewhere',
    [log.release(), log.starts(), log.resumes(4), log.coordinator, log.newEpoch(9)],
  ],
  ['CE-8', 'held', 'the epoch is advanced once the coordinator is there', whole],
  [
    'CE-8',
    'violated',
    'the epoch is advanced before',
    [log.release(), log.starts(), log.firstStart, log.newEpoch(1), log.coordinator],
  ],
  [
    'CE-8',
    'cannot tell',
    'an epoch is committed, and no line advances it: the line may come late',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.offsets(0), log.commit(0)],
  ],
  [
    'CE-8',
    'violated',
    'two epochs are committed, and no line advances them',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.offsets(0), log.commit(0), log.commit(1)],
  ],
  [
    'CE-8',
    'held',
    'the readers are ahead of the line of the last epoch by one',
    [head(), log.commit(0), log.commit(1)],
  ],
  [
    'CE-8',
    'violated',
    'the readers are ahead by two',
    [head(), log.commit(0), log.commit(1), log.commit(2), log.newEpoch(2), log.newEpoch(3)],
  ],
  [
    'CE-16',
    'held',
    'a run begins after the last commit of the run before',
    [head(), epoch(0), log.cancel(), log.stopped(), second(1)],
  ],
  [
    'CE-16',
    'violated',
    'a run begins elsewhere than its commit log says',
    [head(), epoch(0), log.cancel(), log.stopped(), second(1).slice(0, -1), log.newEpoch(4)],
  ],
  [
    'CE-16',
    'violated',
    'a run of Spark 3.1 begins behind the last committed epoch',
    [head(0, '3.1.3'), epoch(0), log.cancel(), log.stopped(), log.starts(log.otherRunId), log.newEpoch(4)],
  ],
  [
    'CE-16',
    'cannot tell',
    'the commit log was rewound between two runs',
    [head(), epoch(0), epoch(1), log.cancel(), log.stopped(), second(1)],
  ],
  [
    'CE-16',
    'cannot tell',
    'another application goes on elsewhere, since a third one has run between',
    [
      head(0, '3.1.3'),
      epoch(0),
      log.cancel(),
      log.stopped(),
      [log.release('3.1.3'), log.starts(log.otherRunId), log.newEpoch(4)],
    ],
  ],
  ['CE-16', 'cannot tell', 'the log of the run before breaks off', [head(), epoch(0), second(3)]],
  ['CE-14', 'held', 'a query ends when it is stopped', whole],
  ['CE-14', 'violated', 'a query ends of itself', [head(), epoch(0), log.stopped()]],
  ['CE-15', 'held', 'a stopped query begins no epoch', whole],
  ['CE-15', 'violated', 'a stopped query begins an epoch', [head(), log.cancel(), log.stopped(), log.newEpoch(2)]],
  [
    'CE-17',
    'held',
    'a query whose coordinator is gone fails',
    [head(), epoch(0), abort(0), log.fails(0, udf), '\tCould not find EpochCoordinator-x', log.failed(ofJob)],
  ],
  [
    'CE-17',
    'violated',
    'a query whose coordinator is gone ends silently',
    [head(), epoch(0), abort(0), log.fails(0, udf), '\tCould not find EpochCoordinator-x', log.stopped()],
  ],
  [
    'CE-17',
    'no occasion',
    'a query that is stopped ends its coordinator before its tasks',
    [head(), epoch(0), abort(0), log.fails(0, udf), '\tCould not find EpochCoordinator-x', log.cancel(), log.stopped()],
  ],
  [
    'CE-17',
    'held',
    'a query that fails cancels its job',
    [
      head(),
      epoch(0),
      abort(0),
      log.fails(0, udf),
      '\tCould not find EpochCoordinator-x',
      log.cancel(),
      log.failed(ofJob),
    ],
  ],
  [
    'CE-18',
    'held',
    'a retry and its query fail as they should',
    [
      head(),
      epoch(0),
      abort(0),
      log.fails(0, udf),
      log.launch(0, 9, 1),
      log.runs(0, 9, 1),
      abort(0),
      log.fails(0, retry, 9, 1),
      log.failed(retry),
    ],
  ],
  [
    'CE-18',
    'violated',
    'a retry writes',
    [head(), epoch(0), abort(0), log.fails(0, udf), log.launch(0, 9, 1), log.runs(0, 9, 1), log.writes(1, [0])],
  ],
  [
    'CE-18',
    'violated',
    'a retry fails otherwise',
    [head(), log.launch(0, 9, 1), log.runs(0, 9, 1), log.fails(0, udf, 9, 1)],
  ],
  ['CE-18', 'violated', 'the query fails otherwise', [head(), epoch(0), log.launch(0, 9, 1), log.failed(udf)]],
  [
    'CE-20',
    'held',
    'a run goes on after an error, without commits',
    [head(), epoch(0), log.ignores('no'), log.newEpoch(3), log.cancel(), log.stopped()],
  ],
  [
    'CE-20',
    'violated',
    'a later epoch is committed after an error',
    [head(), epoch(0), log.ignores('no'), log.offsets(2), log.commit(2)],
  ],
  [
    'CE-20',
    'cannot tell',
    'the same epoch is committed after an error',
    [head(), epoch(0), log.offsets(1), log.ignores('no'), log.commit(1)],
  ],
  [
    'CE-20',
    'cannot tell',
    'the query ends with the error that was ignored',
    [head(), epoch(0), log.ignores('java.lang.Error: no'), log.failed('java.lang.Error: no')],
  ],
  [
    'CE-20',
    'held',
    'a task has failed with the error that was ignored',
    [
      head(),
      epoch(0),
      log.ignores('java.lang.Error: no'),
      log.newEpoch(3),
      abort(0),
      log.fails(0, 'java.lang.Error: no'),
      log.failed('java.lang.Error: no'),
    ],
  ],
  [
    'EC-55',
    'held',
    'a refused epoch is not committed',
    [head(), epoch(0), log.ignores('no'), log.cancel(), log.stopped()],
  ],
  [
    'EC-55',
    'violated',
    'another epoch is committed instead',
    [head(), epoch(0), log.ignores('no'), log.offsets(2), log.commit(2)],
  ],
  ['EC-58', 'held', 'later epochs wait', [head(), epoch(0), log.ignores('no'), log.cancel(), log.stopped()]],
  ['EC-60', 'held', 'the coordinator replies after an error', [head(), epoch(0), log.ignores('no'), log.newEpoch(3)]],
  [
    'EC-61',
    'held',
    'no commit follows an offset that could not be added',
    [head(), epoch(0), log.ignores('no', 'ContinuousExecution.addOffset('), log.cancel(), log.stopped()],
  ],
  [
    'EC-61',
    'held',
    'an offset cannot be written, and a later message commits its epoch',
    [
      head(),
      epoch(0),
      log.offsets(1).slice(0, 1),
      log.ignores('no', 'ContinuousExecution.addOffset('),
      log.writes(1),
      log.commit(1),
    ],
  ],
  [
    'EC-61',
    'violated',
    'an epoch is committed between the beginning of the entry and its error',
    [
      head(),
      epoch(0),
      log.writes(1),
      log.offsets(1).slice(0, 1),
      log.commit(1),
      log.ignores('no', 'ContinuousExecution.addOffset('),
    ],
  ],
  [
    'EC-61',
    'no occasion',
    'a second offset fails before its entry is begun',
    [
      head(),
      log.offsets(0).slice(0, 1),
      log.ignores('no', 'OtherEndpoint.receive('),
      log.writes(0),
      log.commit(0),
      log.ignores('no', 'ContinuousExecution.addOffset('),
    ],
  ],
  ['EC-56', 'held', 'the epoch stays uncommitted', [head(), epoch(0), log.ignores('no'), log.cancel(), log.stopped()]],
  [
    'EC-56',
    'violated',
    'a later epoch is committed',
    [head(), epoch(0), log.ignores('no'), log.offsets(2), log.commit(2)],
  ],
  [
    'EC-56',
    'cannot tell',
    'the epoch is committed, and nothing says by which message',
    [head(), epoch(0), log.ignores('no'), log.offsets(1), log.commit(1)],
  ],
  [
    'EC-64',
    'violated',
    'a later epoch is entered',
    [head(), epoch(0), log.ignores('no', 'ContinuousExecution.commit('), log.offsets(2), log.commit(2)],
  ],
  ['EC-80', 'held', 'the words of the backlog of offsets', backlog(`IllegalStateException: ${endless}`)],
  [
    'EC-80',
    'cannot tell',
    'the backlog of offsets is said to be full twice',
    [...backlog(`IllegalStateException: ${endless}`), ...backlog(`IllegalStateException: ${endless}`).slice(-1)],
  ],
  ['EC-80', 'violated', 'another error of the backlog', backlog(`RuntimeException: ${endless}`)],
  [
    'EC-81',
    'held',
    'the words of the backlog of commits',
    backlog('IllegalStateException: Size of the partition commit queue has exceeded its maximum'),
  ],
  [
    'EC-82',
    'held',
    'the words of the backlog of epochs',
    backlog('IllegalStateException: Size of the epoch queue has exceeded its maximum'),
  ],
  [
    'CE-30',
    'held',
    'the query ends with the error of its backlog',
    [backlog(`IllegalStateException: ${endless}`), log.failed(`java.lang.IllegalStateException: ${endless}`)],
  ],
  ['CE-30', 'violated', 'the query ends without it', [backlog(`IllegalStateException: ${endless}`), log.stopped()]],
  // DEBUG of EpochCoordinator
  ['RDD-17', 'held', 'a commit is sent after it is announced', wholeAtDebug],
  ['RDD-17', 'violated', 'a commit is sent twice', [head(), log.writes(0), log.received(0, 0), log.received(0, 0)]],
  ['RDD-19', 'violated', 'a commit of nobody arrives', [head(), log.writes(0), log.received(0, 1)]],
  [
    'RDD-20',
    'cannot tell',
    'lines of the task are missing',
    [log.release(), log.starts(), log.firstStart, log.runs(0), log.writes(0, [0]), log.received(0, 0)],
  ],
  ['EC-2', 'held', 'the coordinator replies', wholeAtDebug],
  [
    'EC-8',
    'held',
    'the epoch is the start epoch first',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.current(0), log.newEpoch(1)],
  ],
  [
    'EC-8',
    'violated',
    'the epoch is another one first',
    [log.release(), log.starts(), log.firstStart, log.coordinator, log.current(5), log.newEpoch(1)],
  ],
  ['EC-10', 'held', 'the reply is the last increment', wholeAtDebug],
  ['EC-10', 'violated', 'the reply is an old epoch', [head(), log.newEpoch(2), log.current(1)]],
  ['EC-11', 'violated', 'a poll moves the epoch', [head(), log.current(1), log.current(3)]],
  ['EC-11', 'held', 'two polls have one reply', [head(), log.current(1), log.current(1)]],
  [
    'EC-13',
    'held',
    'a commit does not move the epoch',
    [head(), log.current(1), log.offsets(0), log.commit(0), log.current(1)],
  ],
  [
    'EC-13',
    'violated',
    'a commit moves the epoch',
    [head(), log.current(1), log.offsets(0), log.commit(0), log.current(3)],
  ],
  ['EC-31', 'held', 'the last commit completes the epoch', wholeAtDebug],
  [
    'EC-31',
    'violated',
    'the complete epoch is not committed',
    [head(), log.writes(0), log.reported(0), log.received(0, 0), log.received(1, 0), log.current(1), log.ready(0)],
  ],
  [
    'EC-32',
    'held',
    'the last report completes the epoch',
    [head(), log.writes(0), log.received(0, 0), log.received(1, 0), log.reported(0), log.offsets(0), log.ready(0)],
  ],
  [
    'EC-32',
    'violated',
    'the complete epoch is not committed',
    [
      head(),
      log.writes(0),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.offsets(0),
      log.current(1),
      log.ready(0),
    ],
  ],
  [
    'EC-36',
    'held',
    'a waiting epoch follows its predecessor',
    [
      head(),
      log.writes(0),
      log.writes(1),
      log.reported(1),
      log.received(0, 1),
      log.received(1, 1),
      log.waits(1),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ready(0),
      log.commit(0),
      log.ready(1),
    ],
  ],
  [
    'EC-36',
    'violated',
    'a waiting epoch waits on',
    [
      head(),
      log.writes(0),
      log.writes(1),
      log.reported(1),
      log.received(0, 1),
      log.received(1, 1),
      log.waits(1),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ready(0),
      log.commit(0),
      log.current(1),
    ],
  ],
  ['EC-37', 'held', 'two waiting epochs follow their predecessor', [twoWait, log.ready(2)]],
  ['EC-37', 'violated', 'an epoch that has not waited follows', [twoWait, log.ready(3)]],
  [
    'EC-36',
    'violated',
    'an epoch that was complete before its turn waits on',
    [
      head(),
      log.writes(0),
      log.writes(1),
      log.reported(1),
      log.received(0, 1),
      log.received(1, 1),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ready(0),
      log.commit(0),
      log.current(1),
    ],
  ],
  [
    'EC-40',
    'held',
    'a repeated commit is not counted',
    [head(), log.writes(0), log.reported(0), log.received(0, 0), log.received(0, 0), log.received(1, 0), log.ready(0)],
  ],
  [
    'EC-40',
    'violated',
    'a repeated commit is counted',
    [head(), log.writes(0), log.reported(0), log.received(0, 0), log.received(0, 0), log.ready(0)],
  ],
  [
    'EC-29',
    'violated',
    'the coordinator counts too few',
    [head(), log.writes(0), log.reported(0), log.received(0, 0), log.ready(0)],
  ],
  ['EC-35', 'violated', 'the coordinator takes another epoch', [head(), epochAtDebug(0), log.ready(3)]],
  ['EC-44', 'held', 'reports come before the offsets', wholeAtDebug],
  [
    'EC-45',
    'cannot tell',
    'no line at DEBUG follows offsets without reports',
    [head(), epochAtDebug(0), log.offsets(1)],
  ],
  ...[log.current(2), log.received(0, 1), log.reported(2), log.ready(1)].map(
    (next): Case => [
      'EC-45',
      'violated',
      `offsets are added without reports, before ${next.slice(next.indexOf('DEBUG'), -1)}`,
      [head(), epochAtDebug(0), log.offsets(1), next],
    ],
  ),
  ['EC-46', 'held', 'offsets are added before the commits arrive', wholeAtDebug],
  ['EC-50', 'held', 'a repeated report counts', [head(), log.reported(0), log.reported(0)]],
  ['EC-52', 'held', 'a report of the last committed epoch counts', [head(), epochAtDebug(0), log.reported(0)]],
  ['EC-54', 'held', 'an epoch ahead of the current one is committed', [head(8), log.ready(11)]],
  [
    'EC-62',
    'held',
    'a report counts after an offset could not be added',
    [head(), log.reported(0), log.ignores('no', 'ContinuousExecution.addOffset('), log.reported(0)],
  ],
  [
    'EC-63',
    'held',
    'a commit completes the epoch after an offset could not be added',
    [
      head(),
      log.writes(0),
      log.received(0, 0),
      log.reported(0),
      log.ignores('no', 'ContinuousExecution.addOffset('),
      log.received(1, 0),
      log.ready(0),
    ],
  ],
  [
    'EC-61',
    'violated',
    'the report completes the epoch nevertheless',
    [
      head(),
      log.writes(0),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ignores('no', 'ContinuousExecution.addOffset('),
      log.ready(0),
    ],
  ],
  [
    'EC-56',
    'held',
    'a repeated report commits the epoch again',
    [
      head(),
      log.writes(0),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ready(0),
      log.ignores('no'),
      log.reported(0),
      log.ready(0),
      log.commit(0),
    ],
  ],
  [
    'EC-64',
    'violated',
    'the epoch is committed again without a report',
    [
      head(),
      log.writes(0),
      log.received(0, 0),
      log.received(1, 0),
      log.reported(0),
      log.ready(0),
      log.ignores('no', 'ContinuousExecution.commit('),
      log.ready(0),
    ],
  ],
  [
    'CE-14',
    'held',
    'another run follows a reconfiguration',
    [
      head(),
      log.info(
        'ContinuousExecution: Query 56f817e5-7e1a-4053-875e-6eaf8e7e762b ignoring exception from reconfiguring: x',
      ),
      log.firstStart,
      log.coordinator,
    ],
  ],
  ['CE-15', 'violated', 'a stopped query makes a coordinator', [head(), log.cancel(), log.stopped(), log.coordinator]],
  ['OP-7', 'violated', 'the operator says its start twice', [head(0, '2.4.8'), log.writing()]],
  ['EC-10', 'violated', 'the increment is not what was replied', [head(), log.current(2), log.newEpoch(3)]],
  [
    'EC-60',
    'held',
    'the coordinator adds offsets after an error',
    [head(), epoch(0), log.ignores('no'), log.offsets(1)],
  ],
  [
    'EC-64',
    'held',
    'an epoch whose commit has thrown stays uncommitted',
    [wholeAtDebug.slice(0, 2), log.ignores('no', 'ContinuousExecution.commit('), log.cancel(), log.stopped()],
  ],
  [
    'EC-81',
    'violated',
    'another error of the backlog of commits',
    backlog('Error: Size of the partition commit queue'),
  ],
  ['EC-82', 'violated', 'another error of the backlog of epochs', backlog('Error: Size of the epoch queue')],
  ['RDD-14', 'violated', 'a commit is announced again', [head(), log.writes(0), log.committing(0, 0)]],
  ...(['current', 'received', 'reported', 'waits'] as const).flatMap((next) => {
    const after = {
      current: log.current(1),
      received: log.received(0, 3),
      reported: log.reported(3),
      waits: log.waits(3),
    }[next]
    const sent = [head(), log.writes(0), log.writes(1)]
    const first = [log.received(0, 0), log.received(1, 0)]
    return [
      [
        'EC-31',
        'violated',
        `a complete epoch is not committed before ${next}`,
        [...sent, log.reported(0), first, after, log.ready(0)],
      ],
      [
        'EC-32',
        'violated',
        `a reported epoch is not committed before ${next}`,
        [...sent, first, log.reported(0), after, log.ready(0)],
      ],
      ['EC-37', 'violated', `the second waiting epoch is not committed before ${next}`, [twoWait, after, log.ready(2)]],
      [
        'EC-36',
        'violated',
        `a waiting epoch is not committed before ${next}`,
        [
          ...sent,
          log.reported(1),
          log.received(0, 1),
          log.received(1, 1),
          log.waits(1),
          first,
          log.reported(0),
          log.ready(0),
          log.commit(0),
          after,
          log.ready(1),
        ],
      ],
    ] as const satisfies readonly Case[]
  }),
  // the event log
  ['CE-3', 'held', 'the job has the mark', whole, [jobStart()]],
  ['CE-3', 'held', 'the event log is alone', [], [jobStart()]],
  ['CE-3', 'violated', 'the job lacks the mark', [], [jobStart({ __is_continuous_processing: undefined })]],
  ['CE-4', 'held', 'the job has the start epoch', whole, [jobStart()]],
  ['CE-4', 'violated', 'the job has another epoch', whole, [jobStart({ __continuous_start_epoch: '4' })]],
  ['CE-4', 'cannot tell', 'the event log is alone', [], [jobStart()]],
  [
    'CE-4',
    'cannot tell',
    'the run of the job is in no log',
    whole,
    [jobStart({ 'spark.jobGroup.id': log.otherRunId })],
  ],
  [
    'CE-4',
    'held',
    'a second job of the same run has an epoch of its own',
    [
      head(),
      epoch(0),
      log.info('DAGScheduler: ResultStage 0 (start at App.java:39) finished in 1 s'),
      log.coordinator,
      log.newEpoch(2),
      log.writing(),
      log.job(1),
    ],
    [
      jobStart(),
      jobEnd('JobSucceeded'),
      jobStart(
        { __continuous_start_epoch: '1', __epoch_coordinator_id: `${log.runId}--9b1deb4d-3b7d-4bad-9bdd-2b0d7b3dcb6d` },
        { job: 1 },
      ),
    ],
  ],
  ['CE-5', 'held', 'the job has the id of the coordinator', [], [jobStart()]],
  ['CE-5', 'violated', 'the id is only that of the run', [], [jobStart({ __epoch_coordinator_id: log.runId })]],
  [
    'CE-5',
    'violated',
    'two runs have one id',
    [],
    [jobStart(), jobStart({ 'spark.jobGroup.id': log.otherRunId }, { job: 1 })],
  ],
  ['CE-6', 'held', 'the job has the interval that a line of the query says', [old, late(1000)], [jobStart(interval)]],
  ['CE-6', 'violated', 'the job lacks the interval', old, [jobStart()]],
  ['CE-6', 'violated', 'the job has another interval', lateInThread(5000), [jobStart(interval)]],
  ['CE-6', 'cannot tell', 'the line with another interval has no mark', [old, late(5000)], [jobStart(interval)]],
  ['CE-6', 'cannot tell', 'no line says the interval', old, [jobStart(interval)]],
  [
    'EC-20',
    'held',
    'the name that is sought no more is that of the coordinator',
    [whole, sought(coordinatorId)],
    [jobStart()],
  ],
  ['EC-20', 'violated', 'another name was sought', [whole, sought(`${log.runId}--x`)], [jobStart()]],
  ['EC-20', 'no occasion', 'no epoch was committed', [head(), log.offsets(0), sought(coordinatorId)], [jobStart()]],
  ['EC-20', 'cannot tell', 'there is no event log', [whole, sought(coordinatorId)]],
  ['OP-12', 'held', 'the job has all partitions', [], [jobStart()]],
  ['OP-12', 'violated', 'the job has fewer tasks than its RDD has partitions', [], [jobStart({}, { partitions: 3 })]],
  ['OP-12', 'violated', 'the operator says another number', whole, [jobStart({}, { tasks: 3 })]],
  [
    'OP-12',
    'violated',
    'another job while the first one runs',
    [],
    [jobStart(), jobStart({}, { job: 1 }), jobEnd('JobFailed')],
  ],
  [
    'OP-12',
    'violated',
    'another job after the first one has failed',
    [],
    [jobStart(), jobEnd('JobFailed'), jobStart({}, { job: 1 })],
  ],
  [
    'OP-12',
    'held',
    'another job after the first one has ended',
    [],
    [jobStart(), jobEnd('JobSucceeded'), jobStart({}, { job: 1 })],
  ],
  ['OP-12', 'cannot tell', 'the end of the first job does not show', [], [jobStart(), jobStart({}, { job: 1 })]],
  ['OP-13', 'held', 'the job has one task per partition', [], [jobStart(), taskStart(0), taskStart(1)]],
  ['OP-13', 'held', 'a retry is no second task', [], [jobStart(), taskStart(0), taskStart(1), taskStart(1, 2, 1)]],
  ['OP-13', 'no occasion', 'a task has not begun', [], [jobStart(), taskStart(0)]],
  ['OP-13', 'violated', 'a second task of a partition', [], [jobStart(), taskStart(0), taskStart(0, 1)]],
  ['OP-13', 'violated', 'a task of a partition that there is not', [], [jobStart(), taskStart(2)]],
  ['CE-18', 'violated', 'a retry fails otherwise', [], [logStart, jobStart(), retryEnd('java.lang.Error')]],
  [
    'CE-18',
    'held',
    'a retry fails as it should',
    [],
    [logStart, jobStart(), retryEnd('org.x.ContinuousTaskRetryException')],
  ],
  [
    'CE-18',
    'held',
    'the query fails with the retry',
    [],
    [logStart, jobStart(), taskStart(0, 2, 1), queryEnd(`${ofJob} ${retry}`)],
  ],
  ['CE-18', 'violated', 'the query fails otherwise', [], [logStart, jobStart(), taskStart(0, 2, 1), queryEnd(ofJob)]],
  [
    'CE-18',
    'no occasion',
    'the executor of a retry has died',
    [],
    [logStart, jobStart(), taskStart(0, 2, 1), queryEnd('Job aborted: ExecutorLostFailure')],
  ],
]

/** Rules that can only hold: what would violate the requirement is in no line, or another rule sees it. */
const onlyHolding: readonly string[] = [
  'CE-14 on coordinator-made',
  'CE-15 on run-closed',
  'EC-14 on run-closed',
  'EC-15 on run-closed',
  'CE-19 on query-committed',
  'EC-2 on current-epoch',
  'EC-31 on epoch-ready',
  'EC-32 on epoch-ready',
  'EC-36 on epoch-ready',
  'EC-46 on offset-added',
  'EC-50 on offsets-complete',
  'EC-52 on offsets-complete',
  'EC-62 on offsets-complete',
  'EC-63 on epoch-ready',
  'EC-54 on epoch-ready',
  'EC-60 CE-20 on answered',
  'EC-60 on offset-added',
  'CE-20 EC-58 on query-stopped',
  'EC-55 EC-56 on query-stopped',
  'EC-64 on query-stopped',
  'EC-61 on query-stopped',
  'RDD-26 on task-ended',
  'RDD-42 on task-failed',
  'RDD-36 on task-failed',
]

const flat = (lines: Lines): readonly string[] =>
  lines.flatMap((line) => (typeof line === 'string' ? [line] : flat(line)))

const verdictIn = ([requirement, , , lines, events]: Case) =>
  judged({ 'driver.log': [...flat(lines), log.shutDown] }, events).requirements[requirement]?.kind

describe('a rule', () => {
  it.each(cases.map((one) => ({ one, title: `on ${one[0]} says ${one[1]}: ${one[2]}` })))('$title', ({ one }) => {
    expect(verdictIn(one)).toBe(one[1])
  })

  it('is there for each requirement of a case, and has one in which it holds', () => {
    const held = new Set(cases.flatMap(([requirement, kind]) => (kind === 'held' ? [requirement] : [])))
    const wholeHeld = judged({ 'driver.log': flat(wholeAtDebug) }).requirements
    const without = [...new Set(rules.flatMap(({ requirements }) => requirements))].filter(
      (requirement) => !held.has(requirement) && wholeHeld[requirement]?.kind !== 'held',
    )
    // It holds where RDD-33 does.
    expect(without).toStrictEqual(['RDD-39'])
  })

  // A test that no rule could fail would show nothing: each is taken away, and then made blind, and a case has to notice it.
  it.each([
    { kind: 'no occasion', judge: () => undefined },
    { kind: 'always held', judge: () => ruleHeld },
  ] as const)('that says $kind is noticed by a case, but for those named here', ({ kind, judge }) => {
    const unnoticed = rules.flatMap((rule) => {
      const own = cases.filter(([requirement]) => rule.requirements.includes(requirement))
      const { judge: original } = rule
      Object.assign(rule, { judge })
      try {
        const isNoticed = own.some((one) => verdictIn(one) !== one[1])
        return isNoticed ? [] : [`${rule.requirements.join(' ')} on ${rule.on}`]
      } finally {
        Object.assign(rule, { judge: original })
      }
    })
    expect(unnoticed).toStrictEqual(kind === 'no occasion' ? [] : onlyHolding)
  })

  it('whose lines a level hides says nothing', () => {
    const atInfo = judged({ 'driver.log': flat(whole) })
    expect(atInfo.requirements['EC-45']).toStrictEqual({
      kind: 'cannot tell',
      why: ['the level of EpochCoordinator is too high (DEBUG is wanted)'],
      held: 0,
    })
    expect(atInfo.requirements['RDD-5']).toStrictEqual({
      kind: 'never in logs',
      why: 'Spark logs neither rows nor which writer wrote them, and makes, closes and reuses writers without a line',
    })
  })
})
