import { constants, createGunzip, createZstdDecompress, gunzipSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { recording } from '../production-logs/fixtures/recording.ts'
import { unpacked } from './unpacked.ts'
import { unzstd } from './unzstd.ts'

const log = recording('3.5.8/cluster-task-fails-info/driver.log')

async function* of(bytes: Buffer, error?: Error): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 1_000) yield bytes.subarray(at, at + 1_000)
  if (error !== undefined) throw error
}

/** Takes each chunk only after the engine had time to fail. */
async function takenSlowly(chunks: AsyncIterable<Buffer>) {
  const taken: Buffer[] = []
  try {
    for await (const chunk of chunks) {
      taken.push(Buffer.from(chunk))
      for (let turn = 0; turn < 200; turn++) await new Promise(setImmediate)
    }
  } catch (error) {
    return { text: Buffer.concat(taken).toString(), error: (error as Error).message }
  }
  return { text: Buffer.concat(taken).toString(), error: undefined }
}

it('All that stands before the end of a cut file is unpacked, also by a slow reader', async () => {
  const cut = gzipSync(log).subarray(0, -40)
  const text = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH }).toString()
  expect(text.length).toBeGreaterThan(60_000)
  expect(await takenSlowly(unpacked(of(cut), createGunzip()))).toEqual({ text, error: 'unexpected end of file' })
})

it('What a source gave before it failed is unpacked, and its error is thrown', async () => {
  const packed = zstdCompressSync(log)
  const engine = createZstdDecompress()
  expect(await takenSlowly(unpacked(of(packed, new Error('the disk is gone')), engine))).toEqual({
    text: log.toString(),
    error: 'the disk is gone',
  })
})

it('The blocks before a cut in a file in zstd are unpacked', async () => {
  const packed = zstdCompressSync(Buffer.concat(Array.from({ length: 6 }, () => log)))
  const { text, error } = await takenSlowly(unzstd(of(packed.subarray(0, -20))))
  expect(error).toBe('unexpected end of file')
  // A block of zstd has at most 128 KiB.
  expect(text.length).toBeGreaterThanOrEqual(log.length * 6 - 2 * (128 << 10))
  expect(await takenSlowly(unzstd(of(packed)))).toEqual({ text: log.toString().repeat(6), error: undefined })
})
