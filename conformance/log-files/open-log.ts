import { readSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { setImmediate as turn } from 'node:timers/promises'
import { createGunzip } from 'node:zlib'
import { isFile } from '../files.ts'
import { reasonOf } from '../input/read-file.ts'
import { encodingOf } from '../production-logs/reading/encoding.ts'
import { bytesUntil, openPipe } from './pipe-bytes.ts'
import { unpacked } from './unpacked.ts'
import { unzstd } from './unzstd.ts'

/** The word for standard input. */
export const standardInput = '-'

/** Whether each reading of the file begins at its beginning. What was read from a pipe is gone. */
export const canBeReadAgain = (file: string): boolean => file !== standardInput && isFile(file)

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
    const { first, all } = await begun(source)
    switch (encodingOf(first)) {
      case 'plain':
        yield* all
        return
      case 'gz':
        yield* decoded(unpacked(copies(all), createGunzip()))
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

/**
 * The bytes of a file, of standard input or of a pipe, up to its end or to where the signal comes.
 *
 * @throws if it cannot be read
 */
export async function* bytesOf(file: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const stream = file === standardInput ? process.stdin : isFile(file) ? undefined : openPipe(file)
  if (stream !== undefined) {
    yield* bytesUntil(stream, signal)
    return
  }
  const handle = await open(file)
  const buffer = idle.pop() ?? Buffer.allocUnsafeSlow(chunkSize)
  // A device may be slow, and so does not hold up what else there is to do.
  const isPatient = (await handle.stat()).isFile()
  try {
    for (let chunks = 1; signal?.aborted !== true; chunks++) {
      const bytesRead = isPatient
        ? readSync(handle.fd, buffer, 0, chunkSize, null)
        : (await handle.read(buffer, 0, chunkSize, null)).bytesRead
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
      if (chunks % chunksAtOnce === 0) await turn()
    }
  } finally {
    await handle.close()
    idle.push(buffer)
  }
}

/** A chunk, and the text of the reader, stay in the processor's second cache: larger ones take twice the time. */
const chunkSize = 1 << 17
/** After so many chunks, signals are heard. */
const chunksAtOnce = 64
/** Buffers that no file uses just now. */
const idle: Buffer[] = []

/** A source whose first chunk was looked at. */
export async function* again(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  try {
    if (first.length > 0) yield first
    for (;;) {
      const next = await rest.next()
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await rest.return?.()
  }
}

/** The source, and as many of its first bytes as say its encoding: a pipe may bring them one by one. */
async function begun(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let first: Buffer = Buffer.alloc(0)
  while (first.length < bytesOfMark) {
    const next = await chunks.next()
    if (next.done === true) break
    first = first.length === 0 && next.value.length >= bytesOfMark ? next.value : Buffer.concat([first, next.value])
  }
  return { first, all: again(first, chunks) }
}

/** The longest mark of an encoding has so many. */
const bytesOfMark = 4

async function* copies(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const chunk of source) yield Buffer.from(chunk)
}

/** What was unpacked may be UTF-16 itself. */
async function* decoded(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { first, all } = await begun(source)
  yield* encodingOf(first) === 'UTF-16' ? utf16(all) : all
}

async function* utf16(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let decoder: InstanceType<typeof TextDecoder> | undefined
  for await (const chunk of source) {
    decoder ??= new TextDecoder(chunk[0] === 0xff ? 'utf-16le' : 'utf-16be')
    yield Buffer.from(decoder.decode(chunk, { stream: true }))
  }
}
