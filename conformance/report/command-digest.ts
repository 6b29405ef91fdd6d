import { createHash, type Hash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import type { Digest } from './digests.ts'

/** Of a longer file, the digest has the length, the beginning and the end. */
const limit = 64 * 2 ** 20
const pieceLength = 2 ** 20

/**
 * The digest of a command line, and of the files that it names: their content, up to a limit. Words that name no regular file (a
 * folder, a device, a pipe), and files that cannot be read, count as words only. Never throws.
 */
export function digestOfCommand(words: readonly string[]): Digest {
  const hash = createHash('sha256')
  const piece = Buffer.allocUnsafe(pieceLength)
  for (const word of words) {
    hash.update(`${word}\0`)
    try {
      addFile(hash, word, piece)
    } catch {
      hash.update('unreadable')
    }
  }
  return `sha256:${hash.digest('hex')}`
}

function addFile(hash: Hash, path: string, piece: Buffer): void {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (stat?.isFile() !== true) return
  const file = openSync(path, 'r')
  try {
    if (stat.size <= limit) {
      addStretch(hash, file, { from: 0, to: stat.size, piece })
    } else {
      hash.update(`${stat.size}`)
      addStretch(hash, file, { from: 0, to: limit / 2, piece })
      addStretch(hash, file, { from: stat.size - limit / 2, to: stat.size, piece })
    }
  } finally {
    closeSync(file)
  }
}

interface Stretch {
  readonly from: number
  readonly to: number
  readonly piece: Buffer
}

function addStretch(hash: Hash, file: number, { from, to, piece }: Stretch): void {
  for (let at = from; at < to; ) {
    const read = readSync(file, piece, 0, Math.min(piece.length, to - at), at)
    if (read === 0) return
    hash.update(piece.subarray(0, read))
    at += read
  }
}
