import { type ByteShape, hasShape, shapeOf } from './byte-shape.ts'
import { bytesIn, isAt, isOneWord, textIn, type Words, wordsOf } from './words.ts'
import { digitAt, mostDigits } from './writer-line.ts'

/** A line that each epoch repeats, cut at what changes, with what it shows. */
export interface LineForm<T> {
  readonly shown: T
  /** The bytes up to the end of the stamp, whose digits change. */
  readonly stamp: ByteShape
  readonly text: Words
  readonly holes: readonly { readonly isEpoch: boolean; readonly behind: Words }[]
  /** The forms that followed it last. */
  next: LineForm<T> | undefined
  nextButOne: LineForm<T> | undefined
}

/**
 * Foresees lines. A log in the middle of its epochs says the same over and over, mostly in the same order: so a line is first held
 * against the one that followed the last time.
 */
export interface ExpectedLines<T> {
  /**
   * Where the line ends that begins there, if it was foreseen. Otherwise -1. So nobody has to look for its end. At the end of a chunk
   * no line is foreseen.
   */
  readonly find: (view: DataView, begin: number, limit: number) => number
  /** The epoch of the line that was foreseen. */
  readonly epoch: () => number
  readonly last: () => T | undefined
  /** A line that was not foreseen is expected where it came now. `make` cuts it, if it is the first of its key. */
  readonly came: (key: number, make: () => LineForm<T> | undefined) => void
}

/** More forms are not remembered at once. */
const mostForms = 10_000

export function createExpectedLines<T>(): ExpectedLines<T> {
  const byKey = new Map<number, LineForm<T>>()
  let last: LineForm<T> | undefined
  let epoch = -1
  /** Where a line of this form ends; -1 if there is none. */
  const endOf = ({ stamp, text, holes }: LineForm<T>, view: DataView, begin: number, limit: number): number => {
    let at = begin + stamp.length
    // Most lines that are not foreseen differ in the last word of the text already.
    if (!isAt(view, at, limit, text) || !hasShape(view, begin, limit, stamp)) return -1
    at += text.length
    for (const { isEpoch, behind } of holes) {
      const digits = at
      let number = 0
      for (let digit = digitAt(view, at, limit); digit >= 0; digit = digitAt(view, ++at, limit))
        number = number * 10 + digit
      if (at === digits || at > digits + mostDigits) return -1
      if (isEpoch) epoch = number
      else {
        if (at + behindEpoch > limit || !isOneWord(view, at, at + behindEpoch)) return -1
        at += behindEpoch
      }
      if (!isAt(view, at, limit, behind)) return -1
      at += behind.length
    }
    return at < limit && view.getUint8(at) === lineFeed ? at : -1
  }
  return {
    epoch: () => epoch,
    find(view, begin, limit) {
      if (last?.next === undefined) return -1
      const { next, nextButOne } = last
      const end = endOf(next, view, begin, limit)
      if (end >= 0) {
        last = next
        return end
      }
      const other = nextButOne === undefined ? -1 : endOf(nextButOne, view, begin, limit)
      if (other < 0) return -1
      last.next = nextButOne
      last.nextButOne = next
      last = nextButOne
      return other
    },
    last: () => last?.shown,
    came(key, make) {
      if (byKey.size >= mostForms) byKey.clear()
      let form = byKey.get(key)
      if (form === undefined) {
        form = make()
        if (form === undefined) return
        byKey.set(key, form)
      }
      if (last !== undefined && last.next !== form) {
        last.nextButOne = last.next
        last.next = form
      }
      last = form
    },
  }
}

/** Where the parts of a line lie in its bytes. */
interface Parts {
  readonly begin: number
  readonly stampEnd: number
  readonly message: number
  readonly messageEnd: number
  readonly end: number
}

/** Cuts a line at what changes. Undefined: its message is none that each epoch repeats, or has another temporary name. */
export function formOf<T>(view: DataView, { begin, stampEnd, message, messageEnd, end }: Parts, shown: T) {
  const holes = holesIn(textIn(view, message, messageEnd)).map((hole) => ({
    isEpoch: hole.isEpoch,
    from: message + hole.from,
    to: message + hole.to,
  }))
  const [first] = holes
  if (first === undefined) return undefined
  const between = (from: number, to: number) => wordsOf(bytesIn(view, from, to))
  const form: LineForm<T> = {
    shown,
    stamp: shapeOf(textIn(view, begin, stampEnd).replaceAll(/\d/g, '0')),
    text: between(stampEnd, first.from),
    holes: holes.map(({ isEpoch, to }, at) => ({ isEpoch, behind: between(to, holes[at + 1]?.from ?? end) })),
    next: undefined,
    nextButOne: undefined,
  }
  return form
}

const repeatedMessages = [
  /^(?:Writer for partition \d+ in epoch |New epoch )(?<epoch>\d+)/d,
  /^Writing atomically to (.*\/)(?<epoch>\d+) using temp file \1\.(?<temporary>\d+\.[\da-f-]{36})\.tmp$/ds,
  /^Renamed temp file (.*\/)\.(?<temporary>\d+\.[\da-f-]{36})\.tmp to \1(?<epoch>\d+)$/ds,
]

/** What changes in the message: its epoch, and the epoch and the UUID in the name of a temporary file. In ascending order. */
function holesIn(
  message: string,
): readonly { readonly isEpoch: boolean; readonly from: number; readonly to: number }[] {
  const places = repeatedMessages.map((one) => one.exec(message)?.indices?.groups).find((one) => one !== undefined)
  return ['epoch', 'temporary']
    .flatMap((name) => {
      const [from, to] = places?.[name] ?? []
      return from === undefined || to === undefined ? [] : [{ isEpoch: name === 'epoch', from, to }]
    })
    .toSorted((one, other) => one.from - other.from)
}

/** What stands behind the epoch in a temporary name: a dot and a UUID. */
const behindEpoch = 37
const lineFeed = 10
