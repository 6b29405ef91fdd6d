/** The layout of numbers of several widths in 32-bit words: one after the other, none split across two words. */
export interface KeyLayout {
  /** The number of words. */
  readonly words: number
  /**
   * Writes the numbers into the words of a key from `at` on.
   *
   * @throws Error if one of them does not fit
   */
  write(numbers: Uint32Array, key: Uint32Array, at: number): void
}

/** The layout of numbers with these widths in bits, each at most 31. */
export function keyLayout(widths: readonly number[]): KeyLayout {
  const bits = Uint8Array.from(widths)
  const write = (numbers: Uint32Array, key: Uint32Array, at: number): number => {
    let into = at
    let word = 0
    let free = 32
    let over = 0
    for (let field = 0; field < bits.length; field++) {
      const width = bits[field] as number
      const number = numbers[field] as number
      over |= number >>> width
      if (width > free) {
        key[into++] = word
        word = 0
        free = 32
      }
      free -= width
      word |= number << free
    }
    key[into++] = word
    if (over !== 0) throw new Error(`key: a number does not fit: ${Array.from(numbers)} (widths in bits: ${widths})`)
    return into - at
  }
  return {
    words: write(new Uint32Array(widths.length), new Uint32Array(widths.length + 1), 0),
    write,
  }
}

/** How many bits hold the numbers from 0 to `most`. */
export const bitsFor = (most: number): number => Math.max(1, Math.ceil(Math.log2(most + 1)))
