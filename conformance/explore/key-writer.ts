/** Writes small numbers one behind the other into 32-bit words. */
export interface KeyWriter {
  readonly words: Uint32Array
  /** Begins anew. */
  reset(): void
  /** @throws Error if the number does not fit, or there is no room left */
  put(number: number, bits: number): void
}

/** A writer of keys of `bits` bits; each number is at most 31 bits wide. */
export function keyWriter(bits: number): KeyWriter {
  const words = new Uint32Array(Math.max(1, Math.ceil(bits / 32)))
  let word = 0
  let free = 32
  return {
    words,
    reset() {
      words.fill(0)
      word = 0
      free = 32
    },
    put(number, width) {
      if (number >>> width !== 0) throw new Error(`${number} does not fit in ${width} bits`)
      if (width <= free) {
        free -= width
        words[word] = (words[word] as number) | (number << free)
        return
      }
      const over = width - free
      words[word] = (words[word] as number) | (number >>> over)
      word++
      if (word >= words.length) throw new Error('the key is full')
      free = 32 - over
      words[word] = number << free
    },
  }
}

/** How many bits hold the numbers from 0 to `most`. */
export const bitsFor = (most: number): number => Math.max(1, Math.ceil(Math.log2(most + 1)))
