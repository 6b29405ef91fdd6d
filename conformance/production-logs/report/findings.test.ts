import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'
import { losesRows } from './check-report.ts'

type Lines = readonly (string | readonly string[])[]

const found = (lines: Lines) => judged({ 'driver.log': lines.flat() })
const kindsIn = (lines: Lines) => found(lines).findings.map(({ kind }) => kind)

const goesOn = (from: number, to: number): Lines =>
  Array.from({ length: to - from + 1 }, (_, at) => [
    ...log.writes(from + at),
    ...log.offsets(from + at),
    log.newEpoch(from + at + 2),
  ])
const sourceCommit = 'ContinuousExecution.commit('
const addOffset = 'ContinuousExecution.addOffset('
const afterEntry: Lines = [...log.commit(2), ...log.ignores('java.lang.RuntimeException: no', sourceCommit)]

describe('an error that the coordinator ignored', () => {
  it('is of the epoch whose entry was just written if the commit of the source throws', () => {
    const { findings } = found(
      [log.head(), log.epoch(0), log.epoch(1), goesOn(2, 2), ...afterEntry, goesOn(3, 4)].flat(),
    )
    expect(findings).toMatchObject([{ kind: 'commits-stopped', epoch: 2, lastCommitted: 2, lastLogged: 4 }])
  })

  it('leaves the coordinator at that epoch: later ones wait', () => {
    const lines: Lines = [
      log.head(),
      log.epochAtDebug(0),
      log.epochAtDebug(1),
      [...log.writes(2), log.received(0, 2), log.reported(2), ...log.offsets(2), log.received(1, 2), log.ready(2)],
      ...afterEntry,
      log.newEpoch(4),
      [...log.writes(3), log.received(0, 3), log.reported(3), ...log.offsets(3), log.received(1, 3), log.waits(3)],
      log.stop,
    ]
    expect(withVerdict(found(lines), 'violated')).toStrictEqual([])
    expect(found(lines).requirements['CE-20']).toMatchObject({ kind: 'held' })
  })

  it('of the source may be overcome by a repeated report, which shows at DEBUG only', () => {
    const lines = [
      log.head(),
      log.epoch(0),
      log.epoch(1),
      goesOn(2, 2),
      ...afterEntry,
      goesOn(3, 3),
      log.commit(3),
    ].flat()
    expect(found(lines).requirements['CE-20']).toMatchObject({ kind: 'cannot tell' })
    expect(kindsIn(lines)).toStrictEqual([])
  })

  it('may be no plain exception: the inbox then names the coordinator', () => {
    const linkage = log.failsInInbox('java.lang.NoSuchMethodError: commit')
    const { findings } = found([log.head(), log.epoch(0), ...linkage, goesOn(1, 2)].flat())
    expect(findings).toMatchObject([
      { kind: 'commits-stopped', run: log.runId, epoch: 1, error: 'java.lang.NoSuchMethodError: commit' },
    ])
  })

  it('is told of a log that has only warnings, and the failure of a query, too', () => {
    expect(found([log.ignores('no')]).findings).toStrictEqual([
      {
        kind: 'commits-stopped',
        run: 'unknown',
        lastCommitted: undefined,
        lastLogged: undefined,
        at: { file: 'driver.log', line: 1 },
        epoch: undefined,
        call: 'sink-commit',
        error: 'no',
        errors: 1,
      },
    ])
    expect(kindsIn([log.failsInInbox('no')])).toStrictEqual(['commits-stopped'])
    expect(found([log.failed('java.lang.Error: x')]).findings).toMatchObject([
      { kind: 'query-failed', run: log.runId, error: 'java.lang.Error: x' },
    ])
    expect(kindsIn([log.ignores('no', 'other.')])).toStrictEqual(['nothing-to-check'])
  })

  describe('of one of two queries', () => {
    const other = '0b1e8a55-7a1c-4a53-9d0a-6f0a5d3f9d11'
    const both: Lines = [
      log.release(),
      log.starts(),
      log.starts(log.otherRunId, '/d', other),
      ...['/c', '/d'].map((path) => [...log.offsets(0, path), ...log.commit(0, path)]),
    ]
    const ends: Lines = [log.stopped(), log.stopped(log.otherRunId, other), log.contextStopped]

    it('is of the one that commits no epoch after it', () => {
      const lines = [...both, log.ignores('no'), log.offsets(1, '/d'), log.offsets(1), log.commit(1), ...ends]
      expect(found(lines).findings).toMatchObject([
        { kind: 'stopped', run: log.runId },
        { kind: 'commits-stopped', run: log.otherRunId, lastCommitted: 0, lastLogged: 1, error: 'no' },
        { kind: 'stopped' },
      ])
    })

    it('is of the one that logs further offsets if neither commits an epoch', () => {
      expect(kindsIn([...both, log.ignores('no'), log.offsets(1, '/d'), ...ends])).toStrictEqual([
        'stopped',
        'commits-stopped',
        'stopped',
      ])
    })

    it('is told without a query if both may have had it', () => {
      expect(found([...both, log.ignores('no')]).findings).toMatchObject([{ kind: 'error-ignored', run: 'unknown' }])
    })

    it('is told without a query if offsets could not be added: the one that commits may have had it, too', () => {
      const lines = [...both, log.offsets(1), log.ignores('no', addOffset), log.commit(1), log.offsets(1, '/d')]
      expect(found(lines).findings).toMatchObject([
        { kind: 'ahead-so-far', run: log.otherRunId },
        { kind: 'error-ignored', run: 'unknown', call: 'add-offset' },
      ])
    })

    it('is told without a query if the log begins between the two entries of an epoch', () => {
      const lines = [...both.slice(0, 3), log.offsets(7), log.ignores('no')]
      expect(found(lines).findings).toMatchObject([
        { kind: 'ahead-so-far', run: log.runId },
        { kind: 'error-ignored', run: 'unknown' },
      ])
    })
  })
})

describe('a log that begins in the middle of a run, beside that of an earlier run', () => {
  const path = '/c'
  const later: Lines = [...log.commit(12).slice(1), ...log.offsets(13, path)]
  const beside = (first: Lines, ...lines: Lines) =>
    judged({ 'driver.log': first.flat(), 'driver-run2.log': lines.flat() })
  const stopped: Lines = [log.head(), log.epoch(0), log.stop]

  it('does not show that the earlier run has ended with offsets ahead', () => {
    const report = beside(stopped, ...later)
    expect(report.findings).toMatchObject([
      { kind: 'stopped', run: log.runId },
      { kind: 'ahead-so-far', run: 'unknown', first: 13, last: 13, lastCommitted: 12, hasEnded: false },
    ])
    expect(report.runs).toMatchObject([
      { runId: log.runId, lastCommitted: 0, ended: 'stopped' },
      { runId: 'unknown', lastCommitted: 12, ended: 'still running', checkpoint: path },
    ])
  })

  it('has an ignored error that is not of the earlier run', () => {
    expect(beside(stopped, log.ignores('no'), ...later).findings).toMatchObject([
      { kind: 'stopped', run: log.runId },
      { kind: 'error-ignored', run: 'unknown' },
      { kind: 'ahead-so-far', run: 'unknown' },
    ])
  })

  it('may have the end of its own run, by the id of that', () => {
    expect(beside(stopped, ...later, log.stopped(log.otherRunId)).findings).toMatchObject([
      { kind: 'stopped', run: log.runId },
      { kind: 'offsets-ahead', run: log.otherRunId, hasEnded: true },
      { kind: 'stopped', run: log.otherRunId },
    ])
  })

  it('does not show that commits stopped, if the earlier run was killed between the two entries of an epoch', () => {
    const killed: Lines = [log.head(), log.epoch(0), log.writes(1), log.offsets(1)]
    expect(beside(killed, log.newEpoch(14), log.offsets(13)).findings).toMatchObject([
      { kind: 'ahead-so-far', first: 13, last: 13 },
    ])
    expect(beside(killed, log.offsets(13), log.offsets(14)).findings).toMatchObject([
      { kind: 'offsets-ahead', first: 13, last: 14 },
    ])
  })
})

describe('a log that begins in the end of a run', () => {
  const failed = log.failed(
    'java.lang.IllegalStateException: Size of the partition offset queue has exceeded its maximum',
  )

  it('does not show a normal stop: the query may have failed before, as by its backlog', () => {
    expect(kindsIn([log.cancel(), ...failed, log.stopped()])).toStrictEqual(['query-failed'])
    expect(kindsIn([log.killed(0), log.stopped()])).toStrictEqual([])
  })

  it('shows a normal stop if an earlier line of the run is there', () => {
    expect(kindsIn([log.newEpoch(9), log.commit(7), log.stopped()])).toStrictEqual(['stopped'])
  })
})

describe('an error behind which an epoch may be committed', () => {
  const before: Lines = [log.head(), log.epoch(0), log.writes(1)]
  const [begun = '', added = ''] = log.offsets(1)
  const fails: Lines = [begun, log.ignores('no', addOffset)]
  const soFar = { kind: 'commits-stopped-so-far', lastCommitted: 0, call: 'add-offset', error: 'no' }

  it('does not show that commits stopped, wherever the log ends in its trace or behind it', () => {
    const lines = [...before, ...fails, log.shutDown].flat()
    // With the frame of the coordinator, it is one of it.
    const from = lines.findIndex((line) => line.includes('EpochCoordinator$'))
    for (let to = before.flat().length; to <= lines.length; to++)
      expect(found(lines.slice(0, to)).findings, `to line ${to}`).toMatchObject(to > from ? [soFar] : [])
  })

  it('is overcome by the commit of the epoch', () => {
    expect(kindsIn([...before, ...fails, log.commit(1)])).toStrictEqual(['error-ignored'])
  })

  it.each<[string, Lines]>([
    ['further offsets', log.offsets(2)],
    [
      'an error of a commit',
      log.ignores('offset for epoch 1 not reported before commit', 'ContinuousExecution.commit('),
    ],
    ['a further error of offsets', [...log.offsets(2).slice(0, 1), ...log.ignores('no', addOffset)]],
    ['the end of the run', log.stop],
  ])('shows that commits stopped by %s', (_, lines) => {
    expect(kindsIn([...before, ...fails, ...lines])).toContain('commits-stopped')
  })

  it('is not settled by the end of the run if the log has no lines of commits', () => {
    expect(kindsIn([log.ignores('no', addOffset), log.failed('java.lang.Error: x')])).toStrictEqual([
      'commits-stopped-so-far',
      'query-failed',
    ])
  })

  it('is one without a trace in the middle of an epoch, until the offsets of the next one', () => {
    const silent = [...before, begun, added, log.ignores('no').slice(0, 2)]
    expect(kindsIn(silent)).toStrictEqual(['commits-stopped-so-far', 'ahead-so-far'])
    expect(kindsIn([...silent, log.offsets(2)])).toStrictEqual(['commits-stopped'])
    // The log begins between the two entries of an epoch.
    expect(kindsIn([log.newEpoch(9), log.commit(7), log.ignores('no').slice(0, 2)])).toStrictEqual([])
  })
})

describe('a run that has ended', () => {
  it('has offsets beyond its last commit: the next run keeps them', () => {
    expect(found([log.head(), log.epoch(0), goesOn(1, 1), log.stop].flat()).findings).toMatchObject([
      { kind: 'offsets-ahead', first: 1, last: 1, lastCommitted: 0, at: { line: 27 }, checkpoint: '/c' },
      { kind: 'stopped' },
    ])
  })

  it.each<[string, Lines]>([
    ['the log shows what the next run does with them', [log.stopped(), log.starts(log.otherRunId)]],
    ['the log breaks off', []],
  ])('does not have them if %s', (_, end) => {
    expect(kindsIn([log.head(), log.epoch(0), goesOn(1, 1), end].flat(2))).not.toContain('offsets-ahead')
  })

  it('has the root of the cause', () => {
    const trace = ['Caused by: java.io.IOException: no', '\tat x', 'Caused by: java.lang.Error: full']
    const lines = [log.head(), log.epoch(0), log.fails(0, 'org.apache.spark.SparkException: UDF'), trace]
    expect(found([...lines, log.failed('x')]).findings).toMatchObject([
      { kind: 'cause', error: 'org.apache.spark.SparkException: UDF', root: 'java.lang.Error: full' },
      { kind: 'query-failed' },
    ])
  })
})

describe('a query whose executor has died', () => {
  it('has that for its cause, although the retry on another one is read before', () => {
    const retry = 'org.apache.spark.sql.execution.streaming.continuous.ContinuousTaskRetryException: no retry'
    const driver: Lines = [
      log.release(),
      log.starts(),
      log.firstStart,
      log.coordinator,
      log.newEpoch(1),
      log.writing(),
      log.job(),
      log.launch(0),
      log.launch(1),
      log.warn(
        'TaskSetManager: Lost task 0.0 in stage 0.0 (TID 0) (h executor 0): ExecutorLostFailure (executor 0 exited)',
      ),
      log.launch(0, 2, 1),
      log.warn(`TaskSetManager: Lost task 0.1 in stage 0.0 (TID 2) (h executor 1): ${retry}`),
      log.failed('org.apache.spark.SparkException: Writing job aborted.', retry),
    ]
    const { findings } = judged({
      'executor-1.log': [log.runs(0, 2, 1), ...log.fails(0, retry, 2, 1)],
      'driver.log': driver.flat(),
    })
    expect(findings).toMatchObject([
      { kind: 'cause', error: 'ExecutorLostFailure (executor 0 exited)' },
      { kind: 'query-failed' },
    ])
  })
})

describe('a query that is stopped while it starts', () => {
  it('has no job to cancel', () => {
    const lines = [log.head(), log.epoch(0), log.cancel(), log.stopped(), log.starts(log.otherRunId)]
    expect(withVerdict(found([...lines, log.stopped(log.otherRunId)]), 'violated')).toStrictEqual([])
  })
})

describe('tasks of other jobs', () => {
  it('are not taken for those of the query', () => {
    const other = (stage: number) => [
      log.info(
        `DAGScheduler: Submitting ResultStage ${stage} (MapPartitionsRDD[9] at count at App.java:1), which has no missing parents`,
      ),
      ...[0, 1].map((partition) => log.launch(partition, stage * 10 + partition, 0, stage)),
      ...[0, 1].map((partition) => log.runs(partition, stage * 10 + partition, 0, stage)),
    ]
    const { requirements } = found([log.head(), other(1), log.epoch(0), other(2), log.epoch(1), log.stop])
    expect(requirements['RDD-24']).toStrictEqual({ kind: 'held', times: 2 })
    expect(requirements['OP-7']).toStrictEqual({ kind: 'held', times: 1 })
  })
})

describe('the number of partitions', () => {
  it('stands behind the text of the sink, which may have lines of its own', () => {
    const lines = log
      .head()
      .map((line) => line.replace('support: S.', 'support: Sink(a. The input RDD has 9 partitions.\nb).'))
    const { requirements } = found([lines, log.epoch(0), log.stop])
    expect(requirements['OP-12']).toStrictEqual({ kind: 'held', times: 1 })
  })
})

describe('a query that its coordinator stops', () => {
  it('has failed, although a line behind says that it was stopped', () => {
    const error = 'java.lang.IllegalStateException: Size of the epoch queue has exceeded its maximum'
    const exceeded = log.error(
      `ContinuousExecution: Query orders [id = ${log.queryId}, runId = ${log.runId}] received exception ${error}`,
    )
    const lost = log.warn(
      'TaskSetManager: Lost task 0.0 in stage 0.0 (TID 0) (localhost executor driver): TaskKilled (Stage cancelled)',
    )
    const report = found([log.head(), log.epoch(0), exceeded, log.cancel(), lost, log.failed(error), log.stopped()])
    expect(report.findings.map(({ kind }) => kind)).toStrictEqual(['backlog', 'query-failed'])
    expect(report.requirements['CE-30']).toStrictEqual({ kind: 'held', times: 1 })
  })
})

describe('an application that ends while its query runs', () => {
  const ends = (message: string): Lines => [
    log.head(),
    log.epoch(0),
    log.info(`DAGScheduler: ResultStage 0 (start at App.java:1) failed in 9 s due to ${message}`),
    [log.aborting(0), log.aborted(0)],
    log.fails(0, 'org.apache.spark.SparkException: Epoch marker generation failed'),
    log.contextStopped,
    log.failed('java.lang.IllegalStateException: Cannot call methods on a stopped SparkContext.'),
  ]

  it('makes its tasks fail: that is neither the cause nor the error of the query', () => {
    const report = found(ends('Stage cancelled because SparkContext was shut down'))
    expect(withVerdict(report, 'violated')).toStrictEqual([])
    expect(report.findings.map(({ kind }) => kind)).toStrictEqual(['query-failed'])
  })
})

describe('tasks of two queries over the same partition', () => {
  it('are not told apart, so that an abort of one of them is missing by no means', () => {
    const report = found([
      log.head(),
      log.starts(log.otherRunId, '/d', '0b1e8a55-7a1c-4a53-9d0a-6f0a5d3f9d11'),
      log.job(1),
      log.launch(0, 10, 0, 1),
      log.runs(0, 10, 0, 1),
      log.stopped(),
      [log.aborting(0), log.aborted(0)],
      log.fails(0, 'java.lang.Error: x'),
    ])
    expect(report.requirements['RDD-33']).toMatchObject({ kind: 'cannot tell' })
    expect(report.requirements['RDD-34']).toMatchObject({ kind: 'cannot tell' })
  })

  it('are told again after one that the log does not see begin has ended', () => {
    const { requirements } = found([
      log.release(),
      log.writes(7, [0]),
      log.killed(0, 99),
      log.starts(),
      log.resumes(7),
      log.coordinator,
      log.newEpoch(9),
      log.writing(1),
      log.job(1, 1),
      log.launch(0, 100, 0, 1),
      log.runs(0, 100, 0, 1),
      log.writes(8, [0]),
    ])
    expect(requirements['RDD-4']).toStrictEqual({ kind: 'held', times: 1 })
  })
})

describe('a writer that begins an epoch twice', () => {
  const before: Lines = [log.head(), log.epoch(0), log.epoch(1)]
  const interrupted: Lines = [log.committing(1, 2), ...log.writes(2, [0]), ...log.writes(2, [1]), ...log.offsets(2)]
  const after: Lines = [...log.commit(2), log.newEpoch(4)]

  it('was interrupted in its commit: the rows of the first may have been lost', () => {
    const report = found([...before, ...interrupted, ...after])
    expect(report.findings).toStrictEqual([
      {
        kind: 'commit-interrupted',
        run: log.runId,
        partition: 1,
        epoch: 2,
        at: { file: 'driver.log', line: before.flat().length + 4 },
      },
    ])
    expect(withVerdict(report, 'violated')).toStrictEqual([])
    expect(report.findings.some(losesRows)).toBe(false)
  })

  it('is named by the first such epoch', () => {
    const next: Lines = [log.committing(1, 3), ...log.writes(3, [0]), ...log.writes(3, [1])]
    expect(found([...before, ...interrupted, ...after, ...next]).findings).toMatchObject([{ epoch: 2 }])
  })

  it('was not interrupted if the line follows its own copy', () => {
    expect(
      kindsIn([...before, log.committing(1, 2), ...log.writes(2, [1, 0]), ...log.offsets(2), ...after]),
    ).toStrictEqual([])
  })

  it('was not interrupted if its commit is there twice, too', () => {
    const twice: Lines = [log.committing(1, 2), log.committing(0, 2), log.committing(1, 2), log.committed(0, 2)]
    expect(kindsIn([...before, ...twice, log.committed(1, 2), ...log.offsets(2), log.committed(1, 2)])).toStrictEqual([
      'ahead-so-far',
    ])
  })

  it('was not interrupted if it had committed: that is a contradiction', () => {
    const report = found([...before, ...log.writes(2), ...log.offsets(2), log.committing(1, 2)])
    expect(report.findings.map(({ kind }) => kind)).toStrictEqual(['ahead-so-far'])
    expect(withVerdict(report, 'violated')).toContain('RDD-24')
  })

  it('was not interrupted if its lines end one file and begin the next', () => {
    const first = [...before.flat(), log.committing(0, 2), log.committed(0, 2), log.committing(1, 2)]
    const other = first.map(() => log.info('Other: line'))
    const next = [...other, log.committing(1, 2), log.committed(1, 2)]
    expect(judged({ 'driver.log.1': first, 'driver.log': next }).findings).toStrictEqual([])
  })
})
