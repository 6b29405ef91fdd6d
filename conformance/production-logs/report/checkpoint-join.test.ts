import { mkdirSync, mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { judged } from '../fixtures/judged.ts'
import * as log from '../fixtures/log-lines.ts'
import { recordedFolders, recording, recordingNames, unpackRecordings } from '../fixtures/recording.ts'
import { describeJoin } from '../telling/describe-join.ts'
import type { CheckpointJoin, JoinFinding } from './checkpoint-join.ts'
import { examineCheckpoint } from './examine-checkpoint.ts'

const root = mkdtempSync(join(tmpdir(), 'cwc-join-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
function checkpointOf(folder: string): string {
  const into = join(root, `${folders++}`)
  unpackRecordings(folder, into)
  return into
}

/** One report per log, as those of several applications. */
const reportsOn = (...names: readonly string[]) => names.map((name) => judged({ [name]: recording(name) }))

function joined(checkpoint: string, ...names: readonly string[]): readonly JoinFinding[] {
  const { join: found } = examineCheckpoint(checkpoint, reportsOn(...names))
  if (found?.kind !== 'joined') throw new Error(`not joined: ${JSON.stringify(found)}`)
  // The recordings were made elsewhere. Entries whose run is known have tests of their own.
  return found.findings.filter(({ kind }) => kind !== 'other-path' && kind !== 'own-entry')
}

const demo = '3.5.8/checkpoint-demo'
const refused = `${demo}/run1-refused/driver.log`
const [r1, r2, r3] = [
  '8cc0916c-9ac6-41b8-9481-8e0075502512',
  '36e4471d-d5df-4d92-936f-d0953abb8e27',
  '3cb3afb1-c83b-4a20-b05f-6ab44631f89a',
]
const lost = { lost: { atLeast: 0, atMost: 338 }, doubled: { atLeast: 0, atMost: undefined } }

describe('a checkpoint beside the logs of its runs', () => {
  // The files of the sink say that rows 0 to 167 and 169 are lost: 169 rows of two offsets each.
  it('shows which restart read on from old offsets, who logged them, and how much that can lose', () => {
    const logs = [`${demo}/plain-lost/driver-run2.log`, refused, `${demo}/plain-lost/driver.log`]
    expect(joined(checkpointOf(`${demo}/plain-lost/state-3-after-the-second-restart`), ...logs)).toMatchObject([
      // It went on with a copy of the checkpoint of the refused run.
      {
        kind: 'start-untold',
        run: r2,
        behind: 2,
        elsewhere: '/data/queries/3.5.8/checkpoint-demo/run1-refused/checkpoint',
      },
      {
        kind: 'started-from-old-offsets',
        restarted: r3,
        run: r2,
        loggedBy: r1,
        began: { epoch: 2, offsets: expect.stringContaining('"value":-1') },
        old: { epoch: 7, offsets: expect.stringContaining('"value":166') },
        next: undefined,
        ...lost,
      },
      { kind: 'overtaken', run: r3, first: 8, last: 8 },
      { kind: 'runs-elsewhere', runs: [r1] },
    ])
  })

  it('says that a start does not show what it lost, if the log of the run before is missing', () => {
    const checkpoint = checkpointOf(`${demo}/plain-lost/state-3-after-the-second-restart`)
    const found = joined(checkpoint, `${demo}/plain-lost/driver-run2.log`)
    expect(found).toEqual([
      { kind: 'start-untold', run: r3, behind: 7, elsewhere: undefined, isOwn: false },
      { kind: 'overtaken', run: r3, first: 8, last: 8 },
    ])
    expect(describeJoin({ kind: 'joined', runs: [r3], findings: found })[0]).toBe(
      `- Run ${r3} began after epoch 7; the log of the run that committed it here is missing: whether that start lost or doubled rows does not show.`,
    )
  })

  it('is not compared with runs that used a copy of it', () => {
    const checkpoint = checkpointOf(`${demo}/plain-lost/state-3-after-the-second-restart`)
    const logs = ['plain-lost/driver.log', 'plain-lost/driver-run2.log', 'cleaned/driver-run2.log']
    const elsewhere = {
      kind: 'runs-elsewhere',
      path: '/data/queries/3.5.8/checkpoint-demo/cleaned/checkpoint',
      runs: [expect.stringMatching(/^e07b/)],
    }
    expect(joined(checkpoint, ...logs.map((name) => `${demo}/${name}`))).toMatchObject([
      { kind: 'start-untold', run: r2, behind: 2 },
      { kind: 'started-from-old-offsets', run: r2, restarted: r3 },
      { kind: 'overtaken', run: r3 },
      elsewhere,
    ])
    // Its path says which of them it is, its last commit no longer does.
    unlinkSync(join(checkpoint, 'commits/18'))
    const reports = reportsOn(...logs.map((name) => `${demo}/${name}`))
    const { join: untold } = examineCheckpoint(checkpoint, reports)
    expect(untold).toEqual({
      kind: 'several paths',
      paths: ['plain-lost', 'cleaned'].map((name) => `/data/queries/3.5.8/checkpoint-demo/${name}/checkpoint`),
    })
    const here = reports.map((report) => ({
      ...report,
      runs: report.runs.map((run) => (run.checkpoint?.includes('plain-lost') ? { ...run, checkpoint } : run)),
    }))
    expect(examineCheckpoint(checkpoint, here).join).toMatchObject({
      kind: 'joined',
      runs: [r2, r3],
      findings: expect.arrayContaining([elsewhere, expect.objectContaining({ kind: 'commits-missing', inLogs: 18 })]),
    })
  })

  it('says that the next start will be one from old offsets, before it happens', () => {
    expect(
      joined(checkpointOf(`${demo}/plain-lost/state-2-after-the-restart`), `${demo}/plain-lost/driver.log`),
    ).toMatchObject([
      { kind: 'start-untold' },
      { kind: 'next-start-is-old', run: r2, loggedBy: undefined, old: { epoch: 7 }, ...lost },
    ])
  })

  it('knows of a restart that is in no log, since the checkpoint has its commits', () => {
    expect(
      joined(checkpointOf(`${demo}/plain-lost/state-3-after-the-second-restart`), `${demo}/plain-lost/driver.log`),
    ).toMatchObject([
      { kind: 'start-untold', run: r2, behind: 2 },
      { kind: 'started-from-old-offsets', restarted: undefined, run: r2, ...lost },
      { kind: 'commits-of-other-runs', inLogs: 7, inCheckpoint: 18, isBefore: false },
    ])
  })

  it('says that the run overtook the old entries, if no start was behind one', () => {
    expect(
      joined(
        checkpointOf(`${demo}/plain-lucky/state-3-after-the-second-restart`),
        `${demo}/plain-lucky/driver.log`,
        `${demo}/plain-lucky/driver-run2.log`,
      ),
    ).toMatchObject([{ kind: 'start-untold', behind: 2 }, { kind: 'overtaken' }])
  })

  it('finds nothing where the entries were moved before each restart', () => {
    expect(
      joined(
        checkpointOf(`${demo}/cleaned/state-3-after-the-second-restart`),
        `${demo}/cleaned/driver.log`,
        `${demo}/cleaned/driver-run2.log`,
      ).filter(({ kind }) => kind !== 'start-untold'),
    ).toEqual([])
  })

  it('names commits that the logs have, and the checkpoint does not', () => {
    const checkpoint = checkpointOf('3.5.8/local-normal-info/checkpoint')
    expect(joined(checkpoint, '3.5.8/local-normal-info/driver.log')).toEqual([])
    unlinkSync(join(checkpoint, 'commits/5'))
    expect(joined(checkpoint, '3.5.8/local-normal-info/driver.log')).toEqual([
      { kind: 'commits-missing', inLogs: 5, inCheckpoint: 4 },
    ])
  })

  it('is not compared with the logs of another query', () => {
    const checkpoint = checkpointOf('3.5.8/local-normal-info/checkpoint')
    const { join: found } = examineCheckpoint(checkpoint, reportsOn('3.5.8/local-memory-info/driver.log'))
    expect(found).toEqual({ kind: 'other query', queries: ['b86e636a-e747-4402-89c8-17cd95d4a658'] })
    expect(describeJoin(found as CheckpointJoin)).toEqual([
      '- The logs are of query b86e636a-e747-4402-89c8-17cd95d4a658: this checkpoint is of another query, and was not compared with them.',
    ])
    unlinkSync(join(checkpoint, 'metadata'))
    expect(examineCheckpoint(checkpoint, reportsOn('3.5.8/local-normal-info/driver.log')).join).toEqual({
      kind: 'unknown query',
    })
    expect(examineCheckpoint(checkpoint, []).join).toBeUndefined()
  })

  it('without an id is that of the query whose path it has', () => {
    const checkpoint = checkpointOf('3.5.8/local-normal-info/checkpoint')
    unlinkSync(join(checkpoint, 'metadata'))
    const text = recording('3.5.8/local-normal-info/driver.log')
      .toString()
      .replaceAll('/data/queries/3.5.8/local-normal-info/checkpoint', checkpoint)
    expect(examineCheckpoint(checkpoint, [judged({ 'driver.log': Buffer.from(text) })]).join).toMatchObject({
      kind: 'joined',
      findings: [{ kind: 'own-entry', epoch: 5, isOtherPath: false }],
    })
  })

  const recorded = recordedFolders().flatMap((folder) =>
    recordingNames(folder)
      .filter((name) => /\/checkpoint[^/]*\/metadata$/.test(name) && !name.includes('checkpoint-'))
      .map((name) => ({ folder, checkpoint: name.slice(0, -'/metadata'.length) })),
  )
  it.each(recorded)('fits the logs of its recording: $checkpoint', ({ folder, checkpoint }) => {
    const logs = recordingNames(folder).filter((name) => /\/driver[^/]*\.log$/.test(name))
    expect(joined(checkpointOf(checkpoint), ...logs)).toEqual([])
  })
})

describe('a run of which the log breaks off', () => {
  const queryId = '56f817e5-7e1a-4053-875e-6eaf8e7e762b'
  const entry = (position: number) => `v1\n\n{"0":${position}}`
  /** A checkpoint with these ends of epochs, and commits up to `last`. */
  function made(ends: readonly number[], last: number): string {
    const folder = join(root, `${folders++}`)
    for (const part of ['offsets', 'commits']) mkdirSync(join(folder, part), { recursive: true })
    writeFileSync(join(folder, 'metadata'), `{"id":"${queryId}"}`)
    for (const [epoch, end] of ends.entries()) writeFileSync(join(folder, `offsets/${epoch}`), entry(end))
    for (let epoch = 0; epoch <= last; epoch++) writeFileSync(join(folder, `commits/${epoch}`), 'v1\n{}')
    return folder
  }
  /** It begins with epoch 1 and commits epochs 1 and 2 without logging them. */
  const run = [
    log.release(),
    log.starts(),
    log.resumes(0),
    log.coordinator,
    log.newEpoch(2),
    log.writing(),
    ...log.job(),
    ...log.commit(1),
    ...log.commit(2),
  ]
  const findings = (checkpoint: string, lines: readonly string[]) => {
    const { join: found } = examineCheckpoint(checkpoint, [judged({ 'driver.log': lines })])
    return found?.kind === 'joined'
      ? found.findings.filter(({ kind }) => kind !== 'other-path' && kind !== 'start-untold')
      : found
  }

  it('has commits of runs before the logs if a run that began behind them has committed nothing', () => {
    const states = '3.5.8/checkpoint-states/torn-offset'
    const found = joined(checkpointOf(`${states}/after`), `${states}/driver.log`)
    expect(found.filter(({ kind }) => kind === 'commits-of-other-runs')).toEqual([
      { kind: 'commits-of-other-runs', inLogs: undefined, inCheckpoint: 5, isBefore: true },
    ])
    expect(describeJoin({ kind: 'joined', runs: [], findings: found })).toContain(
      '- The logs show no commit, and their run began after epoch 5, the last one of the checkpoint: runs before these logs committed it.',
    )
  })

  it('says nothing of a start behind it, unless the checkpoint ends where it does', () => {
    expect(findings(made([10, 50, 70, 90], 3), run)).toMatchObject([
      { kind: 'unclear', first: 1, last: 2 },
      { kind: 'commits-of-other-runs', inLogs: 2, inCheckpoint: 3, isBefore: false },
    ])
    expect(findings(made([10, 50, 70], 2), run)).toMatchObject([
      { kind: 'next-start-is-old', lost: { atLeast: 0, atMost: 60 }, doubled: { atLeast: 0 } },
    ])
  })

  it('has lost at least what lies behind an entry of its own, and has doubled at least what lies before its beginning', () => {
    const behind = [...run, ...log.offsets(3), log.stopped(), log.contextStopped]
    expect(findings(made([10, 50, 70, 30], 2), behind)).toMatchObject([
      { lost: { atLeast: 40, atMost: 60 }, doubled: { atLeast: 0, atMost: 0 } },
    ])
    expect(findings(made([100, 50, 70], 2), run)).toMatchObject([
      { lost: { atLeast: 0, atMost: 0 }, doubled: { atLeast: 30, atMost: undefined } },
    ])
  })

  it('does not name an earlier run that had not logged the entry', () => {
    const earlier = [
      log.release(),
      log.starts(log.otherRunId),
      log.firstStart,
      log.coordinator,
      log.newEpoch(1),
      ...log.offsets(0),
      ...log.commit(0),
      log.stopped(log.otherRunId),
    ]
    const loggedBy = (first: readonly string[]) => {
      const reports = [first, run].map((lines) => judged({ 'driver.log': lines }))
      const { join: found } = examineCheckpoint(made([10, 50, 70], 2), reports)
      return found?.kind === 'joined' ? found.findings.find(({ kind }) => kind === 'next-start-is-old') : found
    }
    expect(loggedBy(earlier)).toMatchObject({ loggedBy: undefined })
    const ahead = [...earlier.slice(0, -1), ...log.offsets(1), ...log.offsets(2), log.stopped(log.otherRunId)]
    expect(loggedBy(ahead)).toMatchObject({ loggedBy: log.otherRunId })
  })

  it('is described with the entries in the words of the source', () => {
    const { join: found } = examineCheckpoint(made([10, 50, 70, 30], 2), [
      judged({ 'driver.log': [...run, ...log.offsets(3), log.stopped(), log.contextStopped] }),
    ])
    expect(describeJoin(found as CheckpointJoin)).toMatchInlineSnapshot(`
      [
        "! The next start is one from old offsets (CE-19): run 36e4471d-d5df-4d92-936f-d0953abb8e27 committed epoch 2, the last one, with the offsets of an earlier run.",
        "  run 36e4471d-d5df-4d92-936f-d0953abb8e27 began at offsets/0 {"0":10}",
        "  a start after it will read on from offsets/2 {"0":70}, logged by a run that is not in the logs",
        "  run 36e4471d-d5df-4d92-936f-d0953abb8e27 had come no further than offsets/3 {"0":30}",
        "  over all partitions: 40 to 60 offsets lost; nothing doubled",
        "  Moving entries beyond the last commit (cwc doctor --fix) does not change that.",
        "- Run 36e4471d-d5df-4d92-936f-d0953abb8e27 began after epoch 0; the log of the run that committed it here is missing: whether that start lost or doubled rows does not show.",
        "- Remark: the logs name /c: this may be a copy of that checkpoint.",
      ]
    `)
  })
})
