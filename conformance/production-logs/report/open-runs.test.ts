import { describe, expect, it } from 'vitest'
import { logReportOf } from '../../log-files/log-report.ts'
import { checked, recordedLogs } from '../fixtures/checked.ts'
import * as log from '../fixtures/log-lines.ts'
import { recording } from '../fixtures/recording.ts'
import { describeReport } from '../telling/describe-report.ts'
import type { LogReport } from './check-report.ts'
import { exitCodeOfCheck } from './conclusion.ts'

const linesOf = (folder: string, name = 'driver.log') =>
  recordedLogs(`3.5.8/${folder}`)[name]?.toString('utf8').split('\n') ?? []

/** The report on logs of several applications, each of one file. */
function reportOn(...logs: readonly (readonly string[])[]): LogReport {
  const applications = logs.flatMap((lines, at) =>
    checked({ [`driver-${at}.log`]: Buffer.from(`${lines.join('\n')}\n`) }).applications.map((report) => ({
      id: undefined,
      report,
    })),
  )
  return logReportOf({ applications, notes: [], passedOver: [], hints: [], isInterrupted: false }, [])
}
const answerOf = (...logs: readonly (readonly string[])[]) => {
  const report = reportOn(...logs)
  return [report.headline.text, exitCodeOfCheck(report)]
}

describe('a log that does not show the end of a run', () => {
  const refused = linesOf('local-sink-refuses-info')

  it('cannot tell if it ends between the two entries of an epoch: the query runs on, or was killed there', () => {
    const report = reportOn(refused.slice(0, 105))
    expect(report.headline).toEqual({
      answer: 'cannot tell',
      text: 'Cannot tell whether rows were lost: the log ends after the offsets of epoch 3 and before its commit; if it was killed there, run cwc doctor CHECKPOINT before the restart',
    })
    expect(exitCodeOfCheck(report)).toBe(4)
    expect(report.applications[0]?.findings).toMatchObject([
      { kind: 'ahead-so-far', first: 3, last: 3, lastCommitted: 2, hasEnded: false },
    ])
  })

  it('shows no sign so far if all that has offsets is committed', () => {
    expect(answerOf(refused.slice(0, 104))).toEqual([
      'No sign of lost rows so far; the log does not show the end of the run: if it was killed, run cwc doctor CHECKPOINT before the restart',
      0,
    ])
  })

  it('shows that commits stopped by the offsets of two epochs, also without the error', () => {
    const silent = refused.filter((line) => !line.includes('Ignoring'))
    const second = silent.findIndex((line) => /Renamed temp file .*offsets\/\.4\./.test(line))
    const report = reportOn(silent.slice(0, second + 1))
    expect(report.headline.answer).toBe('rows can be lost')
    expect(report.applications[0]?.findings).toMatchObject([
      { kind: 'offsets-ahead', first: 3, last: 4, lastCommitted: 2, hasEnded: false },
    ])
    expect(exitCodeOfCheck(report)).toBe(1)
  })

  it('cannot tell if it ends in or behind the trace of an error of added offsets: the epoch may be committed yet', () => {
    const lines = recording('4.2.0/checkpoint-states/crc-left/driver.log').toString('utf8').split('\n')
    const from = lines.findLastIndex((line) => line.includes('EpochCoordinator$$anonfun$receive'))
    const to = lines.findIndex((line) => /Renamed temp file .*commits\/\.7\./.test(line))
    for (let end = from + 1; end <= to; end++)
      expect(answerOf(lines.slice(0, end)), `to line ${end}`).toEqual([
        'Cannot tell whether rows were lost: an error was ignored, and no later line shows whether epochs are committed; if the run is over, run cwc doctor CHECKPOINT before the restart',
        4,
      ])
    expect(answerOf(lines.slice(0, to + 1))[1]).toBe(0)
  })

  it('of a healthy query never shows a sign, wherever it is cut', () => {
    const normal = linesOf('local-normal-info')
    for (let end = 1; end < normal.length; end++) {
      const [text, code] = answerOf(normal.slice(0, end))
      expect([0, 3, 4], `${end}: ${text}`).toContain(code)
      expect(text).toMatch(/^(?:No sign of lost rows|Cannot tell whether rows were lost)/)
    }
  })
})

describe('a run that was killed', () => {
  const restarts = ['driver.log', 'driver-run2.log', 'driver-run3.log', 'driver-run4.log']
  const runs = restarts.map((name) => linesOf('local-restart-info', name))

  it('is over if the log of the next run is there', () => {
    expect(answerOf(...runs)).toEqual(['No sign of lost rows (all 4 applications)', 0])
    expect(answerOf(...runs.slice(0, 3))).toEqual(['No sign of lost rows so far (all 3 applications)', 0])
  })

  it('has the command for its checkpoint beside it, which a run that was followed or stopped does not have', () => {
    const text = describeReport(reportOn(...runs.slice(0, 3)))
    expect(text.match(/^run .*cwc doctor.*$/gm)).toEqual([
      expect.stringMatching(
        /the log does not show its end \(if it was killed, before the restart: cwc doctor \/data\/queries\/\S+\/checkpoint\)$/,
      ),
    ])
    expect(describeReport(reportOn(...runs))).not.toMatch(/^run .*cwc doctor/m)
  })

  it('behind an error of added offsets is judged by the run after it', () => {
    const addOffset = log.ignores('no', 'ContinuousExecution.addOffset(')
    const killed = [log.head(0), log.epoch(0), log.writes(1), addOffset].flat()
    expect(answerOf(killed)[1]).toBe(4)
    expect(answerOf(killed, [log.head(1), log.epoch(1), log.stop].flat())).toEqual([
      'No sign of lost rows (both applications)',
      0,
    ])
  })

  it('between the two entries of an epoch is judged by the run after it', () => {
    const killed = [log.head(0), log.epoch(0), log.writes(1), log.offsets(1)].flat()
    const next = (...lines: readonly (readonly string[])[]) => [log.head(1), ...lines, log.stop].flat()
    expect(answerOf(killed)[1]).toBe(4)
    expect(answerOf(killed, next(log.writes(1), log.commit(1)))).toEqual([
      'Rows can be lost or doubled (1 of 2 applications)',
      1,
    ])
    // Its entry was moved away before the restart.
    expect(answerOf(killed, next(log.epoch(1)))).toEqual(['No sign of lost rows (both applications)', 0])
  })
})
