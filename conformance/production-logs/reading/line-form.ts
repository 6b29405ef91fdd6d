import { allBits, bitsOfDigit } from './byte-shape.ts'
import { bytesIn, textIn } from './words.ts'

/** A line that each epoch repeats, cut at what changes: texts, and what stands between them. The last one ends with the line feed. */
export type LineForm = readonly FormPart[]

export interface FormPart {
  readonly bytes: Uint8Array
  /** The bits of each byte that have to be the same. */
  readonly bits: Uint8Array
  /** What stands behind: the epoch, or one and a UUID, as in the name of a temporary file. */
  readonly behind: 'nothing' | 'epoch' | 'temporary'
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
export function formOf(view: DataView, { begin, stampEnd, message, messageEnd, end }: Parts): LineForm | undefined {
  const holes = holesIn(textIn(view, message, messageEnd))
  if (holes.length === 0) return undefined
  const line = bytesIn(view, begin, end)
  const bytes = Uint8Array.from([...line, lineFeed])
  const digitsOfStamp = stampEnd - begin
  const bits = bytes.map((byte, at) => (at < digitsOfStamp && isDigit(byte) ? bitsOfDigit : allBits))
  let from = 0
  const parts: FormPart[] = []
  for (const hole of holes) {
    const to = message - begin + hole.from
    parts.push({ bytes: bytes.slice(from, to), bits: bits.slice(from, to), behind: hole.of })
    from = message - begin + hole.to
  }
  return [...parts, { bytes: bytes.slice(from), bits: bits.slice(from), behind: 'nothing' }]
}

const repeatedMessages = [
  /^(?:Writer for partition \d+ in epoch |New epoch )(?<epoch>\d+)/d,
  /^Writing atomically to (.*\/)(?<epoch>\d+) using temp file \1\.(?<temporary>\d+\.[\da-f-]{36})\.tmp$/ds,
  /^Renamed temp file (.*\/)\.(?<temporary>\d+\.[\da-f-]{36})\.tmp to \1(?<epoch>\d+)$/ds,
]

/** What changes in the message, in ascending order. */
function holesIn(
  message: string,
): readonly { readonly of: 'epoch' | 'temporary'; readonly from: number; readonly to: number }[] {
  const places = repeatedMessages.map((one) => one.exec(message)?.indices?.groups).find((one) => one !== undefined)
  return (['epoch', 'temporary'] as const)
    .flatMap((of) => {
      const [from, to] = places?.[of] ?? []
      return from === undefined || to === undefined ? [] : [{ of, from, to }]
    })
    .toSorted((one, other) => one.from - other.from)
}

const isDigit = (byte: number) => byte >= 0x30 && byte <= 0x39
const lineFeed = 0x0a
