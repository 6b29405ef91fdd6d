import { type WantedLogger, wantedByFirstByte } from './interest.ts'
import type { Shape } from './layout.ts'

/** Where the parts of a head lie in its bytes. One is filled again and again. */
export interface Peeked {
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
  stampEnd: 0,
  level: 0,
  logger: undefined,
  message: 0,
  messageEnd: 0,
  whose: 0,
  whoseEnd: 0,
})

const [firstSmall, lastSmall, firstLarge, lastLarge] = [0x61, 0x7a, 0x41, 0x5a]

/** Fills `peeked` from the line: `head`, `no-head`, or `unsure` if only the whole line decides. */
export type Peek = (
  bytes: Buffer,
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
  const [first, second, third] = [...Buffer.from(behindLogger)]
  // Behind a thread's name, the regular expression may still find a later level.
  const failed = thread === 'none' ? noHead : unsure
  return (bytes, begin, end, peeked) => {
    const behindStamp = stampEnd(bytes, begin, end)
    if (behindStamp < 0 || bytes[behindStamp] !== blank) return noHead
    let at = afterThread(bytes, behindStamp + 1, end, peeked)
    if (at < 0) return failed
    const rank = levelAt(bytes, at)
    if (rank < 0) return failed
    at += rank === info || rank === warn ? 4 : 5
    if (bytes[at] !== blank) return failed
    while (bytes[at] === blank) at++
    peeked.stampEnd = behindStamp
    peeked.level = rank
    peeked.logger = undefined
    peeked.messageEnd = bytes[end - 1] === carriageReturn ? end - 1 : end
    const byte = bytes[at] ?? 0
    if (byte >= firstSmall && byte <= lastSmall) at = classAt(bytes, at, end)
    const wanted = wantedByFirstByte[bytes[at] ?? 0]
    if (wanted === undefined) return head
    for (const one of wanted) {
      const behind = at + one.name.length
      if (bytes[behind] !== first || bytes[behind + 1] !== second || !isText(bytes, at, one.name)) continue
      if (third !== undefined && bytes[behind + 2] !== third) continue
      peeked.message = behind + behindLogger.length
      if (peeked.message > peeked.messageEnd) return unsure
      peeked.logger = one
      return head
    }
    return head
  }
}

/**
 * Whether the line is a head in Spark's default layout, of level INFO, of a logger whose records show nothing. It says so of most lines
 * of most logs; `false` says nothing.
 */
export function isPlainlyUnwanted(bytes: Buffer, at: number, end: number): boolean {
  if (end - at < 26 || bytes[at + 2] !== slash || bytes[at + 5] !== slash || bytes[at + 8] !== blank) return false
  if (bytes[at + 11] !== colon || bytes[at + 14] !== colon || bytes[at + 17] !== blank) return false
  const date = pair(bytes, at) | pair(bytes, at + 3) | pair(bytes, at + 6)
  const time = pair(bytes, at + 9) | pair(bytes, at + 12) | pair(bytes, at + 15)
  if ((date | time) >= 16) return false
  if (bytes[at + 18] !== 0x49 || bytes[at + 19] !== 0x4e || bytes[at + 20] !== 0x46 || bytes[at + 21] !== 0x4f)
    return false
  return bytes[at + 22] === blank && mayBeWanted[((bytes[at + 23] ?? 0) << 8) | (bytes[at + 24] ?? 0)] === 0
}

/** By the first two bytes behind a level: 0 if no wanted logger's name begins so, nor one with packages, nor another blank. */
const mayBeWanted: Uint8Array = tableOfBeginnings()

function tableOfBeginnings(): Uint8Array {
  const table = new Uint8Array(1 << 16).fill(1)
  table.fill(0, firstLarge << 8, (lastLarge + 1) << 8)
  for (const wanted of wantedByFirstByte)
    for (const { name } of wanted ?? []) table[((name[0] ?? 0) << 8) | (name[1] ?? 0)] = 1
  return table
}

/** Where the class begins in a name with packages. */
function classAt(bytes: Buffer, begin: number, end: number): number {
  let segment = begin
  for (let at = begin; at < end; at++) {
    const byte = bytes[at] ?? 0
    if (byte <= blank || byte === colon) break
    if (byte === dot) segment = at + 1
  }
  return segment
}

const [blank, quote, dash, dot, slash, colon, bracket, backslash, carriageReturn] = [
  0x20, 0x22, 0x2d, 0x2e, 0x2f, 0x3a, 0x5d, 0x5c, 0x0d,
]
const [info, warn] = [2, 3]

function shortDateEnd(bytes: Buffer, at: number, end: number): number {
  if (end - at < 18 || bytes[at + 2] !== slash || bytes[at + 5] !== slash || bytes[at + 8] !== blank) return -1
  if (bytes[at + 11] !== colon || bytes[at + 14] !== colon) return -1
  const date = pair(bytes, at) | pair(bytes, at + 3) | pair(bytes, at + 6)
  const time = pair(bytes, at + 9) | pair(bytes, at + 12) | pair(bytes, at + 15)
  return (date | time) < 16 ? fractionEnd(bytes, at + 17) : -1
}

function isoDateEnd(bytes: Buffer, at: number, end: number): number {
  if (end - at < 20 || bytes[at + 4] !== dash || bytes[at + 7] !== dash) return -1
  if (bytes[at + 13] !== colon || bytes[at + 16] !== colon || (bytes[at + 10] !== 0x54 && bytes[at + 10] !== blank))
    return -1
  if (!isPair(bytes, at) || !isPair(bytes, at + 2) || !isPair(bytes, at + 5) || !isPair(bytes, at + 8)) return -1
  if (!isPair(bytes, at + 11) || !isPair(bytes, at + 14) || !isPair(bytes, at + 17)) return -1
  let behind = at + 19
  while (behind < end && behind <= at + 35 && bytes[behind] !== blank) behind++
  return behind > at + 35 ? -1 : behind
}

function timeEnd(bytes: Buffer, at: number, end: number): number {
  if (end - at < 13 || bytes[at + 2] !== colon || bytes[at + 5] !== colon) return -1
  if (!isPair(bytes, at) || !isPair(bytes, at + 3) || !isPair(bytes, at + 6)) return -1
  const behind = fractionEnd(bytes, at + 8)
  return behind === at + 8 ? -1 : behind
}

/** Less than 16 if both bytes are from `0` to `?`: the class of digits in the layouts, which takes one comparison for a whole stamp. */
const pair = (bytes: Buffer, at: number) => ((bytes[at] ?? 0) ^ 0x30) | ((bytes[at + 1] ?? 0) ^ 0x30)

const isPair = (bytes: Buffer, at: number) => pair(bytes, at) < 16

function fractionEnd(bytes: Buffer, at: number): number {
  if (bytes[at] === blank) return at
  const isFraction =
    (bytes[at] === dot || bytes[at] === 0x2c) && isPair(bytes, at + 1) && ((bytes[at + 3] ?? 0) ^ 0x30) < 16
  return isFraction ? at + 4 : at
}

function noThread(_: Buffer, at: number, __: number, peeked: Peeked): number {
  peeked.whose = at
  peeked.whoseEnd = at
  return at
}

function bracketedThread(bytes: Buffer, at: number, end: number, peeked: Peeked): number {
  if (bytes[at] !== 0x5b) return -1
  peeked.whose = at + 1
  for (let close = at + 2; close + 6 < end && close < at + 402; close++) {
    if (bytes[close] !== bracket || bytes[close + 1] !== blank || levelAt(bytes, close + 2) < 0) continue
    peeked.whoseEnd = close
    return close + 2
  }
  return -1
}

function plainThread(bytes: Buffer, at: number, end: number, peeked: Peeked): number {
  peeked.whose = at
  for (let gap = at + 1; gap + 6 < end && gap < at + 401; gap++) {
    if (bytes[gap] !== blank || levelAt(bytes, gap + 1) < 0) continue
    peeked.whoseEnd = gap
    return gap + 1
  }
  return -1
}

/** The rank of the level at this place; -1 if there is none. */
function levelAt(bytes: Buffer, at: number): number {
  switch (bytes[at]) {
    case 0x49: // I
      return bytes[at + 1] === 0x4e && bytes[at + 2] === 0x46 && bytes[at + 3] === 0x4f ? info : -1
    case 0x57: // W
      return bytes[at + 1] === 0x41 && bytes[at + 2] === 0x52 && bytes[at + 3] === 0x4e ? warn : -1
    case 0x45: // E
      return isText(bytes, at, errorWord) ? 4 : -1
    case 0x44: // D
      return isText(bytes, at, debugWord) ? 1 : -1
    case 0x54: // T
      return isText(bytes, at, traceWord) ? 0 : -1
    case 0x46: // F
      return isText(bytes, at, fatalWord) ? 5 : -1
    default:
      return -1
  }
}

const [traceWord, debugWord, errorWord, fatalWord] = ['TRACE', 'DEBUG', 'ERROR', 'FATAL'].map((one) =>
  Buffer.from(one),
) as [Buffer, Buffer, Buffer, Buffer]

/** Whether the text stands at this place. */
export function isText(bytes: Buffer, at: number, text: Buffer): boolean {
  for (let offset = 0; offset < text.length; offset++) if (bytes[at + offset] !== text[offset]) return false
  return true
}

function wantedAt(bytes: Buffer, begin: number, end: number): WantedLogger | undefined {
  const wanted = wantedByFirstByte[bytes[begin] ?? 0]
  if (wanted === undefined) return undefined
  for (const one of wanted) if (one.name.length === end - begin && isText(bytes, begin, one.name)) return one
  return undefined
}

const [ts, levelKey, msg, loggerKey] = ['{"ts":"', '","level":"', '","msg":"', ',"logger":"'].map((one) =>
  Buffer.from(one),
) as [Buffer, Buffer, Buffer, Buffer]

/** The head of a line of structured logging as Spark writes it. `unsure` for JSON with other fields, or in another order. */
export const peekJson: Peek = (bytes, begin, end, peeked) => {
  if (bytes[begin] !== 0x7b) return noHead
  const last = bytes[end - 1] === carriageReturn ? end - 2 : end - 1
  if (last - begin < 60 || bytes[last] !== 0x7d || bytes[last - 1] !== quote || !isText(bytes, begin, ts)) return unsure
  let at = begin + ts.length
  while (at < begin + 48 && bytes[at] !== quote) at++
  if (!isText(bytes, at, levelKey)) return unsure
  const rank = levelAt(bytes, at + levelKey.length)
  at += levelKey.length + (rank === info || rank === warn ? 4 : 5)
  if (rank < 0 || !isText(bytes, at, msg)) return unsure
  peeked.message = at + msg.length
  let name = last - 2
  let segment = -1
  while (name > at && bytes[name] !== quote) {
    if (bytes[name] === backslash) return unsure
    if (bytes[name] === dot && segment < 0) segment = name + 1
    name--
  }
  const key = name - loggerKey.length + 1
  if (key < at || !isText(bytes, key, loggerKey)) return unsure
  peeked.level = rank
  peeked.logger = wantedAt(bytes, segment < 0 ? name + 1 : segment, last - 1)
  let messageEnd = peeked.message
  // Only wanted records need the end of their message.
  if (peeked.logger !== undefined)
    while (messageEnd < key && bytes[messageEnd] !== quote && bytes[messageEnd] !== backslash) messageEnd++
  peeked.messageEnd = messageEnd
  peeked.whose = messageEnd
  peeked.whoseEnd = last
  return head
}
