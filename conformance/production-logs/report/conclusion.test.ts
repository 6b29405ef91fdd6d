import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { logJunit } from '../../drawn/log-junit.ts'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'
import { recording, unpackRecordings } from '../fixtures/recording.ts'
import { describeCheckpoint } from '../telling/describe-report.ts'
import { exitCodeOfCheck } from './conclusion.ts'

const normal = () => recordedLogs('3.5.8/local-normal-info')

it('logs in which requirements held end with 0', () => {
  expect(exitCodeOfCheck(checked(normal()))).toBe(0)
})

it('a violation ends with 1', () => {
  const log = altered(normal()['driver.log'], 'in epoch 2 is committing', 'in epoch 4 is committing')
  expect(exitCodeOfCheck(checked({ 'driver.log': log }))).toBe(1)
})

it('commits that stopped end with 1, though no requirement is violated', () => {
  const report = checked(recordedLogs('3.5.8/local-sink-refuses-info'))
  expect(
    report.applications.flatMap((one) => Object.values(one.requirements)).filter(({ kind }) => kind === 'violated'),
  ).toEqual([])
  expect(exitCodeOfCheck(report)).toBe(1)
})

it('an unread file makes the check incomplete, whatever the other files of its application show', () => {
  const unread = [{ file: 'executor-1.log', why: 'no permission' }]
  const log = altered(normal()['driver.log'], 'in epoch 2 is committing', 'in epoch 4 is committing')
  for (const logs of [normal(), { 'driver.log': log }]) {
    const report = checked(logs)
    const [one] = report.applications
    if (one === undefined) throw new Error('no application')
    expect(exitCodeOfCheck({ ...report, applications: [{ ...one, unread }] })).toBe(4)
    // Another application decides for itself.
    expect(exitCodeOfCheck({ ...report, applications: [{ ...one, unread }, one] })).toBe(
      logs['driver.log'] === log ? 1 : 4,
    )
  }
})

it('what is no log ends with 3, and a log without a continuous query with 4', () => {
  expect(exitCodeOfCheck(checked({ 'a.txt': Buffer.from('no\nlog\n') }))).toBe(3)
  const other = Buffer.from('24/05/31 12:00:00 INFO SparkContext: Running Spark version 3.5.8\n')
  expect(exitCodeOfCheck(checked({ 'a.log': other }))).toBe(4)
})

it('a dangerous checkpoint ends with 1, beside logs in which all held', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cwc-'))
  try {
    unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', folder)
    const report = checked(normal(), { checkpoints: [folder] })
    expect(report.checkpoints.map(({ diagnosis }) => diagnosis.verdict)).toEqual(['dangerous'])
    expect(exitCodeOfCheck(report)).toBe(1)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

describe('the verdict on a checkpoint beside logs', () => {
  const demo = '3.5.8/checkpoint-demo'
  function concluded(state: string, ...logs: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-'))
    try {
      unpackRecordings(`${demo}/${state}`, folder)
      // What lies beyond the last commit was moved.
      for (const name of ['8', '.8.crc']) if (state.includes('state-2')) rmSync(join(folder, 'offsets', name))
      const report = checked(Object.fromEntries(logs.map((name) => [name, recording(`${demo}/${name}`)])), {
        checkpoints: [folder],
      })
      return { report, text: report.checkpoints.map(describeCheckpoint).join() }
    } finally {
      rmSync(folder, { recursive: true })
    }
  }

  it('is dangerous if the next start reads on from old offsets, though the checkpoint alone is clean', () => {
    const { report, text } = concluded('plain-lost/state-2-after-the-restart', 'plain-lost/driver.log')
    expect(report.checkpoints.map(({ diagnosis }) => diagnosis.verdict)).toEqual(['clean'])
    expect(report.checkpoints.map(({ conclusion }) => conclusion)).toEqual([
      { verdict: 'dangerous', decidedBy: 'logs' },
    ])
    expect(text).toMatch(
      /: dangerous: by the logs, the next start is one from old offsets, and rows can be lost or doubled\n/,
    )
    expect(text).not.toContain('clean')
    expect(logJunit(report)).toContain('<failure message="dangerous">')
  })

  it('is clean if no run began behind an entry by which the checkpoint alone is suspect', () => {
    const logs = ['plain-lucky/driver.log', 'plain-lucky/driver-run2.log']
    const { report, text } = concluded('plain-lucky/state-3-after-the-second-restart', ...logs)
    expect(report.checkpoints.map(({ diagnosis }) => diagnosis.verdict)).toEqual(['suspect'])
    expect(report.checkpoints.map(({ conclusion }) => conclusion)).toEqual([{ verdict: 'clean', decidedBy: 'logs' }])
    expect(text).not.toContain('may have been lost')
  })

  it('stays that of the checkpoint if a run began there, or the logs do not show it', () => {
    const state = 'plain-lost/state-3-after-the-second-restart'
    for (const logs of [['plain-lost/driver.log', 'plain-lost/driver-run2.log'], ['plain-lost/driver.log']]) {
      const { report } = concluded(state, ...logs)
      expect(report.checkpoints.map(({ conclusion }) => conclusion)).toEqual([
        { verdict: 'suspect', decidedBy: 'checkpoint' },
      ])
    }
  })
})
