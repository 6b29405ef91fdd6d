import { closeSync, openSync, readSync } from 'node:fs'

/** The bytes of a file, chunk by chunk, in one buffer that is filled again and again. @throws what the file system throws, and an Error if the file is compressed */
export function* bytesOf(path: string | 0): Generator<Buffer> {
  const descriptor = path === 0 ? 0 : openSync(path, 'r')
  try {
    let isStart = true
    const buffer = Buffer.allocUnsafeSlow(1 << 20)
    for (;;) {
      const count = readSync(descriptor, buffer)
      if (count === 0) return
      if (isStart && isCompressed(buffer))
        throw new Error('compressed (a job of Spark reads plain files: decompress it first)')
      isStart = false
      yield buffer.subarray(0, count)
    }
  } finally {
    if (descriptor !== 0) closeSync(descriptor)
  }
}

/** gzip and Zstandard, by their first bytes. Without this a compressed log would be one without records. */
const isCompressed = (bytes: Buffer): boolean =>
  bytes.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b])) ||
  bytes.subarray(0, 4).equals(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]))
