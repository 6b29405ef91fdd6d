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
})
