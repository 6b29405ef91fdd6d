import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { recording, recordingNames, unpackRecordings } from '../production-logs/fixtures/recording.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-check-'))
const [normal, refused, executors] = ['normal.log', 'refused.log', 'executors.log'].map((name) =>
  join(folder, name),
) as [string, string, string]

beforeAll(() => {
  writeFileSync(normal, recording('3.5.8/local-normal-info/driver.log'))
  writeFileSync(refused, recording('3.5.8/local-sink-refuses-info/driver.log'))
  writeFileSync(executors, recording('3.5.8/cluster-normal-info/executor-0.log'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('cwc check', () => {
  it('ends with 0 where requirements held, and with 1 where commits stopped', async () => {
    expect(await cwc(['check', normal])).toMatchObject({ code: 0, err: '' })
    const { code, out } = await cwc(['check', refused])
    expect(code).toBe(1)
    expect(out).toContain('\n! commits stopped at epoch 2 while offsets go on to epoch 8 (CE-20)\n')
  })

  it('ends with 3 if no file is a log, and with 2 if a file is missing, none is named or the edition is unknown', async () => {
    const text = join(folder, 'text')
    writeFileSync(text, 'no log\n')
    expect((await cwc(['check', text])).code).toBe(3)
    expect(await cwc(['check', join(folder, 'none.log')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('none.log: there is no such file'),
    })
    expect(await cwc(['check'])).toMatchObject({
      code: 2,
      err: 'error: check: a log file, --event-log or --checkpoint is wanted\n',
    })
    expect(await cwc(['check', normal, '--edition', 'spark-9.9'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/^error: --edition "spark-9.9": no such edition/),
    })
  })

  it('asks for the edition where no line says it, and judges by the one that is given', async () => {
    expect((await cwc(['check', executors])).out).toMatch(
      /\nNo line says which release of Spark it is: --edition names it/,
    )
    expect((await cwc(['check', executors, '--edition', 'spark-3.5'])).out).toMatch(/\nEdition spark-3.5, as given/)
  })

  it('reads a layout that it does not find with --layout, and refuses a pattern that it does not understand', async () => {
    const own = join(folder, 'own-layout.log')
    const heads = /^(\S+ \S+) (\w+) ([\w.$]+): /gm
    writeFileSync(own, recording('3.5.8/local-sink-refuses-info/driver.log').toString().replace(heads, '$2_in_$3_'))
    expect(await cwc(['check', own])).toMatchObject({ code: 3 })
    const { code, out } = await cwc(['check', own, '--layout', '%p_in_%c{1}_%m%n'])
    expect(out).toContain('\n! commits stopped at epoch 2 while offsets go on to epoch 8 (CE-20)\n')
    expect(code).toBe(1)
    expect(await cwc(['check', own, '--layout', '%m %J'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('%J'),
    })
  })

  it('ends with 4 if a log breaks off, or another one cannot be unpacked at all, and says so first', async () => {
    const own = mkdtempSync(join(folder, 'broken-'))
    const [cut, tiny] = [join(own, 'driver.log.gz'), join(own, 'tiny.gz')]
    writeFileSync(cut, gzipSync(readFileSync(normal)).subarray(0, 2500))
    expect(await cwc(['check', cut])).toMatchObject({
      code: 4,
      out: expect.stringMatching(
        /^Cannot tell whether rows were lost: not all files could be read to their end\n\n! .*driver\.log\.gz: the file breaks off: unexpected end of file; it was judged up to there\n/,
      ),
    })
    writeFileSync(tiny, gzipSync('x').subarray(0, 5))
    expect(await cwc(['check', normal, tiny])).toMatchObject({
      code: 4,
      out: expect.stringMatching(/^Cannot tell whether .*\n\n! .*tiny\.gz: unread: unexpected end of file\n/),
    })
    expect(await cwc(['check', tiny])).toMatchObject({ code: 2, out: '' })
    // What the log of a driver shows before it breaks off is found all the same.
    writeFileSync(cut, gzipSync(readFileSync(refused)).subarray(0, -20))
    expect((await cwc(['check', cut])).code).toBe(1)
  })

  it("ends with 4 for logs of executors alone, and asks for the driver's", async () => {
    const own = join(folder, 'executor-refused.log')
    writeFileSync(own, recording('3.5.8/cluster-sink-refuses-info/executor-0.log'))
    const { code, out } = await cwc(['check', own, '--edition', 'spark-3.5'])
    expect(code).toBe(4)
    expect(out).toContain("\n! only logs of executors: give the driver's, too.")
    expect(out).not.toContain('nothing to check')
    const driver = join(folder, 'driver-refused.log')
    writeFileSync(driver, recording('3.5.8/cluster-sink-refuses-info/driver.log'))
    expect((await cwc(['check', own, driver])).code).toBe(1)
  })

  it('ends with 2 if a checkpoint is missing, and with 4 if it was not read or not compared', async () => {
    const none = join(folder, 'none')
    expect(await cwc(['check', normal, '--checkpoint', none])).toMatchObject({
      code: 2,
      err: `error: --checkpoint ${none}: there is no such folder (the checkpoint directory of a query is wanted)\n`,
    })
    const [own, other] = [join(folder, 'own'), join(folder, 'other')]
    unpackRecordings('3.5.8/local-normal-info/checkpoint', own)
    unpackRecordings('3.5.8/local-memory-info/checkpoint', other)
    expect(await cwc(['check', normal, '--checkpoint', own])).toMatchObject({ code: 0 })
    expect(await cwc(['check', normal, '--checkpoint', folder])).toMatchObject({
      code: 4,
      out: expect.stringContaining(': cannot tell: no checkpoint: '),
    })
    expect(await cwc(['check', normal, '--checkpoint', other])).toMatchObject({
      code: 4,
      out: expect.stringContaining('this checkpoint is of another query, and was not compared'),
    })
  })

  it('shows a checkpoint beside the logs, or alone', async () => {
    const checkpoint = join(folder, 'checkpoint')
    unpackRecordings('3.5.8/local-sink-refuses-info/checkpoint', checkpoint)
    const { code, out } = await cwc(['check', normal, '--checkpoint', checkpoint])
    expect(out).toContain('checkpoint: dangerous: ')
    expect(code).toBe(1)
    expect((await cwc(['check', '--checkpoint', checkpoint])).out).toContain('checkpoint: dangerous: ')
  })

  it('looks at several checkpoints, and reads several event logs', async () => {
    const two = join(folder, 'two-queries')
    unpackRecordings('3.5.8/local-two-queries-info', two)
    const [log, other] = [join(two, 'driver.log'), join(folder, 'other-events')]
    unpackRecordings('3.5.8/local-normal-info/eventlog', other)
    const checkpoints = ['checkpoint-0', 'checkpoint-1'].map((name) => join(two, name))
    const checked = await cwc(['check', log, ...checkpoints.flatMap((name) => ['--checkpoint', name]), '--json'])
    const { checkpoints: found } = JSON.parse(checked.out)
    expect(found.map((one: { readonly checkpoint: string }) => one.checkpoint)).toEqual(checkpoints)
    const { out } = await cwc(['check', log, '--event-log', join(two, 'eventlog'), `--event-log=${other}`])
    expect(out.match(/: event log, /g)).toHaveLength(2)
  })

  it('reads an event log beside the logs, or alone, and names it with its role', async () => {
    const events = join(folder, 'events')
    unpackRecordings('3.5.8/local-normal-info/eventlog', events)
    const reports = join(folder, 'reports-with-events')
    const { code, out } = await cwc(['check', normal, '--event-log', events, '--report', reports])
    expect(out).toMatch(/events\/local-1795868201150: event log, 18 events\n/)
    expect(code).toBe(0)
    expect(readFileSync(join(reports, 'report.html'), 'utf8')).toContain('<td>event log</td><td>18</td>')
    const { code: alone, out: json } = await cwc(['check', '--event-log', events, '--json'])
    // No event shows an entry of the offset log or of the commit log.
    expect(alone).toBe(4)
    const { applications, headline } = JSON.parse(json)
    expect(headline.answer).toBe('cannot tell')
    expect(applications).toMatchObject([{ id: 'local-1795868201150', files: [{ role: 'event log', records: 18 }] }])
  })

  it('shows the event that breaks a requirement, and refuses what is no event log', async () => {
    const events = join(folder, 'changed-events')
    const [name = ''] = recordingNames('3.5.8/local-normal-info/eventlog')
    writeFileSync(
      events,
      recording(name).toString().replace('"__continuous_start_epoch":"0"', '"__continuous_start_epoch":"3"'),
    )
    const { code, out } = await cwc(['check', normal, '--event-log', events])
    expect(code).toBe(1)
    expect(out).toMatch(
      /✗ CE-4 violated once.*\n {4}expected: `__continuous_start_epoch` is 0; the job has 3\n {6}.*normal\.log:\d+: .*\n {4}> .*changed-events:10: \{"Event":"SparkListenerJobStart"/,
    )
    expect(await cwc(['check', normal, '--event-log', normal])).toMatchObject({
      code: 2,
      err: expect.stringMatching(
        /normal\.log: no event log of Spark: its first line is no event \(a file or folder of spark\.eventLog\.dir is wanted\)\n$/,
      ),
    })
  })

  it.each([
    ['--event-log', ['--event-log', 'x', '--on', 'local[1]'], 'not with --on'],
    ['--follow', ['--follow', '--on', 'local[1]'], 'not with --on'],
    ['--exit-on', ['--exit-on', 'never', '--on', 'local[1]'], 'not with --on'],
    ['--table', ['--table', 'x'], 'only with --on'],
    ['--conf', ['--conf', 'x=y'], 'only with --on'],
    ['--event-log', ['--event-log', 'x', '--follow'], 'not with --follow'],
  ])('refuses %s where it would be without effect', async (option, words, why) => {
    expect(await cwc(['check', normal, ...words])).toMatchObject({ code: 2, err: `error: ${option}: ${why}\n` })
  })

  it('writes the page and its data, and says where; with --json on standard error', async () => {
    const reports = join(folder, 'reports')
    const { code, out } = await cwc(['check', refused, '--report', reports])
    expect(code).toBe(1)
    const places = `Report: ${reports}/report.json, ${reports}/report.html\n`
    expect(out.endsWith(`\n\n${places}`)).toBe(true)
    const { out: json, err } = await cwc(['check', refused, '--report', reports, '--json'])
    expect(JSON.parse(json)).toMatchObject({ kind: 'log report' })
    expect(err).toBe(places)
    expect(JSON.parse(readFileSync(join(reports, 'report.json'), 'utf8'))).toMatchObject({ kind: 'log report' })
    expect(readFileSync(join(reports, 'report.html'), 'utf8')).toContain('commits stopped at epoch 2')
  })
})

describe('cwc check --follow', () => {
  it('ends by itself at the first finding, if that is asked for', async () => {
    const { code, err, out } = await cwc(['check', refused, '--follow', '--exit-on', 'finding'])
    expect(err).toMatch(/^! commits stopped at epoch 2/)
    expect(out).toContain('commits stopped at epoch 2')
    expect(code).toBe(1)
  })

  it('tells what is written later, and prints the report at Ctrl-C', async () => {
    const file = join(folder, 'growing.log')
    const log = recording('3.5.8/local-normal-info/driver.log').toString('utf8')
    const at = log.indexOf('Asked to cancel job group')
    const [begin, end] = [log.slice(0, at), log.slice(at)]
    writeFileSync(file, begin.replace('partition 0 in epoch 2 is committing', 'partition 0 in epoch 4 is committing'))
    let isGrown = false
    const { code, err, out } = await cwc(['check', file, '--follow', '--exit-on', 'never'], {
      onError(text, kill) {
        if (!isGrown && text.includes('violated at')) {
          isGrown = true
          appendFileSync(file, end)
        }
        if (text.includes('- normal stop')) kill('SIGINT')
      },
    })
    expect(err).toMatch(/✗ RDD-24 violated at .*growing\.log:\d+: expected: epoch 2 follows/)
    expect(out).toContain('✗ RDD-24 violated 2 times')
    expect(code).toBe(1)
  })

  it('waits for a file that is not there yet, until Ctrl-C ends it, but not for one in a folder that is missing', async () => {
    const [driver, executor, never] = ['driver.log', 'executor-0.log', 'never.log'].map((name) =>
      join(mkdtempSync(join(folder, 'late-')), name),
    ) as [string, string, string]
    const words = ['--follow', '--exit-on', 'never']
    const { code, err, out } = await cwc(['check', driver, executor, never, ...words], {
      onError(text, kill) {
        if (text.includes('waiting for')) {
          // The driver's file comes first, and its lines are judged behind those of the executor all the same.
          writeFileSync(driver, recording('3.5.8/cluster-sink-refuses-info/driver.log'))
          writeFileSync(executor, recording('3.5.8/cluster-sink-refuses-info/executor-0.log'))
        }
        if (text.includes('- normal stop')) kill('SIGINT')
      },
    })
    expect(err).toContain(`waiting for ${driver}, ${executor}, ${never}: not there yet (Ctrl-C ends it)\n`)
    expect(out).toContain(`! ${never}: the file never came`)
    expect(out).toContain('commits stopped at epoch')
    expect(code).toBe(1)
    const ended = await cwc(['check', never, ...words], {
      onError(text, kill) {
        if (text.includes('waiting for') && !text.includes('stopping')) kill('SIGINT')
      },
    })
    expect(ended.code).toBe(3)
    expect(await cwc(['check', join(folder, 'none', 'driver.log'), ...words])).toMatchObject({
      code: 2,
      err: expect.stringContaining(
        'driver.log: there is no such file (with --follow, one log file is wanted that grows)',
      ),
    })
  })

  it('refuses --exit-on without it', async () => {
    expect(await cwc(['check', normal, '--exit-on', 'never'])).toMatchObject({
      code: 2,
      err: 'error: --exit-on: only with --follow\n',
    })
  })

  it('wants files of one application', async () => {
    expect(await cwc(['check', '--follow'])).toMatchObject({
      code: 2,
      err: 'error: --follow: the log of a driver is wanted\n',
    })
    expect(await cwc(['check', normal, refused, '--follow'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('are the logs of two drivers (those of one application are wanted)'),
    })
    expect(await cwc(['check', folder, '--follow'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not a file (the log of a driver and those of its executors are wanted'),
    })
  })

  it('reads a driver and its executors as a check of the whole logs does, whichever is named first', async () => {
    const names = ['driver.log', 'executor-0.log', 'executor-1.log']
    const files = names.map((name) => join(folder, name))
    for (const [at, file] of files.entries())
      writeFileSync(file, recording(`3.5.8/cluster-task-fails-info/${names[at]}`))
    const whole = await cwc(['check', ...files, '--json'])
    const followed = await cwc(['check', ...files, '--json', '--follow', '--exit-on', 'never'], {
      onError(text, kill) {
        if (text.includes('the query failed')) kill('SIGINT')
      },
    })
    const requirementsIn = (out: string) => JSON.parse(out).applications[0].requirements
    expect(requirementsIn(followed.out)).toEqual(requirementsIn(whole.out))
  })
})
