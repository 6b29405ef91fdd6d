import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startQuickly } from '../cli/fixtures/quick-start.ts'
import { type CheckedLogs, checkLogs } from '../log-files/check-logs.ts'
import { recording, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { checkInJob, inJson } from './fixtures/check-in-job.ts'
import { writeHardLogs } from './fixtures/hard-logs.ts'
import { type Standalone, startStandalone } from './fixtures/standalone.ts'
import type { VerdictRow } from './verdict-rows.ts'

const [version, family] = ['3.5.8', 'spark-3.3']
let root: string
let single: CheckedLogs
/** Why a job whose master does not answer has failed: Spark says so after a minute, in which the other tests run. */
let unanswered: Promise<string>

startQuickly(version)
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'cwc-logs-'))
  writeHardLogs(join(root, 'logs'))
  single = await checkLogs([join(root, 'logs')])
  const log = join(root, 'logs', 'recordings', '3.5.8', 'local-normal-info', 'driver.log')
  unanswered = checkInJob([log], { master: 'spark://127.0.0.1:1', settings: [] }).then(
    () => 'it has not failed',
    ({ message }: Error) => message,
  )
})
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('A job gives the verdicts of the single process on all recordings, and on rotated, compressed and broken logs', () => {
  test('with Spark 3.5.8 in local[2], and its table has them', async () => {
    const table = join(root, 'table')
    expect(inJson(await checkInJob([join(root, 'logs')], { table }))).toEqual(inJson(single))
    const [part = ''] = readdirSync(table).filter((name) => name.endsWith('.json'))
    const rows = readFileSync(join(table, part), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): VerdictRow => JSON.parse(line))
    const told = (application: string | null | undefined, requirement: string, verdict: string) =>
      `${application ?? '?'} ${requirement} ${verdict}`
    expect(
      rows.map(({ application, requirement, verdict }) => told(application, requirement, verdict)).toSorted(),
    ).toEqual(
      single.applications
        .flatMap(({ id, report }) =>
          Object.entries(report.requirements).map(([requirement, { kind }]) => told(id, requirement, kind)),
        )
        .toSorted(),
    )
  })

  for (const other of ['2.4.8', '4.2.0']) {
    test(`with Spark ${other} in local[2]`, async () => {
      const logs = await checkInJob([join(root, 'logs')], { source: { kind: 'release', version: other } })
      expect(inJson(logs)).toEqual(inJson(single))
    })
  }
})

describe('Files of another file system come through Spark', () => {
  const id = 'app-20261128100000-0001'
  const log = recording('3.5.8/local-normal-info/driver.log')
  const files: Readonly<Record<string, Buffer>> = {
    [`/${id}/driver.log.1.gz`]: gzipSync(log.subarray(0, 7000)),
    [`/${id}/driver.log`]: log.subarray(7000),
  }
  let url: string
  const server = createServer((request, reply) => {
    const content = files[request.url ?? '']
    // The file system of Spark for HTTP asks a file that it has not read yet for nothing.
    reply.writeHead(content === undefined ? 404 : 200).end(content)
  })
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => server.close())

  test('unpacked and joined, with the verdicts of the single process', async () => {
    const folder = join(root, 'parts')
    mkdirSync(folder)
    unpackRecordings('3.5.8/local-normal-info', folder)
    const whole = await checkLogs([join(folder, 'driver.log')])
    const { applications, notes } = await checkInJob(Object.keys(files).map((path) => url + path))
    expect(notes).toEqual([])
    expect(applications.map((one) => one.id)).toEqual([id])
    expect(applications[0]?.report.requirements).toEqual(inJson(whole).applications[0].report.requirements)
    expect(applications[0]?.report.files.map(({ name }) => name)).toEqual([`${url}/${id}/driver.log`])
  })

  test('and are unread if they are not there', async () => {
    const gone = `${url}/${id}/executor.log`
    const { applications } = await checkInJob([`${url}/${id}/driver.log`, gone])
    expect(applications.map(({ report }) => report.unread)).toEqual([
      [{ file: gone, why: expect.stringMatching(/^FileNotFoundException: /) }],
    ])
  })
})

describe('A job names what is missing', () => {
  const one = () => join(root, 'logs', 'recordings', '3.5.8', 'local-normal-info', 'driver.log')

  test('Without Node on the workers the run says so', async () => {
    await expect(checkInJob([one()], { node: '/no/such/node' })).rejects.toThrow(
      /there is no \/no\/such\/node \(Node 22\.18 or newer is wanted on each worker; --node PATH says where\)/,
    )
  })

  test('A Node that is too old is named with its version', async () => {
    const node = join(root, 'node')
    writeFileSync(node, '#!/bin/sh\n[ "$1" = --version ] && echo v18.20.4 && exit\nexit 1\n', { mode: 0o755 })
    await expect(checkInJob([one()], { node })).rejects.toThrow(/is Node v18\.20\.4 \(Node 22\.18 or newer is wanted/)
  })

  test('A path that names nothing fails with its name', async () => {
    await expect(checkInJob([join(root, 'nothing')])).rejects.toThrow('nothing: there is no such file or folder')
  })

  test('A table that exists is not written over, and no log is read for it', async () => {
    await expect(checkInJob([one()], { table: root })).rejects.toThrow(
      `--table ${root}: it exists (a new folder is wanted)`,
    )
  })

  test('A master that does not answer ends the job with a reason', async () => {
    expect(await unanswered).toContain('All masters are unresponsive')
  })
})

describe('On a standalone cluster', () => {
  let cluster: Standalone
  beforeAll(async () => {
    cluster = await startStandalone(version, family)
  })
  afterAll(() => cluster.stop())
  const settings = ['spark.executor.memory=512m', 'spark.executor.cores=1']

  test('a job gives the verdicts of the single process', async () => {
    expect(inJson(await checkInJob([join(root, 'logs')], { master: cluster.url, settings }))).toEqual(inJson(single))
  })
})
