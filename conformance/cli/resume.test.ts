import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { packageRoot } from '../package-root.ts'
import { journalIn, reportIn, struck } from './fixtures/reports-of-runs.ts'
import { main } from './main.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-resume-'))
const features = join(folder, 'three-cases.feature')
const program = join(folder, 'driver.sh')
const killed = join(folder, 'killed')
const driver = ['--', 'sh', program]
const options = ['run', '--features', features, '--seed', '3', '--runs', 'planner=10']

/** What the command line prints on standard error, and its exit code, in this process. */
async function said(words: readonly string[]) {
  const lines: string[] = []
  const spies = [vi.spyOn(console, 'error').mockImplementation((text: string) => void lines.push(text))]
  spies.push(vi.spyOn(console, 'log').mockImplementation(() => undefined))
  const code = await main(words)
  for (const spy of spies) spy.mockRestore()
  return { code, lines: lines.filter((line) => line.startsWith('error: ')) }
}

/** A copy of the run that was killed, with its journal changed. */
function changed(name: string, change: (lines: readonly string[]) => readonly string[]): string {
  const copy = join(folder, name)
  cpSync(killed, copy, { recursive: true })
  rmSync(join(copy, '.cwc-running'), { force: true })
  writeFileSync(
    join(copy, 'journal.ndjson'),
    change(readFileSync(join(copy, 'journal.ndjson'), 'utf8').split('\n')).join('\n'),
  )
  return copy
}

beforeAll(async () => {
  cpSync(join(packageRoot, 'conformance/cli/fixtures/three-cases.feature'), features)
  writeFileSync(program, `exec '${process.execPath}' '${join(packageRoot, 'bin/cwc.js')}' serve reference\n`)
  await struck('line 3 SIGKILL', [...options, '--report', killed, ...driver])
  expect(journalIn(killed)).toHaveLength(3)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('cwc run --resume', () => {
  it('refuses a folder without an interrupted run', async () => {
    const finished = join(folder, 'finished')
    mkdirSync(finished)
    writeFileSync(join(finished, 'report.json'), '{}')
    const none = 'there is no interrupted run (the folder of cwc run --report DIR is wanted)'
    for (const [place, why] of [
      [join(folder, 'absent'), none],
      [folder, none],
      [features, none],
      [finished, 'the run there is finished (cwc run --report DIR begins another one)'],
      [changed('unbegun', () => ['{"kind":"ru']), 'the run was killed before its first case (start it again)'],
    ] as const) {
      expect(await said(['run', '--resume', place])).toEqual({ code: 2, lines: [`error: --resume: ${place}: ${why}`] })
    }
  })

  it('refuses an option or a driver that is not that of the run', async () => {
    for (const [words, what] of [
      [['--seed', '4'], '--seed'],
      [['--runs', '10'], '--runs'],
      [['--edition', 'spark-3.5'], '--edition'],
      [['--role', 'task'], '--role'],
      [['--no-scenarios'], '--scenarios'],
      [['--shard', '1/2'], '--shard'],
      [['--timeout', '5'], '--timeout'],
      [['features/task/commit.feature'], 'selection'],
      [['--', 'sh', 'other.sh'], 'driver'],
    ] as const) {
      expect(await said(['run', '--resume', killed, ...words])).toEqual({
        code: 2,
        lines: [
          `error: --resume: ${killed}: the run there has another ${what} (leave it out: it is taken from the run)`,
        ],
      })
    }
    expect((await said(['run', '--resume', killed, '--report', folder])).lines).toEqual([
      expect.stringMatching(/^error: --report: does not go with --resume/),
    ])
  })

  it('refuses a suite, a driver or a kit that has changed', async () => {
    const was = [features, program].map((file) => [file, readFileSync(file, 'utf8')] as const)
    for (const [file, what] of [
      [features, 'suite'],
      [program, 'driver (a file of its command has changed, or the working directory)'],
    ] as const) {
      writeFileSync(file, `# changed\n${readFileSync(file, 'utf8')}`)
      expect(await said(['run', '--resume', killed])).toEqual({
        code: 2,
        lines: [
          `error: --resume: ${killed}: the run there has another ${what} (the same one is wanted; cwc run --report DIR begins a new run)`,
        ],
      })
      for (const [name, text] of was) writeFileSync(name, text)
    }
    const older = changed('older', (lines) => lines.map((line) => line.replace(/"kit":"[^"]*"/, '"kit":"0.0.1"')))
    expect((await said(['run', '--resume', older])).lines).toEqual([
      expect.stringContaining('version 0.0.1 of the kit began this run'),
    ])
    const posing = changed('posing', (lines) =>
      lines.map((line) => line.replace('"name":"reference model"', '"name":"another"')),
    )
    expect((await said(['run', '--resume', posing])).lines).toEqual([
      `error: --resume: ${posing}: the driver says that it is another implementation than before (the same one is wanted)`,
    ])
  })

  it('names the line of a journal that is not one', async () => {
    const torn = changed('torn', (lines) => lines.map((line, at) => (at === 1 ? line.slice(0, 40) : line)))
    const wrong = changed('wrong', (lines) => lines.map((line, at) => (at === 1 ? '{"kind":"case"}' : line)))
    expect((await said(['run', '--resume', torn])).lines).toEqual([
      expect.stringMatching(/journal\.ndjson:2:\d+: not JSON: a text that does not end/),
    ])
    expect((await said(['run', '--resume', wrong])).lines).toEqual([
      expect.stringMatching(/journal\.ndjson:2: not a result of a run: report: /),
    ])
  })

  it('refuses a journal that has a result twice, and names the line', async () => {
    const stretched = join(folder, 'stretched')
    const failing = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'has an output column']
    const words = ['run', '--no-scenarios', '--seed', '3', '--runs', 'operator=10', '--report', stretched]
    await struck('line 12 SIGKILL', [...words, ...failing])
    rmSync(join(stretched, '.cwc-running'), { force: true })
    const journal = readFileSync(join(stretched, 'journal.ndjson'), 'utf8').trim().split('\n')
    expect(journal.map((line) => JSON.parse(line).kind)).toEqual(['run', ...Array(10).fill('stretch'), 'finding'])
    // A stretch of all cases overlaps the others, and is the line of none.
    const whole = (journal[1] ?? '').replace('"to":1,', '"to":10,')
    expect(whole).not.toBe(journal[1])
    for (const line of [journal[1], journal[11], whole]) {
      const doubled = join(folder, 'doubled')
      cpSync(stretched, doubled, { recursive: true })
      writeFileSync(join(doubled, 'journal.ndjson'), `${[...journal, line].join('\n')}\n`)
      expect(await said(['run', '--resume', doubled])).toEqual({
        code: 2,
        lines: [
          `error: ${doubled}/journal.ndjson:13: an earlier line has this result or a part of it (each is wanted once; cwc run --report DIR begins a new run)`,
        ],
      })
      rmSync(doubled, { recursive: true })
    }
    const twice = changed('twice', (lines) => [...lines.slice(0, 3), lines[1] ?? '', ''])
    expect((await said(['run', '--resume', twice])).lines).toEqual([
      expect.stringContaining('journal.ndjson:4: an earlier line has this result'),
    ])
  })

  it('takes over the lock of the run that was killed, and finishes it', async () => {
    const stale = join(folder, 'stale')
    cpSync(killed, stale, { recursive: true })
    writeFileSync(join(stale, '.cwc-running'), '1 17 another-boot')
    expect(await said(['run', '--resume', stale, '--seed', '3', ...driver])).toEqual({ code: 4, lines: [] })
    expect(reportIn(stale).generated.map(({ cases }) => cases)).toEqual([10])
    expect(existsSync(join(stale, 'journal.ndjson'))).toBe(false)
  })
})

describe('a journal whose last line was not written whole', () => {
  it('is finished, and that case is run again', async () => {
    const torn = changed('torn-end', (lines) =>
      lines.map((line, at) => (at === 2 ? line.slice(0, 40) : line)).slice(0, 3),
    )
    // The run is killed again, so that the journal is looked at once more.
    await struck('line 2 SIGKILL', ['run', '--resume', torn, ...driver])
    const lines = journalIn(torn)
    expect(lines).toHaveLength(4)
    expect(new Set(lines).size).toBe(4)
    rmSync(join(torn, '.cwc-running'), { force: true })
    expect(await said(['run', '--resume', torn])).toEqual({ code: 4, lines: [] })
    const { cases, generated } = reportIn(torn)
    expect(cases.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed'])
    expect(generated.map((one) => one.cases)).toEqual([10])
  })
})

describe('a report folder', () => {
  it('whose path leads through a link to nowhere is refused', async () => {
    const link = join(folder, 'link')
    symlinkSync(join(folder, 'nowhere'), link)
    for (const place of [link, join(link, 'inner')]) {
      expect(await said(['run', '--role', 'planner', '--report', place])).toEqual({
        code: 2,
        lines: [`error: ${place}: the report cannot be written: a link on the path leads nowhere`],
      })
    }
  })

  it('may be a link to a folder', async () => {
    const [target, link] = [join(folder, 'target'), join(folder, 'good-link')]
    mkdirSync(target)
    symlinkSync(target, link)
    expect(await said(['run', '--role', 'planner', '--report', link])).toEqual({ code: 0, lines: [] })
    expect(reportIn(target).complete).toBe(true)
  })

  it('on a disk that becomes full costs no result, and the report is written once there is space', async () => {
    const full = join(folder, 'full')
    const { code, out, err } = await struck('full 3', [...options, '--report', full, ...driver])
    expect(out).toContain('planner')
    expect(err).toContain(`${full}/journal.ndjson: cannot be written: no space is left on the disk (the run goes on`)
    expect(err).toContain(
      `${full}: the report is not complete, because it could not be written: no space is left on the disk; npx cwc run --resume ${full} runs the rest again and writes it`,
    )
    expect(code).toBe(4)
    expect(await said(['run', '--resume', full])).toEqual({ code: 4, lines: [] })
    expect(reportIn(full).complete).toBe(true)
  })
})
