import { differenceAt, shapeOf } from './byte-shape.ts'
import { wantedByFirstByte } from './interest.ts'

// Most lines of most logs come no further than here: so the words of the shape are constants, and there is no loop.
const plain = shapeOf('00/00/00 00:00:00 INFO ')
const [word0 = 0, word1 = 0, word2 = 0, word3 = 0, word4 = 0, word5 = 0] = plain.words
const [mask0 = 0, mask1 = 0, mask2 = 0, mask3 = 0, mask4 = 0, mask5 = 0] = plain.masks

/** The length of a plain head before its logger. */
export const plainHead: number = plain.length

/** The bytes of a logger's name that are looked at. All wanted names are as long. */
const bytesOfName = 5

/** How many bytes `isPlainlyUnwanted` reads. */
const bytesRead = plainHead + bytesOfName

/** Whether a head in Spark's default layout, of level INFO, stands there. Reads `plainHead` bytes. */
export const isPlainHead = (view: DataView, at: number): boolean =>
  (differenceAt(view, at, word0, mask0) |
    differenceAt(view, at + 4, word1, mask1) |
    differenceAt(view, at + 8, word2, mask2) |
    differenceAt(view, at + 12, word3, mask3) |
    differenceAt(view, at + 16, word4, mask4) |
    differenceAt(view, at + 19, word5, mask5)) ===
  0

/** Lines that were passed over. One is filled again and again. */
export interface PassedLines {
  /** Where the line behind them begins. */
  next: number
  count: number
}

/** Passes over whole lines from there on that are plain heads of loggers whose records show nothing. */
export function passPlainlyUnwanted(view: DataView, begin: number, passed: PassedLines): void {
  const last = view.byteLength - bytesRead
  let next = begin
  let count = 0
  while (next <= last && isPlainlyUnwanted(view, next)) {
    const end = lineEnd(view, next + plainHead)
    if (end === -1) break
    next = end + 1
    count += 1
  }
  passed.next = next
  passed.count = count
}

/** Where the first line feed from there on stands, or -1. Lines are short: a call of `Buffer.indexOf` takes longer than the search. */
function lineEnd(view: DataView, begin: number): number {
  let at = begin
  for (const last = view.byteLength - 4; at <= last; at += 4) {
    const word = view.getInt32(at, true) ^ fourLineFeeds
    // The lowest bit that is set is in the first byte that was a line feed.
    const found = (word - 0x01010101) & ~word & 0x80808080
    if (found !== 0) return at + ((31 - Math.clz32(found & -found)) >> 3)
  }
  for (; at < view.byteLength; at++) if (view.getUint8(at) === lineFeed) return at
  return -1
}

/** Whether the line is a plain head of a logger whose records show nothing, with a letter behind the head. `false` says nothing. */
const isPlainlyUnwanted = (view: DataView, at: number): boolean =>
  isPlainHead(view, at) && mayBeWanted[beginningAt(view, at + plainHead)] === 0

/** A number from 0 to `beginnings` - 1 for the first bytes of a name; those of names with packages are 0. */
function beginningAt(view: DataView, at: number): number {
  const first = view.getUint8(at)
  if (first < firstLarge || first > lastLarge) return 0
  return 1 + ((Math.imul(view.getInt32(at, true), 0x9e3779b1) ^ Math.imul(view.getUint8(at + 4), 0x85ebca6b)) >>> 19)
}

const [lineFeed, firstLarge, lastLarge] = [0x0a, 0x41, 0x5a]
const fourLineFeeds = 0x0a0a0a0a
const beginnings = 1 + (1 << 13)

/** By beginning: 1 if a wanted logger's name has it, or may have it. */
const mayBeWanted: Uint8Array = tableOfBeginnings()

function tableOfBeginnings(): Uint8Array {
  const table = new Uint8Array(beginnings)
  table[0] = 1
  for (const { name } of wantedByFirstByte.flatMap((wanted) => wanted ?? [])) {
    if (name.length < bytesOfName) throw new Error(`a wanted logger has a name of fewer than ${bytesOfName} letters`)
    table[beginningAt(new DataView(name.bytes.buffer), 0)] = 1
  }
  return table
}
