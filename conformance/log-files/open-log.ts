import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { reasonOf } from '../input/read-file.ts'
import { encodingOf } from '../production-logs/reading/encoding.ts'
import { unzstd } from './unzstd.ts'

/** The word for standard input. */
export const standardInput = '-'

/** A compressed log breaks off, or a file cannot be read any further. What was read before stands. */
export class BrokenLog extends Error {
  override readonly name = 'BrokenLog'

  constructor(cause: unknown) {
    super(reasonOf(cause), { cause })
  }
}

/**
 * The text of a log in UTF-8, unpacked, chunk by chunk. A chunk may be overwritten once the next one is asked for. Memory is bounded,
 * whatever the file unpacks to.
 *
 * @throws BrokenLog
 */
export async function* textOfLog(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    const chunks = source[Symbol.asyncIterator]()
    const first = await chunks.next()
    if (first.done === true) return
    const all = again(first.value, chunks)
    switch (encodingOf(first.value)) {
      case 'plain':
        yield* all
        return
      case 'gz':
        yield* decoded(gunzip(all))
        return
      case 'zstd':
        yield* decoded(unzstd(copies(all)))
        return
      case 'UTF-16':
        yield* utf16(all)
    }
  } catch (error) {
    throw new BrokenLog(error)
  }
}

/** The bytes of a file. @throws if it cannot be read */
export async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  if (file === standardInput) {
    yield* process.stdin as AsyncIterable<Buffer>
    return
  }
  const handle = await open(file)
  // Of many files, each would leave its own behind for a while.
  const [buffer = Buffer.allocUnsafe(chunkSize), otherBuffer = Buffer.allocUnsafe(chunkSize)] = idle.splice(0, 2)
  try {
    // The next chunk is read while the one before is judged.
    const buffers = [buffer, otherBuffer]
    const read = (at: number) => handle.read(buffers[at % 2] ?? Buffer.alloc(0), 0, chunkSize, null)
    let next = read(0)
    for (let at = 0; ; at++) {
      const { bytesRead, buffer: bytes } = await next
      if (bytesRead === 0) return
      next = read(at + 1)
      // Nobody may be left to wait for it.
      next.catch(() => undefined)
      yield bytes.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
    idle.splice(0, 2, buffer, otherBuffer)
  }
}

const chunkSize = 1 << 19
/** Buffers that no file uses just now. */
const idle: Buffer[] = []

/** A source whose first chunk was looked at. */
export async function* again(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield first
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

async function* copies(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield Buffer.from(chunk)
}

async function* gunzip(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const packed = Readable.from(copies(source), { objectMode: false })
  const engine = createGunzip()
  packed.on('error', (error) => engine.destroy(error))
  try {
    yield* packed.pipe(engine) as AsyncIterable<Buffer>
  } finally {
    // The file behind it is closed with it.
    packed.destroy()
    engine.destroy()
  }
}

/** What was unpacked may be UTF-16 itself. */
async function* decoded(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  const first = await chunks.next()
  if (first.done === true) return
  const all = again(first.value, chunks)
  yield* encodingOf(first.value) === 'UTF-16' ? utf16(all) : all
}

async function* utf16(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of source) {
    decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : 'utf-16be')
    yield Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}
