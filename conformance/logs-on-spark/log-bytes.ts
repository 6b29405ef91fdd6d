import { closeSync, openSync, readSync } from 'node:fs'
import { encodingOf } from '../production-logs/encoding.ts'

/** The bytes of a file, chunk by chunk, in one buffer that is filled again and again. @throws what the file system throws */
export function* bytesOf(path: string | 0): Generator<Buffer> {
  const descriptor = path === 0 ? 0 : openSync(path, 'r')
  try {
    const buffer = Buffer.allocUnsafeSlow(1 << 20)
    for (;;) {
      const count = readSync(descriptor, buffer)
      if (count === 0) return
      yield buffer.subarray(0, count)
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor)
  }
}

/** The chunks of a log. @throws Error if it is compressed or in UTF-16: it would be a log without records */
export function* plainLog(chunks: Iterable<Buffer>): Generator<Buffer> {
  let isStart = true
  for (const chunk of chunks) {
    const encoding = isStart ? encodingOf(chunk) : 'plain'
    isStart = false
    if (encoding === 'gz' || encoding === 'zstd') {
      throw new Error('compressed (a job of Spark reads plain files: decompress it first)')
    }
    if (encoding === 'UTF-16') throw new Error('in UTF-16 (a job of Spark reads UTF-8: convert it first)')
    yield chunk
  }
}
