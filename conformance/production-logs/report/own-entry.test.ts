import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { judged } from '../fixtures/judged.ts'
import { recordedFolders, recording, recordingNames, unpackRecordings } from '../fixtures/recording.ts'
import { describeCheckpoint } from '../telling/describe-report.ts'
import { examineCheckpoint } from './examine-checkpoint.ts'

const root = mkdtempSync(join(tmpdir(), 'cwc-own-entry-'))
afterAll(() => rmSync(root, { recursive: true }))

let folders = 0
/** A copy, whose files have lost their times: they do not say whether an entry is old. */
function copyOf(checkpoint: string): string {
  const into = join(root, `${folders++}`)
  unpackRecordings(checkpoint, into)
  return into
}

type Texts = Readonly<Record<string, string>>
const logsOf = (folder: string): Texts =>
  Object.fromEntries(
    recordingNames(folder)
      .filter((name) => /\/driver[^/]*\.log$/.test(name))
      .map((name) => [name.slice(folder.length + 1), recording(name).toString()]),
  )

/** What is said of a checkpoint beside the logs of applications. */
function said(checkpoint: string, logs: Texts) {
  const reports = Object.entries(logs).map(([name, text]) => judged({ [name]: Buffer.from(text) }))
  const examined = examineCheckpoint(checkpoint, reports)
  const findings = examined.join?.kind === 'joined' ? examined.join.findings : []
  const text = describeCheckpoint(examined).replaceAll(`${checkpoint}: `, '')
  return { text, own: findings.find(({ kind }) => kind === 'own-entry') }
}

const demo = '3.5.8/checkpoint-demo'
const restarted = '3.1.3/local-restart-info'
const isClean = /^clean: the next run reads on where the last committed epoch ended\n/
const isUntold = /^clean, but not certain: whether offsets\/14 is the entry of an earlier run cannot be told/

describe('a checkpoint whose last entry the logs tell of', () => {
  it('is clean for certain if a run in the logs wrote that entry, as the last of four runs on it', () => {
    const { text, own } = said(copyOf(`${restarted}/checkpoint`), logsOf(restarted))
    expect(text).toMatch(isClean)
    expect(own).toEqual({ kind: 'own-entry', run: expect.stringMatching(/^b7948ac6/), epoch: 14, isOtherPath: true })
    expect(text).toMatch(
      /\n {2}- Run b7948ac6\S+ logged offsets\/14 itself, and committed the epoch: the next start reads no entry of an earlier run, unless a run that is not in the logs has used this copy\.\n/,
    )
  })

  it('needs no condition if the logs name its own path', () => {
    const checkpoint = copyOf(`${restarted}/checkpoint`)
    const here = Object.entries(logsOf(restarted)).map(([name, text]) => [
      name,
      text.replaceAll(`/data/queries/${restarted}/checkpoint`, checkpoint),
    ])
    const { text, own } = said(checkpoint, Object.fromEntries(here))
    expect(own).toMatchObject({ epoch: 14, isOtherPath: false })
    expect(text).toMatch(/reads no entry of an earlier run\.$/)
  })

  const recorded = [
    ...recordedFolders().flatMap((folder) =>
      recordingNames(folder)
        .filter((name) => /\/checkpoint[^/]*\/metadata$/.test(name) && !name.includes('checkpoint-s'))
        .map((name) => ({ folder, checkpoint: name.slice(0, -'/metadata'.length) })),
    ),
    { folder: `${demo}/cleaned`, checkpoint: `${demo}/cleaned/state-3-after-the-second-restart` },
  ]
  it.each(recorded)('has no condition in the recording $checkpoint', ({ folder, checkpoint }) => {
    const { text, own } = said(copyOf(checkpoint), logsOf(folder))
    expect(own).toBeDefined()
    expect(text).toMatch(/^(clean|dangerous): /)
    expect(text).not.toMatch(/not certain|cannot be told|if offsets/)
  })

  it('is not certain if the log of the last run is missing, or ends before the last commit', () => {
    const logs = logsOf(restarted)
    const checkpoint = copyOf(`${restarted}/checkpoint`)
    const last = logs['driver-run4.log'] ?? ''
    const before = Object.fromEntries(Object.entries(logs).filter(([name]) => name !== 'driver-run4.log'))
    expect(said(checkpoint, before).text).toMatch(isUntold)
    const cut = last.slice(
      0,
      last.indexOf('Writing atomically to file:/data/queries/3.1.3/local-restart-info/checkpoint/commits/14'),
    )
    expect(cut).toContain('/offsets/14')
    expect(said(checkpoint, { ...before, 'driver-run4.log': cut }).text).toMatch(isUntold)
  })

  it('is not certain if no line says that the run logged the entry', () => {
    const logs = logsOf(restarted)
    const lines = (logs['driver-run4.log'] ?? '').split('\n').filter((line) => !/offsets\/\.?14/.test(line))
    const { own } = said(copyOf(`${restarted}/checkpoint`), { ...logs, 'driver-run4.log': lines.join('\n') })
    expect(own).toBeUndefined()
  })

  it('is not certain if another run committed the epoch with an entry that it found', () => {
    const logs = logsOf(restarted)
    const again = (logs['driver-run4.log'] ?? '')
      .replaceAll('b7948ac6', 'aaaaaaaa')
      .split('\n')
      .filter((line) => !/offsets\/\.?14/.test(line))
    const { own } = said(copyOf(`${restarted}/checkpoint`), { ...logs, 'driver-run5.log': again.join('\n') })
    expect(own).toBeUndefined()
  })

  it('is not certain if it is an older copy, or a run that is not in the logs went on', () => {
    const older = copyOf(`${restarted}/checkpoint`)
    for (const name of ['commits/14', 'offsets/14']) unlinkSync(join(older, name))
    expect(said(older, logsOf(restarted)).own).toBeUndefined()
    const newer = copyOf(`${restarted}/checkpoint`)
    for (const log of ['offsets', 'commits'])
      writeFileSync(join(newer, log, '15'), recording(`${restarted}/checkpoint/${log}/14`))
    expect(said(newer, logsOf(restarted)).own).toBeUndefined()
  })

  it('says that it is not certain, if the logs tell of its suspect entries only', () => {
    const older = copyOf(`${demo}/plain-lucky/state-2-after-the-restart`)
    expect(said(older, logsOf(`${demo}/plain-lucky`)).text).toMatch(
      /^clean, but not certain: by the logs, no run began after an old entry; whether offsets\/12 is one cannot be told\n/,
    )
  })
})
