/** States by exact keys: the first key is number 0, and a key that was there before keeps its number. */
export interface Visited {
  readonly size: number
  /** The number of the key; a new one is `size - 1` afterwards. */
  add(key: Uint32Array): number
}

/**
 * A hash table of keys of `width` 32-bit words each, for fewer than 2^31 states. The keys themselves are kept and
 * compared, so two states are never taken for one. Open addressing with linear probes; a slot holds the key and, behind it,
 * its number plus one (0: free), so that a look-up touches one line of the cache.
 */
export function packedVisited(width: number): Visited {
  const stride = width + 1
  let slots = 1 << 12
  let table = new Uint32Array(slots * stride)
  let size = 0

  const grow = () => {
    const old = table
    slots *= 2
    table = new Uint32Array(slots * stride)
    for (let from = 0; from < old.length; from += stride) {
      if (old[from + width] !== 0) table.set(old.subarray(from, from + stride), freeSlot(old, from))
    }
  }
  const freeSlot = (key: Uint32Array, from: number): number => {
    let slot = hash(key, from, width) & (slots - 1)
    while (table[slot * stride + width] !== 0) slot = (slot + 1) & (slots - 1)
    return slot * stride
  }

  return {
    get size() {
      return size
    },
    add(key) {
      let slot = hash(key, 0, width) & (slots - 1)
      for (;;) {
        const at = slot * stride
        const number = table[at + width] as number
        if (number === 0) {
          for (let word = 0; word < width; word++) table[at + word] = key[word] as number
          table[at + width] = ++size
          if (size * 2 > slots) grow()
          return size - 1
        }
        let word = 0
        while (word < width && table[at + word] === key[word]) word++
        if (word === width) return number - 1
        slot = (slot + 1) & (slots - 1)
      }
    },
  }
}

/** Multiply and shift, word by word, with the constants of MurmurHash3's finalizer (Appleby, public domain). */
function hash(words: Uint32Array, from: number, width: number): number {
  let mixed = 0x9e3779b9
  for (let word = from; word < from + width; word++) {
    mixed = Math.imul(mixed ^ (words[word] as number), 0x85ebca6b)
    mixed ^= mixed >>> 13
    mixed = Math.imul(mixed, 0xc2b2ae35)
    mixed ^= mixed >>> 16
  }
  return mixed
}
