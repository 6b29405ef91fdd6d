import { describe, expect, it } from 'vitest'
import { judged, withVerdict } from './fixtures/judged.ts'
import * as log from './fixtures/log-lines.ts'

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
})
