import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { altered, checked, recordedLogs } from '../production-logs/fixtures/checked.ts'
import { recordedFolders, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import type { LogReport } from '../production-logs/report/check-report.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { logJunit } from './log-junit.ts'

const normal = recordedLogs('3.5.8/local-normal-info')
const violated = () =>
  checked({ 'driver.log': altered(normal['driver.log'], '0 in epoch 2 is committing', '0 in epoch 4 is committing') })

const failuresIn = (report: LogReport) => Number(/<testsuites [^>]*failures="(\d+)"/.exec(logJunit(report))?.[1])

it('a test per requirement that shows in logs, and one of rows that are lost', () => {
  const report = checked(normal)
  const verdicts = Object.values(report.applications[0]?.requirements ?? {})
  const shown = verdicts.filter(({ kind }) => kind !== 'never in logs')
  const text = logJunit(report)
  expect(text.match(/<testcase /g)).toHaveLength(shown.length + 1)
  expect(text.match(/<skipped /g)).toHaveLength(shown.filter(({ kind }) => kind !== 'held').length)
})

it('a violation fails with both lines', () => {
  const text = logJunit(violated())
  expect(text).toContain('<failure message="violated 2 times: expected: epoch 2 follows">')
  expect(text).toMatch(/&gt; driver\.log:79: .*epoch 4 is committing/)
})

it('there are failures exactly if the exit code is 1', () => {
  const reports = [
    violated(),
    ...recordedFolders()
      .slice(0, 30)
      .map((folder) => checked(recordedLogs(folder))),
  ]
  const bad = reports.filter((report) => exitCodeOfCheck(report) === exitCodes.doesNotConform)
  expect(bad.length).toBeGreaterThan(3)
  expect(reports.filter((report) => failuresIn(report) > 0)).toEqual(bad)
})

it('what an unread file may explain is skipped', () => {
  const report = violated()
  const unread = [{ file: 'executor.log', why: 'no permission' }]
  const incomplete = { ...report, applications: report.applications.map((one) => ({ ...one, unread })) }
  expect(failuresIn(incomplete)).toBe(0)
  expect(exitCodeOfCheck(incomplete)).toBe(exitCodes.ranTooLittle)
})

it('a dangerous checkpoint fails', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-junit-'))
  try {
    unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', join(folder, 'c'))
    const report = checked(normal, { checkpoints: [join(folder, 'c')] })
    expect(failuresIn(report)).toBe(1)
    expect(logJunit(report)).toContain('<failure message="dangerous">')
  } finally {
    rmSync(folder, { recursive: true })
  }
})
