import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createApplication } from '../production-logs/application.ts'
import { recordedFolders, recording, recordingNames } from '../production-logs/fixtures/recording.ts'
import { takeLog } from '../production-logs/take-log.ts'
import { type ClusterCheck, type ClusterResult, checkOnSpark } from './check-on-spark.ts'
import { type Standalone, startStandalone } from './fixtures/standalone.ts'

const [version, family] = ['3.5.8', 'spark-3.3']
let logs: string

/** Recordings by the names of the folders that have their files. */
const folders = new Map(
  recordedFolders()
    .filter((folder) => folder.startsWith(`${version}/`))
    .map((folder) => [folder.replaceAll('/', '-'), folder]),
)
const isLog = (folder: string) => (name: string) => dirname(name) === folder && name.endsWith('.log')

beforeAll(() => {
  logs = mkdtempSync(join(tmpdir(), 'cwc-logs-'))
  for (const [name, folder] of folders) {
    mkdirSync(join(logs, name))
    for (const file of recordingNames(folder).filter(isLog(folder)))
      writeFileSync(join(logs, name, basename(file)), recording(file))
  }
})

afterAll(() => rmSync(logs, { recursive: true, force: true }))

const check = (paths: readonly string[], options: Partial<ClusterCheck> = {}): Promise<ClusterResult> =>
  checkOnSpark({
    paths,
    master: 'local[2]',
    source: { kind: 'release', version },
    settings: [],
    node: process.execPath,
    table: undefined,
    onProgress: () => undefined,
    ...options,
  })

/** The report of the single process on the files of one application. */
function singleProcess(files: readonly string[], bytes: (file: string) => Buffer) {
  const application = createApplication()
  const layouts = new Map<string, string | undefined>()
  for (const file of files.toSorted(
    (one, other) => Number(one.includes('/driver')) - Number(other.includes('/driver')),
  )) {
    layouts.set(file, takeLog(application, file, bytes(file)))
  }
  return application.report((file) => layouts.get(file))
}

function expectedIn(application: string) {
  const folder = folders.get(basename(application)) ?? ''
  const files = recordingNames(folder).filter(isLog(folder))
  return singleProcess(
    files.map((file) => join(application, basename(file))),
    (file) => recording(`${folder}/${basename(file)}`),
  )
}

function expectSame(result: ClusterResult): void {
  if (result.kind === 'failed') throw new Error(result.why)
  expect(result.applications.length).toBeGreaterThan(10)
  for (const { application, report, unread } of result.applications) {
    expect(unread).toEqual([])
    expect(report, application).toEqual(expectedIn(application))
  }
}

test('A job in local[2] gives the verdicts of the single process', async () => {
  expectSame(await check([logs]))
})

test('Files of another file system come through Spark, and give the same verdicts', async () => {
  const name = '3.5.8/local-normal-info/driver.log'
  const server = createServer((_, reply) => reply.end(recording(name)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/app-20261128100000-0001/driver.log`
  const result = await check([url])
  server.close()
  if (result.kind === 'failed') throw new Error(result.why)
  const [judged] = result.applications
  expect(judged?.application).toBe('app-20261128100000-0001')
  expect(judged?.report).toEqual(singleProcess([url], () => recording(name)))
})

describe('A job names what is missing, and goes on', () => {
  test('Without Node on the workers the run says so', async () => {
    expect(await check([join(logs, '3.5.8-local-normal-info')], { node: '/no/such/node' })).toEqual({
      kind: 'failed',
      why: expect.stringMatching(/there is no \/no\/such\/node \(Node 22\.18 or newer is wanted/),
    })
  })

  test('A path that names nothing fails with its name', async () => {
    expect(await check([join(logs, 'nothing')])).toEqual({
      kind: 'failed',
      why: expect.stringContaining('nothing: there is no such file or folder'),
    })
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
    expectSame(await check([logs], { master: cluster.url, settings }))
  })
})
