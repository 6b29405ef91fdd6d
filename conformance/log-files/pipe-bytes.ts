import { closeSync, constants, fstatSync, openSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'
import { isatty, ReadStream } from 'node:tty'

/**
 * What may wait for ever for its next bytes, as a stream that can be ended meanwhile: a pipe, also one that has no writer yet, or a
 * terminal. Undefined for anything else.
 *
 * @throws if it cannot be opened
 */
export function openPipe(file: string): Readable | undefined {
  // Without O_NONBLOCK opening would wait for a writer, and nothing ends that.
  const descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  if (isatty(descriptor)) return new ReadStream(descriptor)
  if (fstatSync(descriptor).isFIFO()) return new Socket({ fd: descriptor, readable: true, writable: false })
  closeSync(descriptor)
  return undefined
}

/** The bytes of a stream, up to where it ends or the signal comes. */
export async function* bytesUntil(stream: Readable, signal: AbortSignal | undefined): AsyncGenerator<Buffer> {
  const end = () => stream.destroy()
  if (signal?.aborted === true) end()
  signal?.addEventListener('abort', end, { once: true })
  try {
    yield* stream as AsyncIterable<Buffer>
  } catch (error) {
    // A stream that is ended in the middle complains of it.
    if (signal?.aborted !== true) throw error
  } finally {
    signal?.removeEventListener('abort', end)
  }
}
