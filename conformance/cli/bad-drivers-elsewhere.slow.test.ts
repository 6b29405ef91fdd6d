import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import { writeTemplate } from '../init/write-template.ts'
import { packageRoot } from '../package-root.ts'
import type { RunReport } from '../report/report.ts'
import { explore } from './actions/explore.ts'
import { matrix } from './actions/matrix.ts'
import { reproduce } from './actions/reproduce.ts'
import { run } from './actions/run.ts'
import { noneLeftWith } from './fixtures/running-processes.ts'
import { unsafeIn } from './fixtures/unsafe-output.ts'

// Drivers that break their promises in the commands other than a plain `cwc run`, which bad-drivers.slow.test.ts has. Each habit is one that may
// take another way through that command: most of the others end in the same line of code.

const program = join(packageRoot, 'conformance/cli/fixtures/bad-driver.mjs')
const features = join(packageRoot, 'conformance/cli/fixtures/three-cases.feature')
const mark = `bad-drivers-elsewhere-${process.pid}`
/** Seconds: a driver that hangs, and one that does not. */
const [short, long] = [1, 600]
const stays = ' (shrinking stopped because the driver hung)'
const setsLimit = '--timeout SECONDS sets the limit'
const hostileBeginning = '\\u{1b}[2J\\u{1b}]0;owned\\u{7}'
let folder = ''

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cwc-bad-'))
  mkdirSync(join(folder, 'tmp'))
  vi.stubEnv('TMPDIR', join(folder, 'tmp'))
  vi.stubEnv('BATTERY', mark)
})
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

/** The command of a bad driver. A file of its own marks those that are somebody else after a restart. */
function driver(habit: string): readonly string[] {
  rmSync(join(folder, 'restarted'), { force: true })
  const more = habit.includes('restart') ? [join(folder, 'restarted')] : []
  return [process.execPath, program, habit, ...more]
}

/** What a command says in this process, and its exit code. Whatever the driver: nothing unsafe, and nothing left behind. */
async function heard(command: () => Promise<number>) {
  const said: string[] = []
  const listen = (...words: readonly unknown[]) => void said.push(words.join(' '))
  const spies = [vi.spyOn(console, 'log'), vi.spyOn(console, 'error')].map((spy) => spy.mockImplementation(listen))
  const memory = process.memoryUsage().rss
  try {
    const exit = await command()
    const text = said.join('\n')
    expect(unsafeIn('the terminal', text)).toEqual([])
    expect(text).not.toMatch(/^(conforms to|✓ __proto__)| {4}at .*:\d+:\d+|fault of the kit/m)
    expect((process.memoryUsage().rss - memory) / 2 ** 20).toBeLessThan(400)
    await noneLeftWith(mark)
    expect(readdirSync(join(folder, 'tmp'))).toEqual([])
    return { exit, text }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const stop = new AbortController().signal

type Row = readonly [habit: string, exit: number, says: readonly string[], timeout?: number]
const named = ([habit, exit, says, timeout = long]: Row) => ({ habit, exit, says, timeout })

const anyCase: readonly Row[] = [
  ['exits at once', 3, ['it exited with code 7 (in initialize)', 'npx cwc smoke']],
  ['hangs in initialize', 3, ['no answer to initialize within 1 s', setsLimit], short],
  ['offers a role twice', 3, ['result.roles[1]: "coordinator" is there twice']],
  ['claims an unknown edition', 3, [`the driver claims edition "${hostileBeginning}`]],
  ['hangs in open', 1, ['no answer to open within 1 s', setsLimit], short],
  ['always ignores SIGTERM and hangs', 1, ['no answer to apply within 1 s', setsLimit], short],
  ['exits in each call', 1, ['it exited with code 3 (in open)']],
  ['always sends a line of 100 MB', 1, ['it is longer than 16777216 bytes']],
  ['always sends a line without an end', 1, ['it is longer than 16777216 bytes']],
  ['always sends a cause 10,000 levels deep', 1, ['it is nested more than 200 levels deep']],
  ['always sends fewer steps than actions', 1, ['result.steps: 0 steps for']],
  // It has answered before it exits, so what becomes of the next call is all that can differ.
  ['always leaves a child in a session of its own', 1, ['✗ ']],
  ['always leaves a child that holds its output', 1, ['✗ ']],
  ['refuses everything', 1, [`the driver refused the call (-32601): ${hostileBeginning}`]],
  ['has a hostile name', 1, ['EC-19']],
  ['has a name of a megabyte', 1, ['EC-19']],
  ['supports nothing', 4, ['not today']],
  ['ignores shutdown and SIGTERM', 1, ['the driver could not be shut down: no answer to shutdown within 1 s'], short],
]

describe('cwc explore', () => {
  const rows: readonly Row[] = [
    ...anyCase,
    ['hangs in open', 1, [stays.trim()], short],
    ['logs another text in each call', 1, ['✗ not deterministic']],
    ['has another name in each process', 1, ['EC-19']],
    ['always is somebody else after a restart', 1, ['at first it said it was {']],
  ]
  it.each(rows.map(named))('a driver that $habit: exit code $exit', async ({ habit, exit, says, timeout }) => {
    const options = { role: 'coordinator', writers: 1, readers: 1, epochs: 1, symmetry: true, timeout } as const
    const { text, exit: code } = await heard(async () => await explore(driver(habit), options, stop))
    for (const one of says) expect(text).toContain(one)
    expect(code).toBe(exit)
  })

  it('a driver without the role checks nothing', async () => {
    const options = { role: 'task', symmetry: true, timeout: long } as const
    const { text, exit } = await heard(async () => await explore(driver('has a hostile name'), options, stop))
    expect({ text, exit }).toEqual({ exit: 4, text: expect.stringContaining(`--role task: ${hostileBeginning}`) })
  })
})

describe('cwc reproduce', () => {
  const rows: readonly Row[] = [...anyCase, ['says 1 GB on standard error', 1, ['EC-19']]]
  it.each(rows.map(named))('a driver that $habit: exit code $exit', async ({ habit, exit, says, timeout }) => {
    const token = 'coordinator:w1r1e1f1x1::0'
    const chart = join(folder, 'chart.mmd')
    const { text, exit: code } = await heard(
      async () => await reproduce(token, driver(habit), { timeout, chart, shorten: exit !== 1 }, stop),
    )
    for (const one of says) expect(text).toContain(one)
    expect(code).toBe(exit)
  })
})

describe('cwc run', () => {
  /** The exit code, the text and the verdicts of a run with a report. */
  async function ran(habit: string, timeout: number, more: { readonly jobs?: number; readonly runs?: RunsByRole }) {
    const report = join(folder, 'report')
    rmSync(report, { recursive: true, force: true })
    const words = { places: [features], command: driver(habit) }
    const seeded = more.runs === undefined ? {} : { seed: 1 }
    const options = { timeout, report, scenarios: true, ...seeded, ...more }
    const { text, exit } = await heard(async () => await run(words, options, stop))
    const unsafe = readdirSync(report).flatMap((name) => unsafeIn(name, readFileSync(join(report, name), 'utf8')))
    expect(unsafe).toEqual([])
    if (exit === 3) return { text, exit, verdicts: '-' }
    const { cases } = JSON.parse(readFileSync(join(report, 'report.json'), 'utf8')) as RunReport
    return { text, exit, verdicts: cases.map(({ verdict }) => verdict).join(' ') }
  }

  it.each([
    ['exits at once', 3, '-', 'it exited with code 7 (in initialize)'],
    ['has another name in each process', 3, '-', '--jobs 2: driver 2 could not be run beside the others'],
    ['exits in a call', 1, 'passed crashed passed', 'it exited with code 3 (in apply)'],
    ['is somebody else after a restart', 1, 'passed crashed passed', 'it exited with code 3 (in apply)'],
    ['hangs in apply', 1, 'passed timed-out passed', setsLimit, short],
    ['sends a line without an end', 1, 'passed failed passed', 'it is longer than 16777216 bytes'],
    ['leaves a child in a session of its own', 1, 'passed crashed passed', 'it exited with code 4 (in '],
    ['ignores shutdown and SIGTERM', 0, 'passed passed passed', 'no answer to shutdown within 1 s', short],
  ] as const)('--jobs 2, a driver that %s: exit code %i, %s', async (habit, exit, verdicts, says, timeout = long) => {
    expect(await ran(habit, timeout, { jobs: 2 })).toEqual({ exit, verdicts, text: expect.stringContaining(says) })
  })

  it.each([
    ['hangs in open', 1, 'timed-out timed-out timed-out', setsLimit, short],
    ['exits in each call', 1, 'crashed crashed crashed', 'it exited with code 3 (in open)'],
    ['always sends a line without an end', 1, 'failed failed failed', 'it is longer than 16777216 bytes'],
  ] as const)('--runs, a driver that %s: exit code %i, %s', async (habit, exit, verdicts, says, timeout = long) => {
    const runs = new Map([['coordinator', 200]] as const)
    expect(await ran(habit, timeout, { runs })).toEqual({ exit, verdicts, text: expect.stringContaining(says) })
  })
})

it('cwc matrix: drivers that exit, hang and lie beside one that is good', async () => {
  const habits = ['exits at once', 'hangs in initialize', 'has a hostile name', 'exits in each call']
  const drivers = habits.map((habit, at) => {
    const [command = '', ...args] = driver(habit)
    return { name: `driver-${at}`, word: habit, choice: { kind: 'command', command, args } } as const
  })
  const out = join(folder, 'matrix')
  const options = { drivers, out, tags: '@EC-37', timeout: 5, jobs: 2 }
  const { exit } = await heard(async () => await matrix(options, stop))
  expect(exit).toBe(3)
  const unsafe = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(json|md|html|xml|txt)$/.test(name))
    .flatMap((name) => unsafeIn(name, readFileSync(join(out, name), 'utf8')))
  expect(unsafe).toEqual([])
  const page = readFileSync(join(out, 'matrix.md'), 'utf8')
  for (const says of ['it exited with code 7', 'no answer to initialize within 5 s']) expect(page).toContain(says)
})

describe('a driver of cwc init, altered', () => {
  it.each([
    ['prints to its output', "process.stdout.write('\\u001b[2Jhere\\n')", 1, 'it is not JSON'],
    ['throws', "throw new Error('\\u001b[2Jno')", 1, '\\u{1b}[2Jno'],
    ['ends', 'process.exit(3)', 1, 'it exited with code 3 (in apply)'],
    ['waits for ever', 'await new Promise((done) => setInterval(() => {}, 1e9))', 1, setsLimit],
    ['never ends its work', 'for (;;);', 1, setsLimit],
    ['waits for nothing', 'await new Promise(() => {})', 1, setsLimit],
    ['floods its standard error', "for (let i = 0; i < 64; i++) console.error('x'.repeat(1 << 20))", 0, 'conforms'],
  ])('%s', async (_, code, exit, says) => {
    const place = mkdtempSync(join(folder, 'made-'))
    writeTemplate('node', 'coordinator', join(place, 'driver'))
    const file = join(place, 'driver', 'driver.mjs')
    const text = readFileSync(file, 'utf8')
    const altered = text.replace('  async ask({ message }) {\n', (line) => `${line}    ${code}\n`)
    expect(altered).not.toBe(text)
    writeFileSync(file, altered)
    const words = { places: [features], command: [process.execPath, file] }
    const timeout = says === setsLimit ? short : long
    const ended = await heard(async () => await run(words, { scenarios: true, timeout }, stop))
    expect(ended).toEqual({ exit, text: expect.stringContaining(says) })
  })
})
