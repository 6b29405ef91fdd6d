import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'

describe('the runs of a log', () => {
  it('go on with another one if a job is cancelled and its query makes a coordinator again: the source wants other partitions', () => {
    const report = judged({
      'driver.log': [
        ...log.head(),
        ...log.epoch(0),
        ...log.epoch(1),
        log.cancel(),
        log.kill(0),
        log.kill(1),
        log.killed(0),
        log.killed(1),
        log.coordinator,
        log.newEpoch(3),
        log.writing(3),
        ...log.job(1, 3),
        ...[0, 1, 2].map((partition) => log.launch(partition, partition + 2, 0, 1)),
        ...[0, 1, 2].map((partition) => log.runs(partition, partition + 2, 0, 1)),
        ...log.writes(2, [0, 1, 2]),
        ...log.offsets(2),
        ...log.commit(2),
        log.cancel(),
        log.stopped(),
        log.contextStopped,
      ],
    })
    expect(withVerdict(report, 'violated')).toStrictEqual([])
    expect(report.runs.map(({ startEpoch, lastCommitted, ended }) => [startEpoch, lastCommitted, ended])).toStrictEqual(
      [
        [0, 1, 'restarted'],
        [2, 2, 'stopped'],
      ],
    )
    expect(report.requirements['EC-29']).toStrictEqual({ kind: 'held', times: 3 })
    expect(report.requirements['RDD-4']).toStrictEqual({ kind: 'held', times: 5 })
  })

  it('may be more than those whose start a log shows, if it begins in the middle', () => {
    const cut = [log.newEpoch(40), ...log.writes(40), log.starts(), log.firstStart, log.coordinator, log.newEpoch(1)]
    const report = judged({ 'driver.log': [...cut, log.newEpoch(42), log.newEpoch(2), ...log.writes(41)] })
    expect(withVerdict(report, 'violated')).toStrictEqual([])
    const { requirements } = judged({ 'driver.log': [log.release(), ...cut.slice(3), log.newEpoch(42)] })
    expect(requirements['EC-9']).toMatchObject({ kind: 'violated' })
  })

  it('have tasks that the log of an executor does not name, if it begins in the middle', () => {
    const tasks = [log.runs(0), ...log.writes(0, [0]), ...log.writes(7, [0])]
    expect(withVerdict(judged({ 'executor-0.log': tasks }), 'violated')).toStrictEqual([])
    const begun = [log.info('Executor: Starting executor ID 0 on host h'), ...tasks]
    expect(withVerdict(judged({ 'executor-0.log': begun }), 'violated')).toContain('RDD-24')
  })

  it('do not have a checkpoint from its beginning on which a micro-batch query was before', () => {
    const made = log.info('CheckpointFileManager: Renamed temp file file:/c/.metadata.x.tmp to file:/c/metadata')
    const microBatch = log.starts(log.otherRunId).replace('ContinuousExecution', 'MicroBatchExecution')
    const rest = [log.starts(), log.coordinator, log.newEpoch(8)]
    const [whole, used] = [
      judged({ 'driver.log': [log.release(), made, ...rest] }),
      judged({ 'driver.log': [log.release(), made, microBatch, ...rest] }),
    ]
    expect(withVerdict(whole, 'violated')).toContain('EC-9')
    expect(withVerdict(used, 'violated')).toStrictEqual([])
    expect(used.runs.map(({ startEpoch }) => startEpoch)).toStrictEqual([7])
  })
})

describe('the tasks of other jobs', () => {
  const otherStage = (stage: number) =>
    log.info(
      `DAGScheduler: Submitting ResultStage ${stage} (MapPartitionsRDD[9] at count at App.java:9), which has no missing parents`,
    )
  const executor = [log.info('Executor: Starting executor ID 0 on host h'), log.runs(0), log.runs(1)]
  const driver = [...log.head().slice(0, -2), ...log.epoch(0).slice(4)]

  it('leave no doubt once the driver says that their stage is another one', () => {
    const tasks = [...executor, ...log.writes(0), log.runs(0, 2, 0, 1), log.finished(0, 2)]
    const { requirements } = judged({
      'executor-0.log': tasks,
      'driver.log': [...driver, otherStage(1), log.launch(0, 2, 0, 1)],
    })
    expect(requirements['OP-7']).toStrictEqual({ kind: 'held', times: 1 })
  })

  it('are too many to know why a task of the query has failed, if no line says whose they are', () => {
    const failing = (count: number) =>
      Array.from({ length: count }, (_, at) => [
        log.runs(0, at + 10, 0, at + 10),
        `${log.error('Executor: Exception in task 0.0 in stage ')}${at + 10}.0 (TID ${at + 10})`,
        'java.lang.Error: other',
      ]).flat()
    const verdictWith = (count: number) =>
      judged({
        'executor-0.log': [...executor, ...log.fails(0, 'java.lang.Error: own'), ...failing(count)],
        'driver.log': [...driver, ...log.failed('java.lang.Error: quite another one'), log.shutDown],
      }).requirements['CE-31']
    expect(verdictWith(10)).toMatchObject({ kind: 'violated' })
    expect(verdictWith(20_000)).toMatchObject({ kind: 'cannot tell', why: [expect.stringContaining('were forgotten')] })
  })
})
