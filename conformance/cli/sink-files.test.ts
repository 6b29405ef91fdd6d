import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import { exitCodes } from '../exit-codes.ts'
import { aTrial, aTried } from '../sink/fixtures/trials.ts'
import { concludeSink } from './conclude-sink.ts'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const noop = join(folder, 'noop.yaml')
writeFileSync(noop, 'sink: { format: noop }')
writeFileSync(join(folder, 'taken'), '')

const options = ['--junit', '--html'] as const

it.each(options.flatMap((option) => (['continuous', 'micro-batch'] as const).map((mode) => [option, mode] as const)))(
  'cwc sink %s refuses a file that cannot be written before Spark starts, in mode %s',
  async (option, mode) => {
    const file = join(folder, 'taken/report')
    const { code, err } = await cwc(['sink', noop, '--mode', mode, option, file])
    expect(code).toBe(2)
    expect(err).toBe(`error: ${option}: ${file}: cannot be written: a part of the path is not a folder\n`)
  },
)

it.each([
  [['--fix'], '--fix: no file is named (--known-failures is wanted, too)'],
  [['--known-failures', 'k.yaml'], '--known-failures: nothing can fail (--claim is wanted, and another one than none)'],
  [
    ['--claim', 'exactly-once', '--known-failures', 'k.yaml', '--fix', '--scenario', 'nothing fails'],
    '--fix: does not go with --features or --scenario (a whole run is wanted)',
  ],
  [['--junit', 'one', '--html', './one'], '--html: ./one: the file of --junit, too (another one is wanted)'],
  [['--claim', 'exactly-once', '--known-failures', 'k.yaml'], 'k.yaml: cannot be read: there is no such file'],
])('cwc sink %j is refused before Spark starts: %s', async (words, message) => {
  const { code, err } = await cwc(['sink', noop, ...words])
  expect([code, err]).toEqual([2, `error: ${message}\n`])
})

it('cwc sink --fix makes the file, which is red until each entry has a reason, and green then', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const file = join(folder, 'known.yaml')
  const junit = join(folder, 'known.xml')
  const trial = aTrial([aTried({ doubled: ['row-0-0'] })], { claim: 'exactly-once' })
  const outputs = { knownFailures: file, junit }
  expect(await concludeSink(trial, { ...outputs, fix: true })).toBe(exitCodes.doesNotConform)
  expect(told.mock.calls.flat()).toEqual([
    'the sink claims exactly-once, and guarantees at-least-once',
    `--fix: ${file}: written`,
    `1 known failure, as ${file} says`,
    `✗ ${file}:3:3: the entry has no reason (one is wanted in place of TODO)`,
  ])
  writeFileSync(file, readFileSync(file, 'utf8').replace('reason: TODO', 'reason: a bug'))
  expect(await concludeSink(trial, outputs)).toBe(exitCodes.conforms)
  expect(readFileSync(junit, 'utf8')).toContain('<skipped message="known failure: a bug"/>')
  const mended = aTrial([aTried()], { claim: 'exactly-once' })
  expect(await concludeSink(mended, outputs)).toBe(exitCodes.doesNotConform)
  expect(readFileSync(junit, 'utf8')).toContain('does not fail (remove it from the list')
  vi.restoreAllMocks()
})

it('cwc sink --json says what is known, and --fix of a run that is not whole changes nothing', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const json = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const file = join(folder, 'whole.yaml')
  const text = "- { scenario: nothing fails, mode: continuous, reason: a bug, observed: 'twice: row-0-0' }\n"
  writeFileSync(file, text)
  const outputs = { knownFailures: file, json: true } as const
  const trial = aTrial([aTried({ doubled: ['row-0-0'] })], { claim: 'exactly-once' })
  expect(await concludeSink(trial, outputs)).toBe(exitCodes.conforms)
  expect(JSON.parse(String(json.mock.calls[0]?.[0]))).toMatchObject({
    knownFailures: { known: [{ name: 'nothing fails' }] },
  })
  const interrupted = { ...aTrial([aTried()], { claim: 'exactly-once' }), isInterrupted: true }
  await concludeSink(interrupted, { ...outputs, fix: true })
  expect(told.mock.calls.flat()).toContain(`--fix: ${file}: not changed, because the run is not complete`)
  expect(readFileSync(file, 'utf8')).toBe(text)
  vi.restoreAllMocks()
})

it.each(options)('cwc sink --replay writes no report, and refuses %s', async (option) => {
  const { code, err } = await cwc(['sink', noop, '--replay', 'sink:p1f0e1r2x2:throw:401', option, join(folder, 'x')])
  expect(code).toBe(2)
  expect(err).toContain(`${option} is not wanted`)
})

it('A file that can no longer be written at the end is told with its reason, and a run that was good ends with 4', async () => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const gone = join(folder, 'gone/junit.xml')
  expect(await concludeSink(aTrial([aTried()]), { junit: gone })).toBe(exitCodes.ranTooLittle)
  expect(told.mock.calls).toEqual([[`${gone}: not written: there is no such file`]])
  const good = join(folder, 'junit.xml')
  expect(await concludeSink(aTrial([aTried()]), { junit: good })).toBe(exitCodes.conforms)
  expect(readFileSync(good, 'utf8')).toContain('<testsuites ')
  vi.restoreAllMocks()
})
