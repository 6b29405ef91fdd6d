import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { logJunit } from '../../drawn/log-junit.ts'
import { logReportOf } from '../../log-files/log-report.ts'
import { logReportPage } from '../../log-page/log-report-page.ts'
import { checked } from '../fixtures/checked.ts'
import { recording, unpackRecordings } from '../fixtures/recording.ts'
import { describeReport } from '../telling/describe-report.ts'
import { type CheckReport, isSettled, type LogReport } from './check-report.ts'
import type { JoinFinding } from './checkpoint-join.ts'
import { exitCodeOfCheck } from './conclusion.ts'
import { examineCheckpoint } from './examine-checkpoint.ts'
import { withSettled } from './settled.ts'

const demo = '3.5.8/checkpoint-demo'
const refused = 'run1-refused/driver.log'

/** The report on logs of several applications beside a state of a checkpoint. Entries of `moved` were moved out of it. */
function reportOn(state: string, logs: readonly string[], moved: readonly string[] = []): LogReport {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-settled-'))
  try {
    unpackRecordings(`${demo}/${state}`, folder)
    for (const name of moved) rmSync(join(folder, 'offsets', name))
    const applications = logs.flatMap((name) =>
      checked({ [name]: recording(`${demo}/${name}`) }).applications.map((report) => ({ id: undefined, report })),
    )
    const checkpoint = examineCheckpoint(
      folder,
      applications.map(({ report }) => report),
    )
    return logReportOf({ applications, notes: [], passedOver: [], hints: [], isInterrupted: false }, [checkpoint])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
const answerOf = (...words: Parameters<typeof reportOn>) => {
  const report = reportOn(...words)
  return [report.headline.text, exitCodeOfCheck(report)]
}
const isOver =
  'No rows were lost or doubled by a restart: what the logs warn of is over, and the checkpoint is clean now'

describe('findings on lost rows beside a clean checkpoint', () => {
  const lucky = ['plain-lucky/driver.log', 'plain-lucky/driver-run2.log']
  const state = 'plain-lucky/state-3-after-the-second-restart'

  it('are over if no run began after an old entry', () => {
    const report = reportOn(state, [refused, ...lucky])
    expect(report.headline).toEqual({
      answer: 'danger is over',
      text: `${isOver} (2 of 3 applications)`,
    })
    expect(exitCodeOfCheck(report)).toBe(0)
    expect(logJunit(report)).toContain(' failures="0" ')
    expect(logReportPage(report)).toContain(report.headline.text)
    const text = describeReport(report)
    expect(text).toMatch(/\n- commits stopped at epoch 2 .*\n.*\n.*\n {4}That is over: checkpoint .* is clean now, /)
    expect(text).not.toMatch(/\n!|does not show|run cwc doctor/)
  })

  it('are over after a repair, before and after the restart', () => {
    const cleaned = ['cleaned/driver.log', 'cleaned/driver-run2.log']
    expect(answerOf('cleaned/state-3-after-the-second-restart', [refused, ...cleaned])).toEqual([
      `${isOver} (1 of 3 applications)`,
      0,
    ])
    expect(answerOf('cleaned/state-1b-offsets-beyond-last-commit-removed', [refused])).toEqual([isOver, 0])
  })

  it('stay if a run began after an old entry, or its log is missing', () => {
    for (const [of, logs] of [
      [state, [refused, 'plain-lucky/driver-run2.log']],
      [state, [refused]],
      ['plain-lost/state-2-after-the-restart', [refused]],
      ['plain-lost/state-2-after-the-restart', [refused, 'plain-lost/driver.log']],
      ['plain-lost/state-3-after-the-second-restart', [refused, 'plain-lost/driver.log', 'plain-lost/driver-run2.log']],
      ['cleaned/state-3-after-the-second-restart', [refused, 'cleaned/driver-run2.log']],
    ] as const) {
      const report = reportOn(of, logs)
      expect([report.headline.answer, exitCodeOfCheck(report)], `${of} ${logs}`).toEqual(['rows can be lost', 1])
      expect(report.applications.flatMap(({ findings }) => findings.filter(isSettled))).toEqual([])
    }
  })

  it.each<JoinFinding>([
    { kind: 'commits-of-other-runs', inLogs: 2, inCheckpoint: 9, isBefore: false },
    { kind: 'commits-missing', inLogs: 2, inCheckpoint: 1 },
    { kind: 'unclear', run: 'a', first: 3, last: 4 },
    { kind: 'start-untold', run: 'a', behind: 1, elsewhere: undefined, isOwn: false },
  ])('stay if the two say of each other: $kind', (finding) => {
    const { applications, checkpoints } = reportOn('cleaned/state-1b-offsets-beyond-last-commit-removed', [refused])
    const reports = (added: readonly JoinFinding[]) =>
      withSettled(
        applications.map((one) => ({
          ...one,
          findings: one.findings.map((each) => ('settledBy' in each ? { ...each, settledBy: undefined } : each)),
        })) as readonly CheckReport[],
        checkpoints.map((one) =>
          one.join?.kind === 'joined'
            ? { ...one, join: { ...one.join, findings: [...one.join.findings, ...added] } }
            : one,
        ),
      )
    expect(reports([]).flatMap(({ findings }) => findings.filter(isSettled))).toHaveLength(1)
    expect(reports([finding]).flatMap(({ findings }) => findings.filter(isSettled))).toEqual([])
  })

  it('stay if the next start reads an old entry, though the checkpoint alone is clean', () => {
    expect(answerOf('plain-lost/state-2-after-the-restart', ['plain-lost/driver.log'], ['8'])[1]).toBe(1)
  })
})
