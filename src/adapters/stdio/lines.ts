import { isUtf8 } from 'node:buffer'
import { maxLineBytes } from '../../contract/protocol.ts'
import { excerpt, excerptLength } from './excerpt.ts'

/** The bytes between two line feeds. `text` is the whole line, or the beginning of one that is not valid. */
export type Line =
  | { readonly kind: 'line'; readonly text: string }
  /** Longer than the limit. Returned as soon as the limit is exceeded. The rest of the line is skipped. */
  | { readonly kind: 'too-long'; readonly text: string }
  | { readonly kind: 'not-utf8'; readonly text: string }

/** Splits bytes, in pieces of any size, into lines. */
export interface LineSplitter {
  /** The lines that this piece ends. */
  push(piece: Buffer): readonly Line[]
  /** The bytes after the last line feed, if there are any. */
  rest(): readonly Line[]
}

const lineFeed = 0x0a
const nothing = Buffer.alloc(0)

/**
 * Splits at line feeds only: U+2028, U+2029 and a lone carriage return may stand inside a JSON text, and
 * `node:readline` would break the line there. Never holds more than `limit` bytes and one piece.
 */
export function lineSplitter(limit = maxLineBytes): LineSplitter {
  let held = nothing
  let length = 0
  let skipping = false

  const hold = (piece: Buffer) => {
    if (length + piece.length > held.length) {
      const larger = Buffer.allocUnsafe(Math.max(2 * held.length, length + piece.length))
      held.copy(larger, 0, 0, length)
      held = larger
    }
    piece.copy(held, length)
    length += piece.length
  }

  const take = (): Buffer => {
    const taken = held.subarray(0, length)
    held = nothing
    length = 0
    return taken
  }

  return {
    push(piece) {
      const lines: Line[] = []
      for (let start = 0; start < piece.length; ) {
        const found = piece.indexOf(lineFeed, start)
        const end = found === -1 ? piece.length : found
        const part = piece.subarray(start, end)
        start = end + 1
        if (!skipping && length + part.length > limit) {
          hold(part.subarray(0, limit - length))
          lines.push({ kind: 'too-long', text: beginning(take()) })
          skipping = true
        }
        if (found === -1) {
          if (!skipping) hold(part)
        } else if (skipping) {
          skipping = false
        } else if (length === 0) {
          lines.push(decode(part))
        } else {
          hold(part)
          lines.push(decode(take()))
        }
      }
      return lines
    },

    rest() {
      return length === 0 ? [] : [decode(take())]
    },
  }
}

function decode(bytes: Buffer): Line {
  return isUtf8(bytes) ? { kind: 'line', text: bytes.toString('utf8') } : { kind: 'not-utf8', text: beginning(bytes) }
}

/** At most four bytes per character. */
const beginning = (bytes: Buffer) => excerpt(bytes.toString('utf8', 0, 4 * (excerptLength + 1)))
