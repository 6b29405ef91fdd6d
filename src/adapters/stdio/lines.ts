import { isUtf8 } from 'node:buffer'
import { maxLineBytes } from '../../contract/protocol.ts'
import { excerpt, excerptLength } from './excerpt.ts'

/** What stood between two line feeds. `text` is the whole of a line, and the beginning of what is none. */
export type Line =
  | { readonly kind: 'line'; readonly text: string }
  /** Longer than the limit. Told as soon as the limit is passed; the rest, up to the line feed, is skipped. */
  | { readonly kind: 'too-long'; readonly text: string }
  | { readonly kind: 'not-utf8'; readonly text: string }

/** Takes bytes as they come, in pieces of any size, and gives back lines. */
export interface LineSplitter {
  /** The lines that this piece ends. */
  push(piece: Buffer): readonly Line[]
  /** What came after the last line feed, if anything did. */
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

/** Four bytes a character at the most. */
const beginning = (bytes: Buffer) => excerpt(bytes.toString('utf8', 0, 4 * (excerptLength + 1)))
