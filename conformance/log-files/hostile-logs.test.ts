import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { recording, recordingNames } from '../production-logs/fixtures/recording.ts'
import { describeReport } from '../production-logs/telling/describe-report.ts'
import { visibleLines } from '../visible.ts'
import { checkLogs } from './check-logs.ts'
import { logReportOf } from './log-report.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-hostile-'))
afterAll(() => rmSync(folder, { recursive: true }))

const runs = Number(process.env['FUZZ_RUNS'] ?? 2000)
const seed = Number(process.env['FUZZ_SEED'] ?? 13)

const logs = recordingNames().filter((name) => name.endsWith('.log'))

/** Pieces of a log: those of recordings, heads of many layouts, and bytes. */
const piece = fc.oneof(
  fc.tuple(fc.constantFrom(...logs), fc.nat(), fc.nat(3000)).map(([name, at, length]) => {
    const bytes = recording(name)
    const begin = at % (bytes.length || 1)
    return bytes.subarray(begin, begin + length)
  }),
  fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
  fc
    .constantFrom(
      '\r\n',
      '\n',
      '\0',
      '99/99/99 99:99:99 INFO ContinuousExecution: New epoch 1 is starting.\n',
      '26/11/28 12:00:00 INFO ContinuousWriteRDD: Writer for partition 99999999999999999999 in epoch 0 committed.\n',
      '26/11/28 12:00:00 INFO ContinuousWriteRDD: Writer for partition 0 in epoch 9007199254740993 is committing.\n',
      '26/11/28 12:00:00 INFO ContinuousWriteRDD: Writer for partition ',
      '26/11/28 12:00:00 INFO ContinuousWriteRDD',
      '{"ts":"2026-11-28T12:25:01.642Z","level":"INFO","msg":"","logger":"ContinuousWriteRDD"}\n',
      '{"ts":"2026-11-28T12:25:01.642Z","level":"INFO","msg":"Writer for partition 0 in epoch 0 is committing.","context":5,"logger":"ContinuousWriteRDD"}\n',
      '{"__proto__":{"level":"INFO"},"level":"INFO","msg":"x","logger":"__proto__"}\n',
      '26/11/28 12:00:00 INFO __proto__: x\n26/11/28 12:00:00 INFO constructor: x\n',
      'INFO [x] toString - y\n',
      `${'['.repeat(2000)}\n`,
      `26/11/28 12:00:00 INFO Executor: ${'INFO '.repeat(3000)}\n`,
    )
    .map((text) => Buffer.from(text)),
)

describe('hostile logs', () => {
  it(`never end in anything but a report (seed ${seed}, ${runs} inputs)`, { timeout: 3_600_000 }, async () => {
    const file = join(folder, 'fuzzed')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { maxLength: 8 }),
        fc.constantFrom('plain', 'gz', 'zstd', 'UTF-16', 'cut gz', 'cut zstd', 'zstd with faults'),
        fc.nat(),
        async (pieces, packing, number) => {
          const bytes = Buffer.concat(pieces)
          writeFileSync(file, packed(bytes, packing, number))
          const checked = await checkLogs([file]).catch((error: Error) => error.name)
          if (typeof checked === 'string') expect(checked).toBe('Unreadable')
          else expect(describeReport(logReportOf(checked, []))).toSatisfy((text: string) => text === visibleLines(text))
        },
      ),
      { numRuns: runs, seed },
    )
    expect(({} as Record<string, unknown>)['level']).toBeUndefined()
  })

  it('that unpack to a thousand times their size take no memory for it', async () => {
    const bomb = Buffer.concat(Array.from({ length: 8 }, () => zstdCompressSync(Buffer.alloc(32 << 20, 'x'))))
    const file = join(folder, 'bomb.zst')
    writeFileSync(file, Buffer.concat([zstdCompressSync('26/11/28 12:00:00 INFO Executor: x\n'), bomb]))
    const before = process.memoryUsage().arrayBuffers
    const { applications } = await checkLogs([file])
    expect(applications).toHaveLength(1)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20)
  })

  it('of clocks that jump are judged by the order of their lines', async () => {
    const text = recording('3.5.8/local-normal-info/driver.log').toString()
    let hours = 0
    const next = () => {
      hours += 7
      return String(hours % 24).padStart(2, '0')
    }
    const file = join(folder, 'jumps.log')
    writeFileSync(
      file,
      text.replaceAll(/^(\S+ )\d\d/gm, (_, date: string) => `${date}${next()}`),
    )
    const plain = join(folder, 'plain.log')
    writeFileSync(plain, text)
    const [jumping, even] = [await checkLogs([file]), await checkLogs([plain])]
    expect(jumping.applications[0]?.report.requirements).toEqual(even.applications[0]?.report.requirements)
  })
})

function packed(bytes: Buffer, packing: string, number: number): Buffer {
  switch (packing) {
    case 'gz':
      return gzipSync(bytes)
    case 'cut gz':
      return gzipSync(bytes).subarray(0, number % 300)
    case 'zstd':
      return zstdCompressSync(bytes)
    case 'cut zstd':
      return zstdCompressSync(bytes).subarray(0, number % 300)
    case 'zstd with faults': {
      const whole = zstdCompressSync(bytes)
      whole[number % whole.length] = number % 251
      return whole
    }
    case 'UTF-16':
      return Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString(), 'utf16le')])
    default:
      return bytes
  }
}
