import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { outsidePhrases } from '../sink/features/outside-phrases.ts'
import { stepPhrases } from '../sink/features/step-phrases.ts'
import { cwc } from './fixtures/cwc.ts'

it('cwc sink --clean-log without generated schedules is refused', async () => {
  const { code, err } = await cwc(['sink', '--format', 'noop', '--clean-log'])
  expect(code).toBe(2)
  expect(err).toContain('--clean-log is about generated schedules (--runs is wanted)')
})

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-words-'))
afterAll(() => rmSync(folder, { recursive: true }))

it.each([
  ['And a line arrives', [], ':4: "a line arrives": no phrase of mode continuous reads like this'],
  ['And a row arrives', ['--mode', 'micro-batch'], '--features: no scenario of mode micro-batch'],
])('cwc sink --features refuses a feature before Spark starts: %s', async (step, words, message) => {
  const file = join(folder, 'mine.feature')
  writeFileSync(file, ['Feature: mine', 'Scenario: one', 'Given a query with 1 partition', step].join('\n'))
  const { code, err } = await cwc(['sink', '--format', 'noop', '--features', file, ...words])
  expect(code).toBe(2)
  expect(err).toContain(message)
})

it('cwc sink --features tells all phrases that there are, one per line and once, behind the nearest one of each step', async () => {
  const file = join(folder, 'misspelt.feature')
  const steps = [
    'Given a query with 1 partition',
    'When the query is executd',
    'And a row arives in partition 0',
    'And x',
  ]
  writeFileSync(file, ['Feature: mine', 'Scenario: one', ...steps].join('\n'))
  const { code, err } = await cwc(['sink', '--format', 'noop', '--features', file])
  const lines = err.trimEnd().split('\n')
  expect(code).toBe(2)
  const unknown = 'no phrase of mode continuous reads like this'
  expect(lines.slice(0, 4)).toEqual([
    `error: ${file}:4: "the query is executd": ${unknown} (did you mean "the query is executed"?)`,
    `error: ${file}:5: "a row arives in partition 0": ${unknown} (did you mean "a row arrives in partition N"?)`,
    `error: ${file}:6: "x": ${unknown}`,
    `The ${lines.length - 4} phrases of mode continuous (parts in brackets may be left out):`,
  ])
  expect(lines.slice(4)).toEqual([...stepPhrases, ...outsidePhrases].map(({ shown }) => `  ${shown}`))
})

it('cwc sink --scenario refuses a name that no scenario of the mode has', async () => {
  const words = ['sink', '--format', 'noop', '--scenario', 'nothing fails', '--scenario']
  const batches = await cwc([...words, 'stopped before the epoch ends', '--mode', 'micro-batch'])
  expect(batches.code).toBe(2)
  expect(batches.err).toContain(
    '--scenario "stopped before the epoch ends": no scenario of mode micro-batch has this name',
  )
  const misspelt = await cwc(['sink', '--format', 'noop', '--scenario', 'nothing fail'])
  expect(misspelt.err).toContain(
    '"nothing fail": no scenario of mode continuous has this name (did you mean "nothing fails"?)',
  )
  const replay = await cwc([...words, 'nothing fails', '--replay', 'sink:p1f0e1r2x2:throw:401'])
  expect(replay).toMatchObject({ code: 2 })
  expect(replay.err).toContain('--features, --scenario and --partitions are not wanted')
})

it('cwc sink refuses a master that is none, and a scenario that needs executors where there are none, before Spark starts', async () => {
  const words = ['sink', '--format', 'noop', '--scenario']
  const master = await cwc([...words, 'nothing fails', '--master', 'yarn'])
  expect([master.code, master.err]).toEqual([2, expect.stringContaining('--master: unknown master "yarn"')])
  const local = await cwc([...words, 'the executor of a task dies with rows that no epoch has committed'])
  expect([local.code, local.err]).toEqual([2, expect.stringContaining('those with @executors need a --master')])
})

it.each(['0', '65', 'x', '1.5', ''])('cwc sink --partitions refuses "%s", and says what is wanted', async (count) => {
  const { code, err } = await cwc(['sink', '--format', 'noop', '--partitions', count])
  expect([code, err]).toEqual([2, expect.stringContaining('A number of partitions from 1 to 64 is wanted.')])
})

it('cwc sink names a jar that is not there, before Spark starts', async () => {
  const { code, err } = await cwc(['sink', '--format', 'noop', '--jars', join(folder, 'my-sink.jar')])
  expect([code, err]).toEqual([
    2,
    expect.stringContaining(`jars[0]: there is no such file: ${join(folder, 'my-sink.jar')}`),
  ])
})
