import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CheckpointVerdict } from '../../checkpoint/diagnosis.ts'
import { logJunit } from '../../drawn/log-junit.ts'
import { logReportPage } from '../../log-page/log-report-page.ts'
import { altered, checked, recordedLogs } from '../fixtures/checked.ts'
import { recording, unpackRecordings } from '../fixtures/recording.ts'
import { describeReport } from '../telling/describe-report.ts'
import type { CheckReport } from './check-report.ts'
import { exitCodeOfCheck } from './conclusion.ts'
import { exitCodeOfAll, headlineOf, headlineOfAll } from './headline.ts'

const normal = () => recordedLogs('3.5.8/local-normal-info')

const grep = (folder: string, isKept: (line: string) => boolean) => {
  const log = recordedLogs(`3.5.8/${folder}`)['driver.log']?.toString('utf8') ?? ''
  return { 'driver.log': Buffer.from(`${log.split('\n').filter(isKept).join('\n')}\n`) }
}

const applicationOf = (logs: Readonly<Record<string, Buffer>>): CheckReport => {
  const [one] = checked(logs).applications
  if (one === undefined) throw new Error('no application')
  return one
}
const textOf = (logs: Readonly<Record<string, Buffer>>) => headlineOf(applicationOf(logs)).text

describe('the headline of an application', () => {
  it('says whether there is a sign of lost rows', () => {
    expect(headlineOf(applicationOf(normal()))).toEqual({ answer: 'no sign', text: 'No sign of lost rows' })
    expect(headlineOf(applicationOf(recordedLogs('3.5.8/local-sink-refuses-info')))).toEqual({
      answer: 'rows can be lost',
      text: 'Rows can be lost or doubled',
    })
    expect(textOf({ 'driver.log': recording('3.5.8/checkpoint-demo/plain-lost/driver-run2.log') })).toBe(
      'Rows can be lost or doubled',
    )
  })

  it('says of a failed query that it failed, and of a violation how many requirements', () => {
    expect(textOf(recordedLogs('3.5.8/cluster-task-fails-info'))).toBe('No sign of lost rows, but a query failed')
    const log = altered(normal()['driver.log'], 'in epoch 2 is committing', 'in epoch 4 is committing')
    expect(textOf({ 'driver.log': log })).toMatch(/^\d+ requirements? violated: rows may have been lost or doubled$/)
  })

  it('sees no sign only in logs that would show one', () => {
    const executors = recordedLogs('3.5.8/cluster-normal-info')
    const { 'driver.log': driver = Buffer.alloc(0), ...others } = executors
    expect(textOf(others)).toBe(
      "Cannot tell whether rows were lost: only logs of executors are here, and the driver's is missing",
    )
    const other = 'no continuous query is in the logs'
    expect(textOf({ 'a.log': Buffer.from('24/05/31 12:00:00 INFO SparkContext: Running Spark version 3.5.8\n') })).toBe(
      `Cannot tell whether rows were lost: ${other}`,
    )
    const unread = [{ file: 'executor-1.log', why: 'no permission' }]
    expect(headlineOf({ ...applicationOf({ 'driver.log': driver }), unread }).text).toBe(
      'Cannot tell whether rows were lost: not all files could be read to their end',
    )
    const twoQueries = recordedLogs('3.5.8/local-two-queries-info')
    expect(textOf(twoQueries)).toBe(
      'No sign of lost rows, but not every line that would show stopped commits (CE-20) is there',
    )
  })

  it('cannot tell where no line shows an entry of a log, nor an ignored error', () => {
    const logs = [
      { 'driver.log': recording('field/a-rate-kafka-31.log') },
      grep('local-normal-info', (line) => line.includes('New epoch')),
      grep('local-sink-refuses-info', (line) => !/CheckpointFileManager|Ignoring/.test(line)),
      // The logger is there: it has written the metadata.
      grep('local-normal-info', (line) => !/(?:offsets|commits)\//.test(line)),
    ]
    for (const one of logs) {
      expect(textOf(one)).toBe(
        'Cannot tell whether rows were lost: no line shows an entry of the offset log or of the commit log',
      )
      expect(exitCodeOfCheck(checked(one))).toBe(4)
    }
  })

  it('says of a query that did not start the same in each release, with its cause and what to do', () => {
    for (const release of ['2.4.8', '3.5.8']) {
      const report = checked({ 'driver.log': recording(`${release}/checkpoint-states/empty-commit/driver.log`) })
      expect(report.headline).toEqual({
        answer: 'cannot tell',
        text: 'Cannot tell whether rows were lost: the query did not start',
      })
      expect(exitCodeOfCheck(report)).toBe(4)
      expect(describeReport(report)).toMatch(
        /\n- the query did not start: java\.lang\.IllegalStateException: Failed to read log file .*\n.*\n.* run cwc doctor \/data\/queries\/\S+\/checkpoint\n/,
      )
    }
  })

  it('takes an interrupted commit, and an error of one of several queries, for a suspicion', () => {
    const at = { file: 'driver.log', line: 1 }
    const report = applicationOf(normal())
    const interrupted = { kind: 'commit-interrupted', run: 'a', partition: 0, epoch: 1, at } as const
    expect(headlineOf({ ...report, findings: [interrupted] })).toEqual({
      answer: 'rows may have been lost',
      text: 'Rows may have been lost: a writer was interrupted in a commit',
    })
    const ignored = {
      kind: 'error-ignored',
      run: 'unknown',
      hasGoneOn: false,
      at,
      call: 'unknown',
      error: 'x',
    } as const
    expect(headlineOf({ ...report, findings: [ignored] }).answer).toBe('rows may have been lost')
    // The log begins behind the start of its run.
    expect(headlineOf({ ...report, findings: [{ ...ignored, hasGoneOn: true }] }).answer).toBe('no sign')
  })
})

describe('the headline of a report', () => {
  const all = (applications: readonly CheckReport[], isInterrupted = false) =>
    headlineOfAll({ applications, checkpoints: [], isInterrupted }).text

  it('is the worst one, with the number of applications that have it', () => {
    const [good, bad, failed] = [
      normal(),
      recordedLogs('3.5.8/local-sink-refuses-info'),
      recordedLogs('3.5.8/cluster-task-fails-info'),
    ].map(applicationOf) as [CheckReport, CheckReport, CheckReport]
    const nothing = applicationOf({
      'a.log': Buffer.from('24/05/31 12:00:00 INFO SparkContext: Running Spark version 3.5.8\n'),
    })
    expect(all([good, bad])).toBe('Rows can be lost or doubled (1 of 2 applications)')
    expect(all([good, good])).toBe('No sign of lost rows (both applications)')
    expect(all([good, failed])).toBe('No sign of lost rows, but not all is well (both applications)')
    expect(all([good, nothing])).toBe('No sign of lost rows')
    const notStarted = applicationOf({ 'b.log': recording('2.4.8/checkpoint-states/empty-commit/driver.log') })
    expect(all([good, notStarted])).toBe('No sign of lost rows, but a query did not start')
    expect(exitCodeOfAll({ applications: [good, notStarted], checkpoints: [] })).toBe(0)
    const untold = applicationOf({ 'c.log': recording('field/a-rate-kafka-31.log') })
    expect(all([good, untold])).toBe(
      'Cannot tell whether rows were lost: no line shows an entry of the offset log or of the commit log (1 of 2 applications)',
    )
    expect(exitCodeOfAll({ applications: [good, untold], checkpoints: [] })).toBe(4)
    expect(all([good], true)).toBe('No sign of lost rows, up to where the reading was interrupted')
    expect(all([], true)).toBe('Cannot tell whether rows were lost: the reading was interrupted before a log was found')
    expect(all([])).toBe('Cannot tell whether rows were lost: no file is a log in a layout that cwc knows')
  })

  it('begins as docs/check.md says, also beside a suspect checkpoint', () => {
    const [, table = ''] = readFileSync('docs/check.md', 'utf8').split('| the first line begins with |')
    const begins = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].map(([, first = '']) => first)
    const suspect = { verdict: 'suspect', decidedBy: 'checkpoint' } as const
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    try {
      unpackRecordings('3.5.8/local-normal-info/checkpoint', folder)
      const checkpoints = checked(normal(), { checkpoints: [folder] }).checkpoints
      const { text } = headlineOfAll({
        applications: [applicationOf(normal())],
        checkpoints: checkpoints.map((one) => ({ ...one, conclusion: suspect })),
        isInterrupted: false,
      })
      expect(text).toBe('Rows may have been lost: the checkpoint is suspect')
      expect(begins.some((one) => text.startsWith(one))).toBe(true)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('goes with the exit code, also where a checkpoint tells what logs do not', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    try {
      unpackRecordings('3.5.8/local-normal-info/checkpoint', folder)
      const clean = checked(
        grep('local-normal-info', (line) => !line.includes('CheckpointFileManager')),
        { checkpoints: [folder] },
      )
      expect(clean.headline).toEqual({
        answer: 'no sign',
        text: 'No sign of lost rows, but only the checkpoint tells: no line shows an entry of the offset log or of the commit log',
      })
      expect(exitCodeOfCheck(clean)).toBe(0)
      const concluded = (verdict: CheckpointVerdict) => {
        const checkpoints = clean.checkpoints.map((one) => ({
          ...one,
          conclusion: { verdict, decidedBy: 'checkpoint' } as const,
        }))
        const applications = [applicationOf(normal())]
        const { answer } = headlineOfAll({ applications, checkpoints, isInterrupted: false })
        return [
          answer,
          exitCodeOfCheck({
            ...clean,
            applications: applications.map((one) => ({ ...one, headline: clean.headline })),
            checkpoints,
          }),
        ]
      }
      expect(concluded('clean')).toEqual(['no sign', 0])
      expect(concluded('not continuous')).toEqual(['cannot tell', 4])
      expect(concluded('cannot tell')).toEqual(['cannot tell', 4])
      expect(concluded('will not start')).toEqual(['cannot tell', 1])
      expect(concluded('suspect')).toEqual(['rows may have been lost', 1])
      expect(concluded('dangerous')).toEqual(['rows can be lost', 1])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says beside a checkpoint that a run began at old offsets already', () => {
    const demo = '3.5.8/checkpoint-demo/plain-lost'
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    const logs = Object.fromEntries(
      ['driver.log', 'driver-run2.log'].map((name) => [name, recording(`${demo}/${name}`)]),
    )
    try {
      unpackRecordings(`${demo}/state-3-after-the-second-restart`, folder)
      const report = checked(logs, { checkpoints: [folder] })
      expect(report.headline).toEqual({
        answer: 'rows can be lost',
        text: 'Rows can be lost or doubled; a run began at old offsets (CE-19), so some may have been lost or doubled already',
      })
      const applications = [applicationOf(normal())]
      expect(headlineOfAll({ ...report, applications, isInterrupted: false })).toEqual({
        answer: 'rows may have been lost',
        text: 'Rows may have been lost: a run began at old offsets (CE-19)',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says of a suspect checkpoint that rows can be lost if the next start reads the entry of an earlier run', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    try {
      unpackRecordings('3.5.8/local-normal-info/checkpoint', folder)
      const suspect = { verdict: 'suspect', decidedBy: 'checkpoint' } as const
      const checkpoints = checked(normal(), { checkpoints: [folder] }).checkpoints.map((one) => ({
        ...one,
        diagnosis: {
          ...one.diagnosis,
          findings: [
            { kind: 'old-entry', epoch: one.diagnosis.start?.lastCommitted ?? 0, isLast: true, age: 60, usual: 1 },
          ],
        } as const,
        conclusion: suspect,
      }))
      const { answer, text } = headlineOfAll({
        applications: [applicationOf(normal())],
        checkpoints,
        isInterrupted: false,
      })
      expect([answer, text]).toEqual([
        'rows can be lost',
        'Rows can be lost or doubled: the next start seems to read the entry of an earlier run',
      ])
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('says that only the checkpoint tells where no file is a log, and what of it is not certain', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    try {
      unpackRecordings('3.5.8/local-normal-info/checkpoint', folder)
      const { checkpoints } = checked(normal(), { checkpoints: [folder] })
      // Without the logs, the times of the copy tell nothing.
      const alone = checkpoints.map((one) => ({ ...one, join: undefined }))
      const textBeside = (applications: readonly CheckReport[]) =>
        headlineOfAll({ applications, checkpoints: alone, isInterrupted: false }).text
      expect(textBeside([])).toBe(
        'No sign of lost rows, but only the checkpoint tells, and that the checkpoint is clean is not certain',
      )
      expect(textBeside([applicationOf(normal())])).toBe(
        'No sign of lost rows, but that the checkpoint is clean is not certain',
      )
      expect(exitCodeOfAll({ applications: [], checkpoints: alone })).toBe(0)
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('counts a dangerous checkpoint beside logs that show nothing bad', () => {
    const folder = mkdtempSync(join(tmpdir(), 'cwc-headline-'))
    try {
      unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', folder)
      expect(checked(normal(), { checkpoints: [folder] }).headline).toEqual({
        answer: 'rows can be lost',
        text: 'Rows can be lost or doubled: the checkpoint is dangerous',
      })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })

  it('has the same words in the text, on the page and in JUnit', () => {
    for (const folder of ['local-sink-refuses-info', 'cluster-normal-info', 'cluster-task-fails-info']) {
      const { 'executor-1.log': _, ...logs } = recordedLogs(`3.5.8/${folder}`)
      const report = checked(logs)
      const { answer, text } = report.headline
      expect(describeReport(report).split('\n')[0]).toBe(text)
      expect(logReportPage(report)).toContain(`</span> ${text} <small>`)
      if (answer !== 'no sign') expect(logJunit(report)).toContain(`message="${text}: `)
    }
    const { 'driver.log': __, ...executors } = recordedLogs('3.5.8/cluster-normal-info')
    const report = checked(executors)
    expect(logJunit(report)).toContain(`<skipped message="${report.headline.text}`)
  })
})
