import { hasShape, shapeOf } from './byte-shape.ts'

// Where the stamp of a head ends, -1 if none is there: as the regular expressions of `layout.ts` say it.

const [shortDate, isoDate, time, point, comma] = [
  shapeOf('00/00/00 00:00:00'),
  shapeOf('0000-00-00'),
  shapeOf('00:00:00'),
  shapeOf('.000'),
  shapeOf(',000'),
]
const [blank, letterT] = [0x20, 0x54]

/** `yy/MM/dd HH:mm:ss`, also with a fraction. */
export function shortDateEnd(view: DataView, at: number, end: number): number {
  return hasShape(view, at, end, shortDate) ? fractionEnd(view, at + shortDate.length, end) : -1
}

/** `yyyy-MM-dd HH:mm:ss`, also with a `T` for the blank, and up to 16 bytes behind it. */
export function isoDateEnd(view: DataView, at: number, end: number): number {
  if (!hasShape(view, at, end, isoDate) || !hasShape(view, at + 11, end, time)) return -1
  const between = view.getUint8(at + 10)
  if (between !== letterT && between !== blank) return -1
  let behind = at + 19
  while (behind < end && behind <= at + 35 && view.getUint8(behind) !== blank) behind++
  return behind > at + 35 ? -1 : behind
}

/** `HH:mm:ss` with a fraction. */
export function timeEnd(view: DataView, at: number, end: number): number {
  if (!hasShape(view, at, end, time)) return -1
  const behind = fractionEnd(view, at + time.length, end)
  return behind === at + time.length ? -1 : behind
}

const fractionEnd = (view: DataView, at: number, end: number): number =>
  hasShape(view, at, end, point) || hasShape(view, at, end, comma) ? at + point.length : at
