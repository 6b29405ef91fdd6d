import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checked } from './fixtures/checked.ts'
import { withVerdict } from './fixtures/judged.ts'
import { ownRecording, ownRecordings } from './fixtures/own-recordings.ts'
import type { CheckReport, LogFinding, LogReport } from './report/check-report.ts'
import { exitCodeOfCheck } from './report/conclusion.ts'

/** What a check has to find in what a scene has left behind. */
interface Expected {
  readonly exitCode: 0 | 1
  readonly findings: readonly (Partial<LogFinding> & Pick<LogFinding, 'kind'>)[]
  readonly checkpoint: 'clean' | 'dangerous'
}

const failedWrite = { kind: 'cause', error: 'java.lang.RuntimeException: write of partition 1 fails' } as const
const stopped = { kind: 'stopped', aborts: 0 } as const
const clean = { exitCode: 0, checkpoint: 'clean' } as const
const losing = { exitCode: 1, checkpoint: 'dangerous' } as const

const expected: Readonly<Record<string, Expected>> = {
  // The source wants other partitions on the way: the run goes on with another coordinator.
  '2.4.8/reconfigure': { ...clean, findings: [stopped] },
  '3.5.8/reconfigure-debug': { ...clean, findings: [stopped] },
  '3.1.3/cluster-ok-3-debug': { ...clean, findings: [stopped] },
  // The sink's commit throws a NoSuchMethodError.
  '2.4.8/refuse-linkage': {
    ...losing,
    findings: [{ kind: 'commits-stopped', epoch: 2, lastCommitted: 1, lastLogged: 6, call: 'sink-commit' }, stopped],
  },
  // The source's commit throws, behind the entry of its epoch.
  '3.5.8/scommit-once-debug': {
    ...losing,
    findings: [{ kind: 'commits-stopped', epoch: 2, lastCommitted: 2, lastLogged: 6, call: 'query-commit' }, stopped],
  },
  // Of two queries at once, one has a sink that refuses. The checkpoint is that of the other.
  '3.5.8/two-one-refuses': {
    exitCode: 1,
    checkpoint: 'clean',
    findings: [stopped, { kind: 'commits-stopped', lastCommitted: 1, lastLogged: 6, call: 'sink-commit' }, stopped],
  },
  '3.1.3/wcommit-fails': {
    ...losing,
    findings: [
      { kind: 'offsets-ahead', first: 2, last: 2, lastCommitted: 1 },
      { kind: 'cause', error: 'java.lang.RuntimeException: wcommit of partition 1 fails at 2' },
      { kind: 'query-failed', error: 'org.apache.spark.SparkException: Writing job aborted.' },
    ],
  },
  // The sink has not got nine rows.
  '3.5.8/wcommit-interrupted-late': {
    ...clean,
    findings: [{ kind: 'commit-interrupted', partition: 1, epoch: 2 }, stopped],
  },
  // These releases end the message without a full stop.
  '3.2.4/write-fails': {
    ...clean,
    findings: [failedWrite, { kind: 'query-failed', error: 'org.apache.spark.SparkException: Writing job aborted' }],
  },
  '3.3.4/write-fails': {
    ...clean,
    findings: [failedWrite, { kind: 'query-failed', error: 'org.apache.spark.SparkException: Writing job aborted' }],
  },
  // The writer throws, and so does its abort.
  '3.5.8/abort-throws': { ...clean, findings: [failedWrite, { kind: 'query-failed' }] },
  // The application ends the coordinator of its query.
  ...Object.fromEntries(
    ['3.1.3', '3.5.8', '4.2.0'].map((release) => [
      `${release}/coordinator-gone`,
      {
        ...clean,
        findings: [
          { kind: 'cause', error: expect.stringContaining('Could not find EpochCoordinator-') },
          { kind: 'query-failed' },
        ],
      },
    ]),
  ),
  // The sink refuses, until the offsets of the epochs that wait are too many.
  '3.5.8/refused-until-full': {
    ...losing,
    findings: [
      { kind: 'commits-stopped', epoch: 2, lastCommitted: 1, lastLogged: 4, call: 'sink-commit' },
      { kind: 'backlog' },
      {
        kind: 'query-failed',
        error: 'java.lang.IllegalStateException: Size of the partition offset queue has exceeded its maximum',
      },
    ],
  },
  // The driver cannot read the offsets that executors report, as of another version of the source: only commits come.
  '3.5.8/unreadable-offsets': {
    ...clean,
    findings: [
      { kind: 'backlog' },
      {
        kind: 'query-failed',
        error: 'java.lang.IllegalStateException: Size of the partition commit queue has exceeded its maximum',
      },
    ],
  },
  // The checkpoint has epoch 2147483645 as its last one: made by hand, before the run.
  '3.5.8/epochs-beyond-int': { ...clean, findings: [stopped] },
  // The commit of a writer hangs. Its task has sent the offset before, so the backlog of offsets is full.
  '3.1.3/wcommit-hangs': {
    ...losing,
    findings: [
      { kind: 'offsets-ahead', first: 2, last: 2, lastCommitted: 1 },
      { kind: 'backlog' },
      { kind: 'query-failed' },
    ],
  },
  // The application ends, its process lives on, and tasks seek a coordinator when the query is gone.
  '3.5.8/context-lives': {
    ...clean,
    findings: [
      {
        kind: 'query-failed',
        error: 'java.lang.IllegalStateException: Cannot call methods on a stopped SparkContext.',
      },
    ],
  },
  '4.2.0/backlog': { ...clean, findings: [{ kind: 'backlog' }, { kind: 'query-failed' }] },
  // The sink throws a SparkException of its own.
  '4.2.0/write-fails-spark': {
    ...clean,
    findings: [
      { kind: 'cause', error: 'org.apache.spark.SparkException: write of partition 1 fails at 2' },
      { kind: 'query-failed' },
    ],
  },
}

const scratch = mkdtempSync(join(tmpdir(), 'cwc-own-recordings-'))
const reports = new Map<string, LogReport>()
beforeAll(() => {
  for (const name of ownRecordings()) {
    const { logs, unpackCheckpoint } = ownRecording(name)
    reports.set(name, checked(logs, { checkpoints: [unpackCheckpoint(join(scratch, name))] }))
  }
})
afterAll(() => rmSync(scratch, { recursive: true }))

const reportOn = (name: string): LogReport & { readonly application: CheckReport } => {
  const report = reports.get(name)
  const application = report?.applications[0]
  if (report === undefined || application === undefined) throw new Error(`no report on ${name}`)
  return { ...report, application }
}

describe('a recording of our own', () => {
  it('is each one of the table', () => {
    expect(new Set(ownRecordings())).toStrictEqual(new Set(Object.keys(expected)))
  })

  it.each(Object.entries(expected))('%s has these findings, no violation, and this exit code', (name, wanted) => {
    const report = reportOn(name)
    expect(withVerdict(report.application, 'violated')).toStrictEqual([])
    expect(report.application.findings).toMatchObject(wanted.findings)
    expect(report.checkpoints.map(({ diagnosis }) => diagnosis.verdict)).toStrictEqual([wanted.checkpoint])
    expect(exitCodeOfCheck(report)).toBe(wanted.exitCode)
  })

  it.each(ownRecordings())('%s has committed the epochs that its sinks have', (name) => {
    const { runs } = reportOn(name).application
    for (const [sink, epochs] of ownRecording(name).sinks) {
      const last = runs.findLast(({ checkpoint }) => checkpoint?.endsWith(`/checkpoint-${sink}`))
      expect(last?.lastCommitted).toBe(epochs.at(-1))
      expect(epochs).toStrictEqual(epochs.map((_, at) => (epochs[0] ?? 0) + at))
    }
  })
})
