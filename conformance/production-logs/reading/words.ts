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

/** Whether the bytes there are all of one word: no blank or control character among them, no quote and no backslash. */
export function isOneWord(view: DataView, begin: number, end: number): boolean {
  let at = begin
  for (; at + 4 <= end; at += 4) {
    const word = view.getInt32(at, true)
    const differences = word ^ 0x5c5c5c5c
    // The highest bit of a byte is set if it is below 0x23 or a backslash, and perhaps for a byte behind such a one.
    const odd = ((word - 0x23232323) & ~word) | ((differences - 0x01010101) & ~differences)
    if ((odd & 0x80808080) !== 0) return false
  }
  for (; at < end; at++) {
    const byte = view.getUint8(at)
    if (byte < 0x23 || byte === 0x5c) return false
  }
  return true
}

/** The bytes themselves, not a copy. */
export const bytesIn = ({ buffer, byteOffset }: DataView, begin: number, end: number): Uint8Array =>
  new Uint8Array(buffer, byteOffset + begin, end - begin)

/** A character per byte. */
export const textIn = ({ buffer, byteOffset }: DataView, begin: number, end: number): string =>
  Buffer.from(buffer, byteOffset + begin, end - begin).toString('latin1')
