import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { recording, recordingNames, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { checkLogs } from './check-logs.ts'
import { createEventLines } from './event-lines.ts'
import { newFolders } from './fixtures/new-folders.ts'
import { joinEventLogs } from './join-event-logs.ts'
import { readEventLogs } from './read-event-log.ts'

const { root, folderOf } = newFolders()

const normal = '3.5.8/local-normal-info'
const [eventLog = ''] = recordingNames(`${normal}/eventlog`)
const events = recording(eventLog)
const lines = events.toString('utf8').trimEnd().split('\n')
const driver = recording(`${normal}/driver.log`)
const jobLine = lines.findIndex((line) => line.includes('"SparkListenerJobStart"')) + 1
const text = (from: number, to?: number) => `${lines.slice(from, to).join('\n')}\n`

/** What is held with this event log, and what is said of it. */
async function checked(path: string, words: readonly string[] = []) {
  const { applications, notes } = await checkLogs(words, { eventLogs: [path] })
  const held = applications.map(({ report }) =>
    ['CE-3', 'CE-4', 'CE-5', 'OP-12', 'OP-13'].filter((id) => report.requirements[id]?.kind === 'held'),
  )
  return { applications, held, notes: notes.map((note) => note.replaceAll(`${root}/`, '')) }
}

describe('an event log', () => {
  it.skipIf(process.platform === 'win32')('is no pipe, which would be waited for', async () => {
    const folder = folderOf({})
    const pipe = join(folder, 'pipe')
    spawnSync('mkfifo', [pipe])
    await expect(readEventLogs([pipe])).rejects.toThrow(
      `${pipe}: it is no regular file, but a pipe or a device: write the events to a file first`,
    )
  })

  it('is no checkpoint, and no file of one: the error says which option takes it', async () => {
    const folder = folderOf({ 'events/local-1795868201150': events })
    const checkpoint = join(folder, 'checkpoint')
    unpackRecordings(`${normal}/checkpoint`, checkpoint)
    await expect(readEventLogs([`${checkpoint}/`])).rejects.toThrow(
      `${checkpoint}: it is the checkpoint directory of a query, which --checkpoint takes (a file or folder of spark.eventLog.dir is wanted)`,
    )
    await expect(readEventLogs([join(checkpoint, 'metadata')])).rejects.toThrow(
      'no event log of Spark: its first line is no event',
    )
    // Beside event logs, it is passed over.
    const { logs, notes } = await readEventLogs([folder])
    expect(logs.map(({ name }) => name)).toEqual([join(folder, 'events/local-1795868201150')])
    expect(notes).toEqual([])
  })

  it('is read plain, compressed with gzip or zstd in one or many frames, or from a folder', async () => {
    const [half, rest] = [events.subarray(0, 5000), events.subarray(5000)]
    const folder = folderOf({
      plain: events,
      'a.gz': gzipSync(events),
      'one.zstd': zstdCompressSync(events),
      'many.zstd': Buffer.concat([half, rest].map((part) => zstdCompressSync(part))),
      'folder/local-1795868201150': events,
      'no-line-feed': events.subarray(0, -1),
      driver,
    })
    for (const name of ['plain', 'a.gz', 'one.zstd', 'many.zstd', 'folder', 'no-line-feed']) {
      const { held, notes, applications } = await checked(join(folder, name), [join(folder, 'driver')])
      expect(held, name).toEqual([['CE-3', 'CE-4', 'CE-5', 'OP-12', 'OP-13']])
      expect(notes, name).toEqual([])
      expect(applications[0]?.report.files[0], name).toMatchObject({ role: 'event log', records: lines.length })
    }
  })

  it('that rolls is one event log, in the order of its numbers, and places name the part', async () => {
    const name = 'eventlog_v2_local-1795868201150'
    const changed = text(jobLine - 1).replace('"__is_continuous_processing":"true"', '"x":"true"')
    const folder = folderOf({
      [`${name}/appstatus_local-1795868201150`]: '',
      [`${name}/events_1_local-1795868201150.zstd`]: zstdCompressSync(Buffer.from(text(0, 3))),
      [`${name}/events_2_local-1795868201150`]: text(3, jobLine - 1),
      [`${name}/events_10_local-1795868201150`]: changed,
    })
    const part = join(folder, name, 'events_10_local-1795868201150')
    for (const path of [folder, join(folder, name)]) {
      const { applications, notes } = await checked(path)
      expect(notes).toEqual([
        `0${folder.slice(-1)}/${name}: events_3, events_4, events_5, events_6, events_7, events_8, events_9 is missing, and what it says is not judged`.slice(
          1,
        ),
      ])
      expect(applications).toHaveLength(1)
      expect(applications[0]?.report.requirements['CE-3']).toMatchObject({
        kind: 'violated',
        violations: [{ at: { file: part, line: 1 } }],
      })
      expect(applications[0]?.report.requirements['OP-13']).toMatchObject({ kind: 'held', times: 1 })
    }
  })

  it('that rolls has in its newest compact part what was kept of those before', async () => {
    const name = 'eventlog_v2_local-1'
    const { logs, notes } = await readEventLogs([
      folderOf({
        [`${name}/events_1_local-1`]: text(0),
        [`${name}/events_2_local-1.compact`]: text(0),
        [`${name}/events_3_local-1`]: text(jobLine - 1),
      }),
    ])
    expect(notes).toEqual([])
    expect(logs.map(({ parts }) => parts.map(({ file }) => file.slice(-16)))).toEqual([
      ['local-1.compact', 'events_3_local-1'].map((one) => expect.stringContaining(one)),
    ])
  })

  it('that is still written may have a last event that is cut off, and a frame that is', async () => {
    const cut = events.subarray(0, events.length - 40)
    const folder = folderOf({
      'local-1.inprogress': cut,
      'local-2.zstd.inprogress': Buffer.concat([zstdCompressSync(events), zstdCompressSync(events).subarray(0, -20)]),
    })
    const one = await checked(join(folder, 'local-1.inprogress'))
    expect(one.held).toEqual([['CE-3', 'CE-5', 'OP-12', 'OP-13']])
    expect(one.notes).toEqual([
      expect.stringMatching(/local-1\.inprogress:18: the last event is cut off; the event log was read up to there$/),
    ])
    const two = await checked(join(folder, 'local-2.zstd.inprogress'))
    expect(two.notes).toEqual([
      expect.stringMatching(
        /zstd\.inprogress: the event log breaks off: unexpected end of file; it was read up to there$/,
      ),
    ])
  })

  it('with lines that are no events is read without them, and they are counted', async () => {
    const folder = folderOf({
      a: [lines[0], 'garbage', '{"Event":"SparkListenerJobStart","Job', ...lines.slice(1), ''].join('\n'),
    })
    const { held, notes } = await checked(join(folder, 'a'))
    expect(held).toEqual([['CE-3', 'CE-5', 'OP-12', 'OP-13']])
    expect(notes).toEqual([expect.stringMatching(/a:2: no event; 2 such lines of the file did not count$/)])
  })

  it.each([
    ['another file', driver, 'no event log of Spark: its first line is no event'],
    ['a binary file', Buffer.alloc(500), 'no event log of Spark: its first line is no event'],
    ['an empty file', '', 'the file is empty'],
    ['half a line', '{"Event":"SparkListenerLogStart","Spa', 'no event log of Spark: it has no whole line'],
    ['LZ4', 'LZ4Block\x26abc', 'compressed with LZ4, which cwc does not read: set spark.eventLog.compress to false'],
    ['Snappy', Buffer.from('\x82SNAPPY\0abc', 'latin1'), 'compressed with Snappy, which cwc does not read: '],
    ['LZF', 'ZV\x01abc', 'compressed with LZF, which cwc does not read: '],
  ])('that is %s is an error of use if it was named, and is passed over in a folder', async (_, content, why) => {
    const folder = folderOf({ a: content, b: events })
    await expect(checked(join(folder, 'a'))).rejects.toThrow(`${join(folder, 'a')}: ${why}`)
    const { held, notes } = await checked(folder)
    expect(held).toEqual([['CE-3', 'CE-5', 'OP-12', 'OP-13']])
    expect(notes).toEqual([expect.stringContaining(`: ${why}`)])
    expect(notes[0]).toMatch(/; it was passed over$/)
  })

  it('that is missing, and a folder without one, are errors of use', async () => {
    await expect(checked(join(root, 'none'))).rejects.toThrow('none: there is no such file')
    await expect(checked(folderOf({}))).rejects.toThrow(
      /: there is no event log \(a file or folder of spark\.eventLog\.dir is wanted\)$/,
    )
  })

  it('belongs to the application that has its id; another one is judged alone, which is said', async () => {
    const folder = folderOf({})
    unpackRecordings('3.5.8/local-restart-info', folder)
    const all = await checked(join(folder, 'eventlog'), [folder])
    expect(all.held).toEqual(
      Array.from({ length: 4 }, () => ['CE-3', 'CE-4', 'CE-5', 'OP-12', expect.stringMatching('OP-13')]),
    )
    expect(all.notes).toEqual([])
    const one = await checked(join(folder, 'eventlog'), [join(folder, 'driver-run2.log')])
    expect(one.held).toHaveLength(4)
    expect(one.notes).toHaveLength(3)
    expect(one.notes[0]).toMatch(
      /: the event log of application local-\d+, of which no log is given; it was judged alone$/,
    )
  })

  it('that seems to belong to a log without an id is called a stranger if none of its jobs is one of the log', async () => {
    const folder = folderOf({
      // Without the lines that name the application.
      'driver.log': recording('3.5.8/local-memory-info/driver.log')
        .toString()
        .replaceAll(/local-\d{13}/g, 'x'),
      'own.log': driver.toString().replaceAll(/local-\d{13}/g, 'x'),
      events,
    })
    expect((await checked(join(folder, 'events'), [join(folder, 'own.log')])).notes).toEqual([])
    expect((await checked(join(folder, 'events'), [join(folder, 'driver.log')])).notes).toEqual([
      expect.stringMatching(
        /events: none of its jobs is one of a run in the logs: it may be the event log of another application$/,
      ),
    ])
  })

  it('that is there twice counts once', async () => {
    const folder = folderOf({
      'local-1': events,
      'local-1.inprogress': text(0, jobLine),
      'copy/local-1': text(0, jobLine),
    })
    const { applications, notes } = await checked(folder)
    expect(applications).toHaveLength(1)
    expect(applications[0]?.report.requirements['CE-3']).toMatchObject({ times: 1 })
    expect(notes).toEqual([
      expect.stringMatching(/copy\/local-1: a copy of the event log .*local-1; it did not count$/),
    ])
  })

  it('of two attempts of an application are two, and each counts its stages anew', async () => {
    const attempt = (number: number) =>
      events
        .toString()
        .replaceAll(
          '"App ID":"local-1795868201150"',
          `"App ID":"application_1795868201150_0001","App Attempt ID":"${number}"`,
        )
    const folder = folderOf({
      application_1795868201150_0001_1: attempt(1),
      application_1795868201150_0001_2: attempt(2).replaceAll('d3c02c06-6bb6', 'd3c02c06-0000'),
    })
    const { applications, notes } = await checked(folder)
    expect(notes).toEqual([])
    expect(applications).toHaveLength(1)
    expect(applications[0]?.report.requirements['OP-12']).toMatchObject({ kind: 'held', times: 2 })
    expect(applications[0]?.report.requirements['OP-13']).toMatchObject({ kind: 'held', times: 2 })
  })
})

describe('joining event logs', () => {
  const log = (name: string, application: string | undefined) => ({
    name,
    application,
    attempt: undefined,
    shown: [],
    events: 1,
    parts: [],
  })

  it('gives the only one left to the only application without an id, and guesses no more than that', () => {
    const [a, b] = [log('a', 'app-a'), log('b', 'app-b')]
    expect(joinEventLogs(['app-a', undefined], [a, b])).toEqual({ own: [[a], [b]], alone: [], notes: [] })
    expect(joinEventLogs([undefined, undefined], [a]).alone).toEqual([[a]])
    expect(joinEventLogs([undefined], [a, b]).alone).toEqual([[a], [b]])
  })
})

describe('the lines of an event log', () => {
  it('are the same whatever the chunks, and long ones that show nothing are not kept', () => {
    const long = `{"Event":"SparkListenerEnvironmentUpdate","x":"${'y'.repeat(100_000)}"}`
    const all = Buffer.from(['{"Event":"SparkListenerLogStart","Spark Version":"3.5.8"}', long, '', 'é', ''].join('\n'))
    const cut = (size: number) => {
      const seen: string[] = []
      const cutter = createEventLines((line, number) =>
        seen.push(`${number} ${line.kind === 'wanted' ? line.text : line.kind}`),
      )
      for (let at = 0; at < all.length; at += size) cutter.push(all.subarray(at, at + size))
      expect(cutter.end()).toBe(false)
      return seen
    }
    const whole = cut(all.length)
    expect(whole).toEqual([
      '1 {"Event":"SparkListenerLogStart","Spark Version":"3.5.8"}',
      '2 other',
      '3 other',
      '4 none',
    ])
    for (const size of [1, 2, 7, 199, 200, 201, 4096]) expect(cut(size), String(size)).toEqual(whole)
  })
})
