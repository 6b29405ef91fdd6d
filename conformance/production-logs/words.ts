/** A text to be found in bytes. It is compared in words of four bytes, the last of which may overlap the one before. */
export interface Words {
  readonly length: number
  /** None of a text that is shorter than a word. */
  readonly words: Uint32Array
  readonly bytes: Uint8Array
}

/** @param text its bytes, or the text itself, which is ASCII */
export function wordsOf(text: string | Uint8Array): Words {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : Uint8Array.from(text)
  const { length } = bytes
  const view = new DataView(bytes.buffer)
  const count = length < 4 ? 0 : Math.ceil(length / 4)
  const words = Uint32Array.from({ length: count }, (_, at) => view.getUint32(Math.min(4 * at, length - 4), true))
  return { length, words, bytes }
}

/** Whether the text stands at this place, and before the end. */
export function isAt(view: DataView, at: number, end: number, { length, words, bytes }: Words): boolean {
  if (at < 0 || at + length > end) return false
  const last = words.length - 1
  if (last < 0) {
    for (let offset = 0; offset < length; offset++) if (view.getUint8(at + offset) !== bytes[offset]) return false
    return true
  }
  // Texts that are easily confused, such as paths of two queries, differ at their ends.
  if (view.getUint32(at + length - 4, true) !== words[last]) return false
  for (let word = 0; word < last; word++) if (view.getUint32(at + 4 * word, true) !== words[word]) return false
  return true
}

/** Whether exactly this text stands there. */
export const isBetween = (view: DataView, begin: number, end: number, text: Words): boolean =>
  end - begin === text.length && isAt(view, begin, end, text)

/** Whether this byte stands anywhere there. Looks at four of them at once. */
export function hasByte(view: DataView, begin: number, end: number, byte: number): boolean {
  const everywhere = byte * 0x01010101
  let at = begin
  for (; at + 4 <= end; at += 4) {
    const differences = view.getInt32(at, true) ^ everywhere
    // Nonzero if a byte of the differences is zero.
    if (((differences - 0x01010101) & ~differences & 0x80808080) !== 0) return true
  }
  for (; at < end; at++) if (view.getUint8(at) === byte) return true
  return false
}

/** The bytes themselves, not a copy. */
export const bytesIn = ({ buffer, byteOffset }: DataView, begin: number, end: number): Uint8Array =>
  new Uint8Array(buffer, byteOffset + begin, end - begin)
