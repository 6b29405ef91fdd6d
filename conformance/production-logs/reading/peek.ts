import { hasShape, shapeOf } from './byte-shape.ts'
import { type WantedLogger, wantedByFirstByte } from './interest.ts'
import type { Shape } from './layout.ts'
import { plainHead } from './line-scanner.ts'
import { isoDateEnd, shortDateEnd, timeEnd } from './stamp-end.ts'
import { isAt, type Words, wordsOf } from './words.ts'

/** Where the parts of a head lie in its bytes. One is filled again and again. */
export interface Peeked {
  stamp: number
  stampEnd: number
  /** The rank of its level in `levels`. */
  level: number
  /** Undefined: a record of this logger shows nothing. */
  logger: WantedLogger | undefined
  message: number
  messageEnd: number
  /** The bytes that say whose line it is: the thread's name, or JSON's context. */
  whose: number
  whoseEnd: number
}

export const newPeeked = (): Peeked => ({
  stamp: 0,
  stampEnd: 0,
  level: 0,
  logger: undefined,
  message: 0,
  messageEnd: 0,
  whose: 0,
  whoseEnd: 0,
})

/** Fills `peeked` from the line: `head`, `no-head`, or `unsure` if only the whole line decides. */
export type Peek = (
  view: DataView,
  begin: number,
  end: number,
  peeked: Peeked,
) => typeof head | typeof noHead | typeof unsure

export const noHead = 0
export const head = 1
export const unsure = 2

/** Decides as the regular expression of the layout does, and looks only at the bytes before the message. */
export function peekOf({ stamp, thread, behindLogger }: Shape): Peek {
  const stampEnd = { 'short-date': shortDateEnd, 'iso-date': isoDateEnd, time: timeEnd }[stamp]
  const afterThread = { none: noThread, bracketed: bracketedThread, plain: plainThread }[thread]
  const behindName = wordsOf(behindLogger)
  // Behind a thread's name, the regular expression may still find a later level.
  const failed = thread === 'none' ? noHead : unsure
  const behindLevel = peekBehindLevel(behindName)
  const peek: Peek = (view, begin, end, peeked) => {
    const behindStamp = stampEnd(view, begin, end)
    if (behindStamp < 0 || byteAt(view, behindStamp, end) !== blank) return noHead
    const at = afterThread(view, behindStamp + 1, end, peeked)
    if (at < 0) return failed
    const rank = levelAt(view, at, end)
    if (rank < 0 || byteAt(view, at + lengthOf(rank), end) !== blank) return failed
    peeked.stamp = begin
    peeked.stampEnd = behindStamp
    peeked.level = rank
    return behindLevel(view, at + lengthOf(rank) + 1, end, peeked)
  }
  if (stamp !== 'short-date' || thread !== 'none') return peek
  return (view, begin, end, peeked) => {
    if (!hasShape(view, begin, end, plain)) return peek(view, begin, end, peeked)
    peeked.stamp = begin
    peeked.stampEnd = begin + shortDate
    peeked.level = info
    peeked.whose = begin
    peeked.whoseEnd = begin
    return behindLevel(view, begin + plain.length, end, peeked)
  }
}

/** Finds the logger and the message, behind the first blank after the level. */
const peekBehindLevel =
  (behindName: Words): Peek =>
  (view, begin, end, peeked) => {
    let at = begin
    while (byteAt(view, at, end) === blank) at++
    peeked.logger = undefined
    peeked.messageEnd = view.getUint8(end - 1) === carriageReturn ? end - 1 : end
    const byte = byteAt(view, at, end)
    if (byte >= firstSmall && byte <= lastSmall) at = classAt(view, at, end)
    const wanted = wantedByFirstByte[byteAt(view, at, end)]
    if (wanted === undefined) return head
    for (const one of wanted) {
      const behind = at + one.name.length
      if (!isAt(view, at, end, one.name) || !isAt(view, behind, end, behindName)) continue
      peeked.message = behind + behindName.length
      if (peeked.message > peeked.messageEnd) return unsure
      peeked.logger = one
      return head
    }
    return head
  }

const [blank, dot, colon, bracket, carriageReturn] = [0x20, 0x2e, 0x3a, 0x5d, 0x0d]
const [firstSmall, lastSmall] = [0x61, 0x7a]
const plain = shapeOf(plainHead)
const shortDate = 'yy/MM/dd HH:mm:ss'.length

/** The byte there; 0 behind the end. */
const byteAt = (view: DataView, at: number, end: number): number => (at < end ? view.getUint8(at) : 0)

/** Where the class begins in a name with packages. */
function classAt(view: DataView, begin: number, end: number): number {
  let segment = begin
  for (let at = begin; at < end; at++) {
    const byte = view.getUint8(at)
    if (byte <= blank || byte === colon) break
    if (byte === dot) segment = at + 1
  }
  return segment
}

function noThread(_: DataView, at: number, __: number, peeked: Peeked): number {
  peeked.whose = at
  peeked.whoseEnd = at
  return at
}

function bracketedThread(view: DataView, at: number, end: number, peeked: Peeked): number {
  if (byteAt(view, at, end) !== 0x5b) return -1
  peeked.whose = at + 1
  for (let close = at + 2; close + 6 < end && close < at + 402; close++) {
    if (view.getUint8(close) !== bracket || view.getUint8(close + 1) !== blank) continue
    if (levelAt(view, close + 2, end) < 0) continue
    peeked.whoseEnd = close
    return close + 2
  }
  return -1
}

function plainThread(view: DataView, at: number, end: number, peeked: Peeked): number {
  peeked.whose = at
  for (let gap = at + 1; gap + 6 < end && gap < at + 401; gap++) {
    if (view.getUint8(gap) !== blank || levelAt(view, gap + 1, end) < 0) continue
    peeked.whoseEnd = gap
    return gap + 1
  }
  return -1
}

/** The rank of the level at this place; -1 if there is none. */
export function levelAt(view: DataView, at: number, end: number): number {
  if (at + 4 <= end && view.getUint32(at, true) === infoWord) return info
  for (const { word, rank } of levelWords) if (isAt(view, at, end, word)) return rank
  return -1
}

const levelWords = (
  [
    ['WARN', 3],
    ['DEBUG', 1],
    ['ERROR', 4],
    ['TRACE', 0],
    ['FATAL', 5],
  ] as const
).map(([text, rank]) => ({ word: wordsOf(text), rank }))

const [info, warn] = [2, 3]
const [infoWord] = wordsOf('INFO').words

/** The length of the level's name. */
export const lengthOf = (rank: number): number => (rank === info || rank === warn ? 4 : 5)
