/**
 * A persistent map from whole numbers (0 … 2^53 − 1) to values: `set` gives a new map and leaves the old one as it was.
 *
 * A radix tree, 32 children a node: a change copies one path, so it costs about the same at ten entries as at ten
 * thousand, and the whole of what is below a key can be dropped without visiting it. (Bagwell, Ideal Hash Trees, 2001;
 * on the key itself instead of a hash, which keeps the keys in order.)
 */
export interface IntMap<V> {
  readonly size: number
  /** How many base-32 digits the keys have at the most. */
  readonly digits: number
  readonly root: Node<V> | undefined
}

interface Node<V> {
  readonly size: number
  readonly slots: readonly (Node<V> | V | undefined)[]
}

const RADIX = 32
const none: IntMap<never> = { size: 0, digits: 1, root: undefined }

/** A map with nothing in it. */
export function emptyIntMap<V>(): IntMap<V> {
  return none
}

/** The value at `key`, or undefined. */
export function get<V>(map: IntMap<V>, key: number): V | undefined {
  if (key >= RADIX ** map.digits) return undefined
  let slot: Node<V> | V | undefined = map.root
  for (let weight = RADIX ** (map.digits - 1); weight >= 1 && slot !== undefined; weight /= RADIX) {
    slot = (slot as Node<V>).slots[Math.floor(key / weight) % RADIX]
  }
  return slot as V | undefined
}

/** Whether there is a value at `key`. */
export function has<V>(map: IntMap<V>, key: number): boolean {
  return get(map, key) !== undefined
}

/** The map with `value` (not undefined) at `key`. */
export function set<V>(map: IntMap<V>, key: number, value: V): IntMap<V> {
  let { digits, root } = map
  while (key >= RADIX ** digits) {
    digits++
    root = root && { size: root.size, slots: [root] }
  }
  const next = setBelow(root, key, RADIX ** (digits - 1), value)
  return { size: next.size, digits, root: next }
}

/** The map without `key`. */
export function remove<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (!has(map, key)) return map
  const root = removeBelow(map.root as Node<V>, key, RADIX ** (map.digits - 1))
  return { size: map.size - 1, digits: map.digits, root }
}

/** The map without the keys that are less than `key`. */
export function dropBelow<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (map.root === undefined || key <= 0) return map
  if (key >= RADIX ** map.digits) return none
  const root = dropUnder(map.root, key, RADIX ** (map.digits - 1))
  return root === undefined ? none : { size: root.size, digits: map.digits, root }
}

/** The values, by ascending key. */
export function values<V>(map: IntMap<V>): readonly V[] {
  return map.root === undefined ? [] : valuesBelow(map.root, map.digits)
}

function setBelow<V>(node: Node<V> | undefined, key: number, weight: number, value: V): Node<V> {
  const slot = Math.floor(key / weight) % RADIX
  const slots = node === undefined ? [] : node.slots.slice()
  const before = slots[slot]
  const size = node?.size ?? 0
  if (weight === 1) {
    slots[slot] = value
    return { size: size + (before === undefined ? 1 : 0), slots }
  }
  const child = before as Node<V> | undefined
  const next = setBelow(child, key, weight / RADIX, value)
  slots[slot] = next
  return { size: size + next.size - (child?.size ?? 0), slots }
}

function removeBelow<V>(node: Node<V>, key: number, weight: number): Node<V> | undefined {
  if (node.size === 1) return undefined
  const slot = Math.floor(key / weight) % RADIX
  const slots = node.slots.slice()
  slots[slot] = weight === 1 ? undefined : removeBelow(slots[slot] as Node<V>, key, weight / RADIX)
  return { size: node.size - 1, slots }
}

function dropUnder<V>(node: Node<V>, key: number, weight: number): Node<V> | undefined {
  const slot = Math.floor(key / weight) % RADIX
  const slots = node.slots.map((child, index) => (index < slot ? undefined : child))
  if (weight > 1) {
    const child = slots[slot] as Node<V> | undefined
    slots[slot] = child && dropUnder(child, key, weight / RADIX)
  }
  const size = slots.reduce<number>((sum, child) => {
    if (child === undefined) return sum
    return sum + (weight === 1 ? 1 : (child as Node<V>).size)
  }, 0)
  return size === 0 ? undefined : { size, slots }
}

function valuesBelow<V>(node: Node<V>, digits: number): readonly V[] {
  const present = node.slots.filter((child) => child !== undefined)
  return digits === 1 ? (present as V[]) : present.flatMap((child) => valuesBelow(child as Node<V>, digits - 1))
}
