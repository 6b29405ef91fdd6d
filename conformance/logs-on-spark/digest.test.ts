import { describe, expect, test } from 'vitest'
import { type Application, createApplication } from '../production-logs/application.ts'
import { recordedFolders, recording, recordingNames } from '../production-logs/fixtures/recording.ts'
import { withoutStaleTail } from '../production-logs/reading/stale-tail.ts'
import { takeLog } from '../production-logs/take-log.ts'
import { createDigester, type DigestLine } from './digest.ts'
import { createReplay } from './replay.ts'

/** The logs of a recording, those of the executors first. */
function logsIn(folder: string): readonly string[] {
  return recordingNames(folder)
    .filter((name) => /\/(?:driver|executor)[^/]*\.log$/.test(name))
    .toSorted((one, other) => Number(one.includes('/driver')) - Number(other.includes('/driver')))
}

function judged(files: readonly string[], read: (application: Application, file: string) => string | undefined) {
  const application = createApplication()
  const layouts = new Map(files.map((file) => [file, read(application, file)]))
  return application.report((file) => layouts.get(file))
}

/** The bytes in chunks whose ends fall anywhere. */
function* chunksOf(bytes: Buffer, size: number): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const readWhole = (application: Application, file: string, bytes = recording(file)) => takeLog(application, file, bytes)

function readDigest(application: Application, file: string, bytes = recording(file)) {
  const lines: string[] = []
  const digester = createDigester((line) => lines.push(line))
  const whole = withoutStaleTail(digester.push)
  for (const chunk of chunksOf(bytes, 4099)) whole.push(chunk)
  whole.end()
  digester.end()
  digester.close({ parts: [], unread: [] })
  const replay = createReplay(application, file)
  let layout: string | undefined
  for (const line of lines.map((one) => JSON.parse(one) as DigestLine)) {
    if (line.kind === 'records') replay.take(line.items)
    if (line.kind !== 'end') continue
    replay.end(line)
    layout = line.layout
  }
  return layout
}

describe('The digests of log files are judged as the files themselves', () => {
  for (const folder of recordedFolders()) {
    test(`${folder}`, () => {
      const files = logsIn(folder)
      expect(judged(files, readDigest)).toEqual(judged(files, readWhole))
    })
  }
})

const linesOf = (bytes: Buffer) => bytes.toString('utf8').split('\n')

test('The digests of logs whose newest line comes first are judged as these logs', () => {
  for (const name of ['3.5.8/local-normal-info', '2.4.8/local-normal-info', '4.2.0/local-normal-debug']) {
    const files = logsIn(name)
    const reversed = (file: string) => Buffer.from(linesOf(recording(file)).toReversed().join('\n'))
    const whole = judged(files, (application, file) => readWhole(application, file, reversed(file)))
    expect(
      judged(files, (application, file) => readDigest(application, file, reversed(file))),
      name,
    ).toEqual(whole)
    const why = Object.values(whole.requirements).flatMap((one) => (one.kind === 'cannot tell' ? one.why : []))
    expect(why, name).toContain('the lines are in reverse order, the newest first')
  }
})

test('The digest of a log that has the lines of several processes is judged as this log', () => {
  for (const name of ['3.5.8/cluster-normal-info', '3.5.8/cluster-task-fails-info']) {
    // As a collector gathers pods: by turns, each line with its pod.
    const pods = logsIn(name).map((file, at) =>
      linesOf(recording(file)).map((line) =>
        JSON.stringify({ log: `${line}\n`, kubernetes: { pod_name: `pod-${at}` } }),
      ),
    )
    const longest = Math.max(...pods.map(({ length }) => length))
    const mixed = Array.from({ length: longest }, (_, at) => pods.flatMap((lines) => lines.slice(at, at + 1))).flat()
    const bytes = Buffer.from(mixed.join('\n'))
    const whole = judged(['all.log'], (application, file) => readWhole(application, file, bytes))
    expect(whole.files.length, name).toBeGreaterThan(1)
    expect(
      judged(['all.log'], (application, file) => readDigest(application, file, bytes)),
      name,
    ).toEqual(whole)
  }
})

/** The lines of a log with one of them dropped, doubled or moved behind the next: `which` chooses the line and the change. */
function altered(bytes: Buffer, which: number): Buffer {
  const lines = bytes.toString('utf8').split('\n')
  const wanted = lines.flatMap((line, at) =>
    /ContinuousWriteRDD|CheckpointFileManager|New epoch/.test(line) ? [at] : [],
  )
  const at = wanted[Math.floor(which / 3) % wanted.length] ?? 0
  const [line = '', next = ''] = lines.slice(at, at + 2)
  lines.splice(at, 2, ...([[next], [line, line, next], [next, line]][which % 3] ?? []))
  return Buffer.from(lines.join('\n'))
}

test('The digests of altered logs are judged as the altered logs themselves', () => {
  const files = logsIn('3.5.8/cluster-normal-info')
  const kinds = new Set<string>()
  for (let which = 0; which < 120; which++) {
    for (const changed of files) {
      const bytes = (file: string) => (file === changed ? altered(recording(file), which) : recording(file))
      const whole = judged(files, (application, file) => readWhole(application, file, bytes(file)))
      expect(judged(files, (application, file) => readDigest(application, file, bytes(file)))).toEqual(whole)
      for (const { kind } of Object.values(whole.requirements)) kinds.add(kind)
    }
  }
  expect(kinds).toContain('violated')
})
