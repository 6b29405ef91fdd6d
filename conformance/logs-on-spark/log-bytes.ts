import { closeSync, openSync, readSync } from 'node:fs'

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
