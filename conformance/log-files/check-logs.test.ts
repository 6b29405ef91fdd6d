import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { recording, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { exitCodeOfCheck } from '../production-logs/report/conclusion.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { checkLogs } from './check-logs.ts'
import { newFolders } from './fixtures/new-folders.ts'
import { logReportOf } from './log-report.ts'

const { root, folderOf } = newFolders()

const driver = recording('3.5.8/local-normal-info/driver.log')
const lines = driver.toString().split('\n')

/** What the log shows, without the names of files. */
async function shown(...words: readonly string[]) {
  const { applications, notes } = await checkLogs(words)
  expect(notes).toEqual([])
  expect(applications).toHaveLength(1)
  return applications[0]?.report.requirements
}

describe('the inputs of cwc check', () => {
  it('are unpacked from gz and zstd, of one or many members, and decoded from UTF-16', async () => {
    const [half, rest] = [driver.subarray(0, 9000), driver.subarray(9000)]
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(driver.toString(), 'utf16le')])
    const logs = {
      'plain.log': driver,
      'one.log.gz': gzipSync(driver),
      'two.log.gz': Buffer.concat([gzipSync(half), gzipSync(rest)]),
      'one.zst': zstdCompressSync(driver),
      'many.zst': Buffer.concat([
        zstdCompressSync(half),
        Buffer.from('502a4d1803000000616263', 'hex'),
        zstdCompressSync(rest),
        zstdCompressSync(Buffer.alloc(0)),
      ]),
      'utf16.log': utf16,
      'utf16.log.gz': gzipSync(utf16),
      'utf16.zst': zstdCompressSync(utf16),
      'crlf.log': driver.toString().replaceAll('\n', '\r\n'),
      'bom.log': `\uFEFF${driver.toString()}`,
    }
    const folder = folderOf(logs)
    const plain = await shown(join(folder, 'plain.log'))
    for (const name of Object.keys(logs)) expect(await shown(join(folder, name)), name).toEqual(plain)
  })

  it('are judged up to where a compressed file breaks off, which is said', async () => {
    const folder = folderOf({
      'a.log.gz': gzipSync(driver).subarray(0, -500),
      'b.log.zst': Buffer.concat([zstdCompressSync(driver), zstdCompressSync(driver).subarray(0, -100)]),
    })
    for (const name of ['a.log.gz', 'b.log.zst']) {
      const { applications } = await checkLogs([join(folder, name)])
      expect(applications.map(({ report }) => report.unread)).toEqual([
        [
          {
            file: join(folder, name),
            partly: 'stands',
            why: 'the file breaks off: unexpected end of file; it was judged up to there',
          },
        ],
      ])
      expect(applications[0]?.report.release).toBe('3.5.8')
    }
  })

  it('read the parts of a rotated log as one, whatever their order, and places name the part', async () => {
    const whole = await shown(join(folderOf({ 'driver.log': driver }), 'driver.log'))
    const cut = (from: number, to?: number) => lines.slice(from, to).join('\n') + (to === undefined ? '' : '\n')
    for (const [first, second, third] of [
      ['driver.log.2', 'driver.log.1', 'driver.log'],
      ['driver.log.1.gz', 'driver.log.2', 'driver.log'],
      ['driver.log.2026-11-27', 'driver.log.2026-11-28-13', 'driver.log'],
      ['driver-20261127.log', 'driver-20261128.log', 'driver.log'],
    ] as const) {
      const folder = folderOf({
        [first]: first.endsWith('.gz') ? gzipSync(Buffer.from(cut(0, 60))) : cut(0, 60),
        [second]: cut(60, 90),
        [third]: cut(90),
      })
      const { applications } = await checkLogs([folder])
      expect(applications, first).toHaveLength(1)
      expect(applications[0]?.report.requirements, first).toEqual(whole)
      expect(applications[0]?.report.files).toMatchObject([
        { name: join(folder, 'driver.log'), parts: [first, second, third].map((name) => join(folder, name)) },
      ])
      const [stopped] = applications[0]?.report.findings.filter(({ kind }) => kind === 'stopped') ?? []
      const line = lines.findIndex((one) => one.includes('was stopped')) + 1 - 90
      expect(stopped).toMatchObject({ at: { file: join(folder, third), line } })
    }
  })

  it('tell applications apart by the id in the path or in the lines, and read executors before their driver', async () => {
    const folder = folderOf({})
    unpackRecordings('3.5.8/cluster-normal-info', join(folder, 'one'))
    unpackRecordings('2.4.8/cluster-normal-info', join(folder, 'two'))
    const { applications, passedOver } = await checkLogs([folder])
    expect(applications.map(({ report }) => report.release)).toEqual(['3.5.8', '2.4.8'])
    for (const { id, report } of applications) {
      expect(id).toMatch(/^app-\d{14}-\d{4}$/)
      expect(report.files.map(({ role }) => role)).toEqual(['executor', 'executor', 'driver'])
      expect(report.requirements['EC-29']).toMatchObject({ kind: 'held' })
    }
    expect(passedOver.length).toBeGreaterThan(10)
  })

  it('are nothing to check if they are empty, binary or of another program', async () => {
    const folder = folderOf({
      empty: '',
      binary: Buffer.from(Array.from({ length: 5000 }, (_, at) => (at * 37) % 256)),
      'nginx.log': '127.0.0.1 - - [28/Nov/2026:12:00:00 +0000] "GET / HTTP/1.1" 200 5\n'.repeat(5),
      'trace.log': recording('field/f-kinesis-30.log'),
    })
    const checked = await checkLogs(['empty', 'binary', 'nginx.log', 'trace.log'].map((name) => join(folder, name)))
    expect(checked.applications).toEqual([])
    expect(describeReport(logReportOf(checked, [])).replaceAll(`${folder}/`, '')).toBe(
      [
        'Cannot tell whether rows were lost: no file is a log in a layout that cwc knows\n',
        '! empty: nothing to check: the file is empty',
        '! binary: nothing to check: no line is a record of a log in a layout that cwc knows, and the file is binary',
        '! nginx.log: nothing to check: no line of Spark is in it',
        '! trace.log: nothing to check: no line is a record of a log in a layout that cwc knows (--layout describes another one)',
      ].join('\n'),
    )
    const inFolder = await checkLogs([folder])
    expect(describeReport(logReportOf(inFolder, [])).replaceAll(`${folder}/`, '')).toBe(
      'Cannot tell whether rows were lost: no file is a log in a layout that cwc knows\n\n4 files of the folders are no logs, such as binary: no line in them is a record',
    )
  })

  it('are said to be of another program if their beginning does not name Spark, and no line is about a query', async () => {
    const java = '26/11/28 12:00:00 INFO DemoApplication: Starting\n26/11/28 12:00:01 ERROR Tomcat: failed\n'
    const folder = folderOf({ 'java.log': java, 'late.log': `${java.repeat(20_000)}${driver}`, 'driver.log': driver })
    const rolesOf = async (...names: readonly string[]) => {
      const { applications } = await checkLogs(names.map((name) => join(folder, name)))
      return applications.flatMap(({ report }) => report.files.map(({ role }) => role))
    }
    expect(await rolesOf('java.log')).toEqual(['other program'])
    expect(await rolesOf('late.log')).toEqual(['both'])
    expect(await rolesOf('java.log', 'driver.log')).toEqual(['other program', 'both'])
    const report = logReportOf(await checkLogs([join(folder, 'java.log')]), [])
    expect(describeReport(report).replaceAll(`${folder}/`, '')).toBe(
      'Cannot tell whether rows were lost: the logs are not of Spark, as far as their beginnings show\n\n  java.log: not of Spark, as far as its beginning shows, 2 records',
    )
    expect(exitCodeOfCheck(report)).toBe(4)
  })

  it('are looked at up to their first head, however far that is', async () => {
    const noise = `${'x'.repeat(99)}\n`.repeat(30_000)
    const folder = folderOf({ 'late.log': noise + driver, 'late.log.gz': gzipSync(Buffer.from(noise + driver)) })
    for (const name of ['late.log', 'late.log.gz']) {
      const { applications } = await checkLogs([join(folder, name)])
      expect(applications[0]?.report.requirements['EC-9']).toEqual({ kind: 'held', times: 6 })
      expect(applications[0]?.report.findings).toMatchObject([{ kind: 'stopped', at: { line: 30_134 } }])
    }
  })

  it('are read after those of their executors, which name the coordinator at DEBUG, too', async () => {
    const folder = folderOf({})
    unpackRecordings('3.5.8/cluster-normal-debug', folder)
    const names = ['driver.log', 'executor-0.log', 'executor-1.log'].map((name) => join(folder, name))
    for (const noise of ['', `${'x'.repeat(99)}\n`.repeat(12_000)]) {
      writeFileSync(names[0] ?? '', noise + recording('3.5.8/cluster-normal-debug/driver.log').toString())
      const { applications } = await checkLogs(names)
      expect(applications[0]?.report.files.map(({ role }) => role)).toEqual(['executor', 'executor', 'driver'])
    }
  })

  it('take no more memory if they are many', async () => {
    const line = '26/11/28 12:00:00 INFO BlockManager: x\n'.repeat(20_000)
    const folder = folderOf(Object.fromEntries(Array.from({ length: 100 }, (_, at) => [`${at}.log`, `${at}\n${line}`])))
    const before = process.memoryUsage().arrayBuffers
    await checkLogs([folder])
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(32 << 20)
  })

  it('that are missing are an error of use', async () => {
    await expect(checkLogs([join(root, 'nowhere')])).rejects.toThrow(
      `${join(root, 'nowhere')}: there is no such file (a log file, a folder with logs or - is wanted)`,
    )
  })

  it('show what was found so far after an interruption', async () => {
    const signal = AbortSignal.abort()
    const checked = await checkLogs([join(folderOf({ 'driver.log': driver }), 'driver.log')], { signal })
    expect(checked.isInterrupted).toBe(true)
    expect(describeReport(logReportOf(checked, []))).toContain('interrupted: this is what was found up to there')
  })
})
