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

const options = ['--junit'] as const

it.each(options.flatMap((option) => (['continuous', 'micro-batch'] as const).map((mode) => [option, mode] as const)))(
  'cwc sink %s refuses a file that cannot be written before Spark starts, in mode %s',
  async (option, mode) => {
    const file = join(folder, 'taken/report')
    const { code, err } = await cwc(['sink', noop, '--mode', mode, option, file])
    expect(code).toBe(2)
    expect(err).toBe(`error: ${option}: ${file}: cannot be written: a part of the path is not a folder\n`)
  },
)

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
