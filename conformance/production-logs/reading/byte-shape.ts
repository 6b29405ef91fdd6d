/** A text of fixed length in which `0` stands for any digit, in words of four bytes, the last of which may overlap the one before. */
export interface ByteShape {
  readonly length: number
  readonly words: Int32Array
  /** The bits of each word that have to be the same. */
  readonly masks: Int32Array
}

/**
 * The bits that have to be the same: of any digit those that all characters from `0` to `?` share. That is the class of digits in
 * `layout.ts`, which takes one comparison for all digits of a word.
 */
export const [bitsOfDigit, allBits] = [0xf0, 0xff]

/** Of each byte of a text in which `0` stands for any digit. */
export const bitsOf = (bytes: Uint8Array): Uint8Array => bytes.map((byte) => (byte === 0x30 ? bitsOfDigit : allBits))

/** @param text at least four characters of ASCII */
export function shapeOf(text: string): ByteShape {
  const bytes = new TextEncoder().encode(text)
  const bits = bitsOf(bytes)
  const [ofBytes, ofBits] = [new DataView(bytes.buffer), new DataView(bits.buffer)]
  const count = Math.ceil(bytes.length / 4)
  const wordAt = (view: DataView) => (_: unknown, at: number) => view.getInt32(Math.min(4 * at, bytes.length - 4), true)
  return {
    length: bytes.length,
    words: Int32Array.from({ length: count }, wordAt(ofBytes)),
    masks: Int32Array.from({ length: count }, wordAt(ofBits)),
  }
}

/** Whether the bytes there have this shape, before the end. */
export function hasShape(view: DataView, at: number, end: number, { length, words, masks }: ByteShape): boolean {
  if (at + length > end) return false
  const last = words.length - 1
  let difference = differenceAt(view, at + length - 4, words[last] ?? 0, masks[last] ?? 0)
  for (let word = 0; word < last; word++)
    difference |= differenceAt(view, at + 4 * word, words[word] ?? 0, masks[word] ?? 0)
  return difference === 0
}

/** 0 if the four bytes are those of the word, where the mask has bits. */
export const differenceAt = (view: DataView, at: number, word: number, mask: number): number =>
  (view.getInt32(at, true) ^ word) & mask
