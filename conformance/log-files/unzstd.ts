import { constants, createZstdDecompress } from 'node:zlib'
import { unpacked } from './unpacked.ts'

/** Frames need up to this window: 2 to the power of it, in bytes, is also the memory that a frame can ask for. */
const largestWindow = 26

/**
 * The content of a file in zstd, of all its frames. Node's decompressor stops after the first one without a word, so each frame gets one
 * of its own.
 *
 * @throws if the file breaks off or is no zstd
 */
export async function* unzstd(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const input = createInput(source)
  try {
    while (await input.has(1)) {
      if (!(await input.has(8))) throw new Error('unexpected end of file')
      const magic = input.peek().readUInt32LE(0)
      if ((magic & 0xfffffff0) >>> 0 === 0x184d2a50) {
        for await (const _ of input.pass(8 + input.peek().readUInt32LE(4)));
      } else if (magic === 0xfd2fb528) yield* unpackedFrame(input)
      else throw new Error('no frame of zstd where one is wanted')
    }
  } finally {
    await input.close()
  }
}

function unpackedFrame(input: Input): AsyncGenerator<Buffer> {
  const engine = createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: largestWindow } })
  return unpacked(frameOf(input), engine)
}

/** The bytes of one frame: its header, its blocks, its checksum. */
async function* frameOf(input: Input): AsyncGenerator<Buffer> {
  const descriptor = input.peek()[4] ?? 0
  const isSingle = (descriptor & 0x20) !== 0
  const sizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0
  yield* input.pass(5 + (isSingle ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeBytes)
  for (;;) {
    if (!(await input.has(3))) throw new Error('unexpected end of file')
    const header = input.peek().readUIntLE(0, 3)
    const isRepeated = ((header >> 1) & 3) === 1
    yield* input.pass(3 + (isRepeated ? 1 : header >> 3))
    if ((header & 1) === 1) break
  }
  if ((descriptor & 4) !== 0) yield* input.pass(4)
}

interface Input {
  /** Whether so many bytes are left. */
  readonly has: (count: number) => Promise<boolean>
  /** The bytes at hand, at least as many as `has` was asked for. */
  readonly peek: () => Buffer
  /** Hands on so many bytes. */
  readonly pass: (count: number) => AsyncGenerator<Buffer>
  readonly close: () => Promise<unknown>
}

function createInput(source: AsyncIterable<Buffer>): Input {
  const chunks = source[Symbol.asyncIterator]()
  let bytes: Buffer = Buffer.alloc(0)
  const more = async () => {
    const next = await chunks.next()
    if (next.done === true) return false
    bytes = bytes.length === 0 ? next.value : Buffer.concat([bytes, next.value])
    return true
  }
  return {
    peek: () => bytes,
    close: async () => chunks.return?.(),
    async has(count) {
      while (bytes.length < count) if (!(await more())) return false
      return true
    },
    async *pass(count) {
      for (let left = count; left > 0; ) {
        if (bytes.length === 0 && !(await more())) throw new Error('unexpected end of file')
        const part = bytes.subarray(0, left)
        bytes = bytes.subarray(part.length)
        left -= part.length
        if (part.length > 0) yield part
      }
    },
  }
}
