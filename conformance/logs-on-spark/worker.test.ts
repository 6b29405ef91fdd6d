import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CheckedLogs, checkLogs } from '../log-files/check-logs.ts'
import { findLogs } from '../log-files/find-logs.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { writeHardLogs } from './fixtures/hard-logs.ts'

const root = mkdtempSync(join(tmpdir(), 'cwc-worker-'))
beforeAll(() => writeHardLogs(root))
afterAll(() => rmSync(root, { recursive: true }))

const worker = fileURLToPath(new URL('worker.ts', import.meta.url))

/** The lines that the worker makes of its input. */
function run(words: readonly string[], input: readonly (Buffer | string)[]): readonly string[] {
  const bytes = Buffer.concat(input.map((one) => (typeof one === 'string' ? Buffer.from(`${one}\n`) : one)))
  const { stdout, stderr, status } = spawnSync(process.execPath, [worker, ...words], {
    input: bytes,
    maxBuffer: 1 << 29,
  })
  if (status !== 0) throw new Error(stderr.toString())
  return stdout.toString().split('\n').slice(0, -1)
}

/** The bytes of a file as the JVM program sends them, in chunks of any size. */
function* framed(path: string, most: number): Generator<Buffer> {
  let bytes: Buffer
  try {
    bytes = readFileSync(path).subarray(0, most)
  } catch {
    yield Buffer.from('!FileNotFoundException: it is gone\n')
    return
  }
  for (let at = 0; at < bytes.length; at += 70_001) {
    const part = bytes.subarray(at, at + 70_001)
    yield Buffer.from(`${part.length}\n`)
    yield part
  }
  yield Buffer.from('0\n')
}

interface Chain {
  /** Whether the worker reads the files by their paths, or gets their bytes. */
  readonly isLocal: boolean
  readonly between?: () => void
  readonly alter?: (digests: readonly string[]) => readonly string[]
}

/** What the JVM program does, without it: looks, the plan, digests, verdicts. */
function checkInWorkers(
  words: readonly string[],
  { isLocal, between, alter = (digests) => digests }: Chain,
): CheckedLogs {
  const files = findLogs(words)
  const named = (path: string) => JSON.stringify({ path, isLocal })
  const bytes = (path: string, most: number) => (isLocal ? [] : [...framed(path, most)])
  const looks = run(
    ['look', ''],
    files.flatMap(({ path }, at) => [`${at}\t${named(path)}`, ...bytes(path, (2 << 20) + (64 << 10))]),
  )
  const [remarks = '', ...logs] = run(
    ['plan'],
    looks.map((line, at) => {
      const { path, isFound } = files[at] ?? { path: '', isFound: false }
      return `${isFound ? 'found' : 'named'}\t${JSON.stringify(path)}\t${line.slice(line.indexOf('\t') + 1)}`
    }),
  )
  between?.()
  const plan = logs.map((line) => line.split('\t'))
  const digests = run(
    ['digest', ''],
    plan.flatMap(([, first = '', own = ''], at) => {
      const paths = own.split(',').map((number) => files[Number(number)]?.path ?? '')
      return [`${at}\t${first}\t[${paths.map(named).join()}]`, ...paths.flatMap((path) => bytes(path, Infinity))]
    }),
  )
  const reports = run(
    ['judge', '', ''],
    alter(digests).map((line) => {
      const tab = line.indexOf('\t')
      return `${plan[Number(line.slice(0, tab))]?.[0] ?? ''}\t${line.slice(tab + 1)}`
    }),
  ).map((line) => JSON.parse(line))
  const { notes, passedOver, hints } = JSON.parse(remarks)
  return {
    applications: reports.map(({ report: { id, ...report } }) => ({ id, report })),
    notes: [...notes, ...reports.flatMap((one) => one.notes)],
    passedOver,
    hints,
    isInterrupted: false,
  }
}

/** As JSON has it: members that are undefined are absent. */
const data = (logs: CheckedLogs) => JSON.parse(JSON.stringify(logs))

describe('The workers of a job', () => {
  it('give the verdicts of the single process on every recording, and on rotated, compressed and broken logs', async () => {
    const single = await checkLogs([root])
    expect(single.applications.length).toBeGreaterThan(80)
    expect(single.passedOver.length).toBeGreaterThan(100)
    expect(JSON.stringify(single.applications.map(({ report }) => report.unread))).toContain('breaks off')
    expect(JSON.stringify(single.applications.map(({ report }) => report.requirements))).toContain(
      'lines are missing (',
    )
    const verdicts = single.applications.flatMap(({ report }) => Object.values(report.requirements))
    expect(new Set(verdicts.map(({ kind }) => kind))).toContain('held')
    for (const isLocal of [true, false]) expect(checkInWorkers([root], { isLocal })).toEqual(data(single))
  })

  it('say which file has vanished between the look and the reading, as the single process does', () => {
    const folder = mkdtempSync(join(root, 'vanishing-'))
    for (const isLocal of [true, false]) {
      const file = join(folder, 'driver.log')
      writeFileSync(file, recording('3.5.8/local-normal-info/driver.log'))
      const checked = checkInWorkers([folder], { isLocal, between: () => rmSync(file) })
      expect(checked.applications.map(({ report }) => report.unread)).toEqual([
        [{ file, why: isLocal ? 'there is no such file' : 'FileNotFoundException: it is gone' }],
      ])
    }
  })

  it('read a file that has grown since the look to its end, as the single process does', async () => {
    const folder = mkdtempSync(join(root, 'growing-'))
    const log = recording('3.5.8/local-normal-info/driver.log')
    const file = join(folder, 'driver.log')
    writeFileSync(file, log.subarray(0, 9000))
    const grown = checkInWorkers([folder], { isLocal: true, between: () => writeFileSync(file, log) })
    expect(grown).toEqual(data(await checkLogs([folder])))
  })

  it('name a log whose worker has died', () => {
    const file = join(root, 'made', '.hidden.log')
    for (const [alter, why] of [
      [(lines: readonly string[]) => lines.slice(0, -1), 'its worker ended before the log did'],
      [
        (lines: readonly string[]) => [...lines.slice(0, -1), '0\t{"kind":"unread","why":"out of memory"}'],
        'out of memory',
      ],
    ] as const) {
      const { applications } = checkInWorkers([file], { isLocal: true, alter })
      expect(applications.map(({ report }) => report.unread)).toEqual([[{ file, why }]])
    }
  })
})
