/** Numbers states by exact keys: the first key gets number 0, and a known key keeps its number. */
export interface Visited {
  readonly size: number
  /** Writes the numbers of the `count` consecutive keys in `keys` to `numbers`; new keys are numbered from `size` on. */
  add(keys: Uint32Array, count: number, numbers: Uint32Array): void
}

/**
 * A hash table of keys of `width` 32-bit words each, for fewer than 2^31 states. It keeps and compares the whole keys, so two
 * states are never confused. Open addressing with linear probes; a slot holds the key and then its number plus one (0: empty),
 * so that a look-up touches one cache line.
 */
export function packedVisited(width: number): Visited {
  const stride = width + 1
  let slots = 1 << 14
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
  const numberOf = (keys: Uint32Array, from: number, hashed: number): number => {
    for (let slot = hashed; ; slot = (slot + 1) & (slots - 1)) {
      const at = slot * stride
      const number = table[at + width] as number
      if (number === 0) {
        for (let word = 0; word < width; word++) table[at + word] = keys[from + word] as number
        table[at + width] = ++size
        return size - 1
      }
      let word = 0
      while (word < width && table[at + word] === keys[from + word]) word++
      if (word === width) return number - 1
    }
  }

  return {
    get size() {
      return size
    },
    add(keys, count, numbers) {
      while ((size + count) * 2 > slots) grow()
      // A large table misses the cache: all slots are loaded at once, before the first one is needed.
      for (let nth = 0; nth < count; nth++) numbers[nth] = hash(keys, nth * width, width) & (slots - 1)
      let asked = 0
      for (let nth = 0; nth < count; nth++) asked |= table[(numbers[nth] as number) * stride + width] as number
      if (asked < 0) throw new Error('search: too many states (fewer than 2^31 are supported)')
      for (let nth = 0; nth < count; nth++) numbers[nth] = numberOf(keys, nth * width, numbers[nth] as number)
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
