import { hasShape, shapeOf } from './byte-shape.ts'
import { type WantedLogger, wantedByFirstByte } from './interest.ts'
import { behindText, behindTexts } from './json-texts.ts'
import { head, lengthOf, levelAt, noHead, type Peek, unsure } from './peek.ts'
import { isAt, isBetween, wordsOf } from './words.ts'

/**
 * The head of a line of structured logging as Spark writes it. `unsure` for JSON with other fields, or in another order, and for lines with
 * a fault: those are no records.
 */
export const peekJson: Peek = (view, begin, end, peeked) => {
  if (begin >= end || view.getUint8(begin) !== brace) return noHead
  const last = view.getUint8(end - 1) === carriageReturn ? end - 2 : end - 1
  if (last - begin < 60 || !isAt(view, last - 1, last + 1, lineEnd) || !isAt(view, begin, end, ts)) return unsure
  peeked.stamp = begin + ts.length
  peeked.stampEnd = stampEnd(view, peeked.stamp, last)
  let at = peeked.stampEnd
  if (!isAt(view, at, last, levelKey)) return unsure
  at += levelKey.length
  const rank = levelAt(view, at, last)
  if (rank < 0) return unsure
  at += lengthOf(rank)
  if (!isAt(view, at, last, msg)) return unsure
  peeked.message = at + msg.length
  let key = behindText(view, peeked.message, last)
  if (isAt(view, key, last, contextKey)) key = behindTexts(view, key + contextKey.length, last)
  if (!isAt(view, key, last, loggerKey)) return unsure
  const name = key + loggerKey.length
  if (behindText(view, name, last + 1) !== last) return unsure
  let segment = name
  for (let one = name; one < last - 1; one++) {
    const byte = view.getUint8(one)
    if (byte === backslash) return unsure
    if (byte === dot) segment = one + 1
  }
  peeked.level = rank
  peeked.logger = wantedAt(view, segment, last - 1)
  let messageEnd = peeked.message
  // Only wanted records need the end of their message.
  if (peeked.logger !== undefined) {
    for (; messageEnd < key; messageEnd++) {
      const byte = view.getUint8(messageEnd)
      if (byte === quote || byte === backslash) break
    }
  }
  peeked.messageEnd = messageEnd
  peeked.whose = messageEnd
  peeked.whoseEnd = last
  return head
}

const [blank, quote, dot, backslash, brace, carriageReturn] = [0x20, 0x22, 0x2e, 0x5c, 0x7b, 0x0d]
const [ts, levelKey, msg, contextKey, loggerKey, lineEnd] = [
  wordsOf('{"ts":"'),
  wordsOf('","level":"'),
  wordsOf('","msg":"'),
  wordsOf(',"context":{'),
  wordsOf(',"logger":"'),
  wordsOf('"}'),
]
const stamp = shapeOf('0000-00-00T00:00:00.000Z')

/** The quote behind the stamp, which usually has this shape; a place before it if none is near, or if this is no JSON. */
function stampEnd(view: DataView, begin: number, end: number): number {
  if (hasShape(view, begin, end, stamp)) return begin + stamp.length
  let at = begin
  while (at < begin + 40 && at < end && isOfStamp(view.getUint8(at))) at++
  return at
}

const isOfStamp = (byte: number) => byte >= blank && byte !== quote && byte !== backslash

function wantedAt(view: DataView, begin: number, end: number): WantedLogger | undefined {
  const wanted = wantedByFirstByte[begin < end ? view.getUint8(begin) : 0]
  if (wanted === undefined) return undefined
  for (const one of wanted) if (isBetween(view, begin, end, one.name)) return one
  return undefined
}
