import { closeSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesOf } from './log-bytes.ts'

/** Lines that are kept until their turn comes: in memory, or in a temporary file once there are many. */
export interface Spool {
  readonly add: (line: string) => void
  readonly lines: () => Iterable<string>
  /** Deletes what is kept. */
  readonly drop: () => void
}

/** The characters of a spool that stay in memory. */
const mostInMemory = 1 << 20

let made = 0

export function createSpool(most: number = mostInMemory): Spool {
  let kept: string[] = []
  let size = 0
  let file: { readonly path: string; readonly descriptor: number } | undefined
  const flush = () => {
    const path = join(tmpdir(), `cwc-${process.pid}-${made++}.digest`)
    file ??= { path, descriptor: openSync(path, 'wx+', 0o600) }
    const bytes = Buffer.from(kept.map((line) => `${line}\n`).join(''))
    for (let at = 0; at < bytes.length; ) at += writeSync(file.descriptor, bytes, at)
    kept = []
    size = 0
  }
  return {
    add(line) {
      kept.push(line)
      size += line.length
      if (size > most) flush()
    },
    *lines() {
      if (file !== undefined) yield* linesIn(bytesOf(file.path))
      yield* kept
    },
    drop() {
      kept = []
      if (file === undefined) return
      closeSync(file.descriptor)
      unlinkSync(file.path)
      file = undefined
    },
  }
}

/** The lines in chunks of bytes, without their line breaks. */
export function* linesIn(chunks: Iterable<Buffer>): Generator<string> {
  let parts: Buffer[] = []
  for (const chunk of chunks) {
    let begin = 0
    for (;;) {
      const end = chunk.indexOf(10, begin)
      if (end === -1) break
      parts.push(chunk.subarray(begin, end))
      yield parts.length === 1 ? chunk.toString('utf8', begin, end) : Buffer.concat(parts).toString('utf8')
      parts = []
      begin = end + 1
    }
    // The chunk's bytes are overwritten by the next one.
    if (begin < chunk.length) parts.push(Buffer.from(chunk.subarray(begin)))
  }
  if (parts.length > 0) yield Buffer.concat(parts).toString('utf8')
}
