import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { cwc } from './fixtures/cwc.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-sink-in-batches-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  [
    'micro-batch',
    '--replay sink:p1f0e1r2x2:throw:401',
    '"sink:p1f0e1r2x2:throw:401": not a token of micro-batches (such as batches:',
  ],
  ['micro-batch', '--replay batches:p1b2r2x2:crush:0', 'no fault of micro-batches is "crush"'],
  ['micro-batch', '--runs 3 --clean-log', '--clean-log is about schedules of continuous mode'],
  ['continuous', '--replay batches:p1b2r2x2:crash:0', 'a token of micro-batches (--mode micro-batch is wanted)'],
])('cwc sink in mode %s refuses %s before Spark starts', async (mode, words, reason) => {
  const file = join(folder, 'cwc.sink.yaml')
  writeFileSync(file, `sink: { format: noop }\nmode: ${mode}\n`)
  const { code, err } = await cwc(['sink', file, ...words.split(' ')])
  expect(code).toBe(2)
  expect(err).toContain(reason)
})
