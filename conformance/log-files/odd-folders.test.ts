import { spawn, spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withVerdict } from '../production-logs/fixtures/judged.ts'
import { recording } from '../production-logs/fixtures/recording.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { visibleLines } from '../visible.ts'
import { checkLogs } from './check-logs.ts'
import { findLogs } from './find-logs.ts'
import { logReportOf } from './log-report.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-odd-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const driver = recording('3.5.8/local-normal-info/driver.log')
const put = (name: string, content: Buffer | string = driver) => writeFileSync(join(folder, name), content)
const at = (name: string) => join(folder, name)
const namesOf = (words: readonly string[]) => findLogs(words).map(({ path }) => path.slice(folder.length + 1))

describe('a log that is there twice is read once', () => {
  const names = async (...words: readonly string[]) => {
    const { applications, notes } = await checkLogs(words)
    const files = applications.flatMap(({ report }) => report.files.map(({ name }) => name.slice(folder.length + 1)))
    expect(applications.map(({ report }) => report.requirements['EC-9'])).toEqual([{ kind: 'held', times: 6 }])
    return { files, notes: notes.map((note) => note.replaceAll(`${folder}/`, '')) }
  }
  const leftOut = (copy: string, other: string) =>
    `${copy}: the same log as ${other}, or its beginning; it was left out`

  it('by another spelling of its path, which is the same file', async () => {
    put('driver.log')
    expect(await names(at('driver.log'), `${folder}/./driver.log`, at('driver.log'))).toEqual({
      files: ['driver.log'],
      notes: [],
    })
  })

  it('by a link', async () => {
    put('driver.log')
    symlinkSync('driver.log', at('latest.log'))
    linkSync(at('driver.log'), at('other.log'))
    expect(await names(folder)).toEqual({
      files: ['driver.log'],
      notes: [leftOut('latest.log', 'driver.log'), leftOut('other.log', 'driver.log')],
    })
  })

  it('compressed beside its original', async () => {
    put('driver.log')
    put('driver.log.gz', gzipSync(driver))
    put('driver.log.zst', zstdCompressSync(driver))
    expect(await names(folder)).toEqual({
      files: ['driver.log'],
      notes: [leftOut('driver.log.gz', 'driver.log'), leftOut('driver.log.zst', 'driver.log')],
    })
  })

  it('as a download of an earlier day, which has its beginning', async () => {
    put('driver (1).log')
    put('driver.log', driver.subarray(0, 9_000))
    put('a driver.log', driver.subarray(0, 8_000))
    expect(await names(folder)).toEqual({
      files: ['driver (1).log'],
      notes: [leftOut('a driver.log', 'driver (1).log'), leftOut('driver.log', 'driver (1).log')],
    })
  })

  it('and logs that begin alike are not the same', async () => {
    const lines = driver.toString().split('\n')
    put('a.log')
    put('b.log', [...lines.slice(0, 100), ...lines.slice(101)].join('\n'))
    const { applications, notes } = await checkLogs([folder])
    expect(notes).toEqual([])
    const [report, ...others] = applications.map((one) => one.report)
    expect(others).toEqual([])
    expect(report?.files).toHaveLength(2)
    expect(report === undefined ? [] : withVerdict(report, 'violated')).toEqual([])
  })
})

describe.skipIf(process.platform === 'win32')('a pipe that is named', () => {
  it.each(['short', 'longer than a look'])('is read once, from its beginning to its end: %s', async (length) => {
    const noise = '26/11/28 12:00:00 INFO MemoryStore: Block broadcast_0 stored\n'.repeat(20_000)
    const log = Buffer.concat([driver, Buffer.from(length === 'short' ? '' : noise)])
    put('driver.log', log)
    spawnSync('mkfifo', [at('pipe')])
    spawn('sh', ['-c', 'cat "$0" > "$1"', at('driver.log'), at('pipe')], { stdio: 'ignore' })
    const [ofPipe, ofFile] = [await checkLogs([at('pipe')]), await checkLogs([at('driver.log')])]
    const [report, whole] = [ofPipe, ofFile].map(({ applications }) => applications[0]?.report)
    expect(report?.files).toEqual(whole?.files.map((file) => ({ ...file, name: at('pipe') })))
    expect(report?.runs).toEqual(whole?.runs)
  })
})

describe('a folder with odd entries', () => {
  it('is read without pipes, sockets, links to folders and links to nothing', async () => {
    put('driver.log')
    spawnSync('mkfifo', [at('pipe')])
    const server = createServer().listen(at('socket'))
    await new Promise((resolve) => server.once('listening', resolve))
    mkdirSync(at('deep'))
    symlinkSync('..', at('deep/circle'))
    symlinkSync('nowhere', at('broken'))
    symlinkSync('self', at('self'))
    expect(namesOf([folder])).toEqual(['driver.log'])
    server.close()
  })

  it('may have logs behind links, as those of the containers of a node are', () => {
    mkdirSync(at('pods'))
    mkdirSync(at('containers'))
    put('pods/0.log')
    symlinkSync('../pods/0.log', at('containers/q-driver.log'))
    expect(namesOf([at('containers')])).toEqual(['containers/q-driver.log'])
  })

  it('may have any names, which are shown without control characters', async () => {
    const odd = [
      'a b.log',
      'a\nb.log',
      `a"'b.log`,
      '-x.log',
      '--json',
      '$(x).log',
      'ü\u202e.log',
      '%s.log',
      '\x1b[31m.log',
    ]
    for (const [index, name] of odd.entries())
      put(
        name,
        `${driver.toString()}\n26/11/28 13:00:00 INFO Foo: ${index}\n`.replace(
          'INFO',
          `INFO Bar${index}: x\n26/11/28 12:16:40 INFO`,
        ),
      )
    const checked = await checkLogs([folder])
    expect(checked.applications.flatMap(({ report }) => report.files)).toHaveLength(odd.length)
    const text = describeReport(logReportOf(checked, []))
    expect(text).toBe(visibleLines(text))
    expect(text).toContain('a\\nb.log')
  })

  it('may have thousands of files', async () => {
    for (let index = 0; index < 2_000; index++) put(`${index}.log`, `26/11/28 12:00:00 INFO Foo: ${index}\n`)
    const { applications } = await checkLogs([folder])
    expect(applications[0]?.report.files).toHaveLength(2_000)
  }, 60_000)
})
