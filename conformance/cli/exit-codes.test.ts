import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkpointOf, metadata, offsets } from '../checkpoint/fixtures/checkpoint-folder.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { packageRoot } from '../package-root.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-exit-codes-'))
afterAll(() => rmSync(folder, { recursive: true }))

const serving = ['--', process.execPath, join(packageRoot, 'bin/cwc.js'), 'serve', 'reference']
const faulty = ['--', process.execPath, 'conformance/cli/fixtures/faulty-driver.ts', 'has an output column']
const crashing = ['--', process.execPath, 'conformance/cli/fixtures/unruly-driver.ts', 'crashes']
const absent = ['--', join(folder, 'no-such-program')]
const ofMatrix = ['--tags', '@EC-1', '--out', join(folder, 'matrix')]
const small = ['--role', 'coordinator', '--writers', '1', '--readers', '0', '--epochs', '1']
const token = 'coordinator:w1r0e3f1x1::000'
const report = (name: string, ...words: readonly string[]) => ['run', '--report', join(folder, name), ...words]
const inFolder = (name: string) => join(folder, name)

/** The reports and checkpoints that the commands below read. */
beforeAll(async () => {
  checkpointOf({ metadata }, 'clean', folder)
  checkpointOf({ metadata, 'offsets/0': offsets(1) }, 'dangerous', folder)
  writeFileSync(inFolder('batch.log'), '24/05/31 12:00:00 INFO SparkContext: Running Spark version 3.5.8\n')
  writeFileSync(inFolder('sink.yaml'), 'sink: { format: noop }')
  await Promise.all([
    cwc(report('sound', '--requirement', 'OP-5')),
    cwc(report('failing', '--requirement', 'OP-5', ...faulty)),
    cwc(report('other', '--requirement', 'PL-1')),
    cwc(report('part', '--shard', '1/2', '--requirement', 'PL-1')),
    cwc(report('half', '--shard', '2/2', '--requirement', 'PL-1')),
  ])
})

/** Each command with each of its exit codes. */
const ends: readonly (readonly [code: ExitCode, words: readonly string[]])[] = [
  [0, ['run', '--requirement', 'OP-5']],
  [0, ['run', '--shard', '1/2', '--requirement', 'PL-1']],
  [1, ['run', '--requirement', 'OP-5', ...faulty]],
  [2, ['run', '--edition', 'none']],
  [3, ['run', ...absent]],
  [4, ['run', '--tags', '@none']],
  [0, ['explore', ...small]],
  [1, ['explore', '--role', 'operator', '--partitions', '1', ...faulty.with(-1, 'starts the job before the answer')]],
  [2, ['explore', '--depth', '1']],
  [3, ['explore', ...small, ...absent]],
  [4, ['explore', '--role', 'task', ...crashing]],
  [0, ['reproduce', token]],
  [1, ['reproduce', token, ...crashing]],
  [2, ['reproduce', 'x:y:z:0']],
  [3, ['reproduce', token, ...absent]],
  [4, ['reproduce', token, ...crashing.with(-1, 'refuses')]],
  [0, ['smoke', ...serving]],
  [1, ['smoke', ...crashing]],
  [2, ['smoke']],
  [3, ['smoke', ...absent]],
  [2, ['audit', '--sink', 'none']],
  [2, ['sink', inFolder('none.yaml')]],
  [2, ['sink', inFolder('sink.yaml'), '--runs', '0']],
  [2, ['sink', inFolder('sink.yaml'), '--replay', 'sink:p1:throw:0']],
  [2, ['sink', inFolder('sink.yaml'), '--spark', '2.4.8']],
  [2, ['sink', inFolder('sink.yaml'), '--format', 'noop']],
  [2, ['sink', '--read-option', 'a=b']],
  [2, ['sink', '--format', 'noop', '--option', 'topic']],
  [3, ['sink', '--format', 'noop', '--spark', '0.0.1']],
  [3, ['sink', inFolder('sink.yaml'), '--spark', '0.0.1']],
  [3, ['sink', inFolder('sink.yaml'), '--spark-home', inFolder('none')]],
  [0, ['diff', inFolder('sound'), inFolder('sound')]],
  [1, ['diff', inFolder('sound'), inFolder('failing')]],
  [2, ['diff', inFolder('sound'), inFolder('none')]],
  [4, ['diff', inFolder('sound'), inFolder('other')]],
  [2, ['merge', inFolder('part'), '--out', inFolder('merged')]],
  [0, ['report', inFolder('failing')]],
  [2, ['report', inFolder('none')]],
  [0, ['matrix', '--from', inFolder('sound'), '--out', inFolder('matrix')]],
  [1, ['matrix', '--from', inFolder('failing'), '--out', inFolder('matrix')]],
  [2, ['matrix', '--from', inFolder('none'), '--out', inFolder('matrix')]],
  // One of the two does not conform, and 3 comes before 1.
  [
    3,
    [
      'matrix',
      '--drivers',
      `wrong=${process.execPath} conformance/cli/fixtures/crashing-driver.ts coordinator,none=${inFolder('none')}`,
      ...ofMatrix,
    ],
  ],
  [0, ['list', 'editions']],
  [2, ['list', 'cakes']],
  [0, ['show', 'OP-3']],
  [2, ['show', 'OP-999']],
  [0, ['init', 'python', inFolder('driver')]],
  [2, ['init', 'python', inFolder('sound')]],
  [2, ['serve', 'none']],
  [0, ['doctor', inFolder('clean')]],
  [1, ['doctor', inFolder('dangerous')]],
  [2, ['doctor', 'hdfs://namenode/orders']],
  [3, ['doctor', inFolder('none')]],
  // One of the two is missing, and 1 comes before 3.
  [1, ['doctor', inFolder('none'), inFolder('dangerous')]],
  [0, ['check', '--checkpoint', inFolder('clean')]],
  [1, ['check', '--checkpoint', inFolder('dangerous')]],
  [2, ['check', inFolder('none')]],
  // 2 comes before 1.
  [2, ['check', '--checkpoint', inFolder('dangerous'), '--checkpoint', inFolder('none')]],
  [3, ['check', inFolder('sound/report.html')]],
  [4, ['check', inFolder('batch.log')]],
  // 1 comes before 4.
  [1, ['check', inFolder('batch.log'), '--checkpoint', inFolder('dangerous')]],
]

describe('every exit code', () => {
  it.each(ends)('%i: %j', async (code, words) => {
    const ended = await cwc(words)
    expect(ended).toMatchObject({ code })
    expect(ended.err).not.toMatch(/^ {4}at /m)
    if (code === exitCodes.wrongUse) expect(ended.err.trimEnd()).toMatch(/^error: .+$|\nUsage: /)
  })

  it('0: cwc report on a report of a version with a requirement that this one does not have', async () => {
    cpSync(inFolder('failing'), inFolder('newer'), { recursive: true })
    const file = join(folder, 'newer', 'report.json')
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/OP-5\b/g, 'OP-995'))
    expect(await cwc(['report', inFolder('newer')])).toMatchObject({ code: 0, err: '' })
  })

  it('3: a fault of the kit itself, with the request to report it', async () => {
    const fault = 'console.log = () => { throw new Error("odd") }'
    const env = { ...process.env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(fault)}` }
    const { code, err } = await cwc(['list', 'editions'], { env })
    expect(err).toContain('error: a fault of the kit itself (please report it): Error: odd\n')
    expect(code).toBe(exitCodes.couldNotRun)
  })

  it('is ended with by some command, and stands in the table of docs/commands.md with its commands', () => {
    const page = readFileSync(join(packageRoot, 'docs/commands.md'), 'utf8')
    for (const code of Object.values(exitCodes)) {
      const [, commands = ''] = new RegExp(`^\\| ${code} \\| .* \\| (.*) \\|$`, 'm').exec(page) ?? []
      const tested = new Set(ends.flatMap(([one, [command = '']]) => (one === code ? [command] : [])))
      expect(tested.size).toBeGreaterThan(0)
      for (const command of commands === 'all' ? [] : tested) expect(commands).toContain(`\`${command}\``)
    }
  })
})

/** What a program says on standard error, and its exit code, when its standard output is this file, or is closed at its first word. */
async function endWith(output: string | undefined, program: string, words: readonly string[]) {
  const stdout = output === undefined ? 'pipe' : openSync(output, 'w')
  const child = spawn(process.execPath, [program, ...words], { cwd: packageRoot, stdio: ['ignore', stdout, 'pipe'] })
  child.stdout?.once('readable', () => child.stdout?.destroy())
  let err = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text
  })
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code) => resolve({ code, err }))
  })
}

describe('an output that nobody takes', () => {
  const [cwcProgram, traceProgram] = ['bin/cwc.js', 'conformance/requirements/trace-command.ts']
  const unwritten = 'error: standard output: not written: no space is left on the disk\n'
  const full = (...words: readonly string[]) => [words, cwcProgram] as const

  it.each([
    full('--help'),
    full('list', 'requirements'),
    full('audit', '--sink', 'the first wins', '--rows', '1', '--restarts', '1'),
    full('run', '--requirement', 'OP-5'),
    full('explore', ...small),
    full('report', inFolder('failing')),
    full('diff', inFolder('sound'), inFolder('sound'), '--json'),
    full('matrix', '--from', inFolder('sound'), '--out', inFolder('matrix')),
    full('init', 'python', inFolder('unread')),
    full('merge', inFolder('part'), inFolder('half'), '--out', inFolder('unread-merged')),
    [['--help'], traceProgram] as const,
  ])('a full disk makes 0 a 2: %j', async (words, program) => {
    expect(await endWith('/dev/full', program, words)).toEqual({ code: 2, err: expect.stringContaining(unwritten) })
  })

  it('a full disk leaves other codes as they are, and is not named if nothing was to be written', async () => {
    const differing = await endWith('/dev/full', cwcProgram, ['diff', inFolder('sound'), inFolder('failing')])
    expect(differing).toEqual({ code: 1, err: unwritten })
    const wrong = await endWith('/dev/full', cwcProgram, ['list', 'cakes'])
    expect(wrong).toEqual({ code: 2, err: expect.not.stringContaining('standard output') })
  })

  it.each([
    [['list', 'requirements', '--json'], cwcProgram],
    [['--help'], traceProgram],
  ] as const)('a reader that goes changes nothing: %j', async (words, program) => {
    expect(await endWith(undefined, program, words)).toEqual({ code: 0, err: '' })
  })
})
