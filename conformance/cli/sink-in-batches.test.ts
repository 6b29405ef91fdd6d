import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-in-batches-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['--runs', '3'],
  ['--replay', 'sink:p1f0e1r2x2:throw:401'],
])('cwc sink %s refuses micro-batches, whose schedules are not generated', async (...words) => {
  const file = join(folder, 'cwc.sink.yaml')
  writeFileSync(file, 'sink: { format: noop }\nmode: micro-batch\n')
  const { code, err } = await cwc(['sink', file, ...words])
  expect(code).toBe(2)
  expect(err).toContain('--runs and --replay are about schedules of continuous mode')
})
