/**
 * A persistent map from whole numbers (0 … 2^53 − 1) to values: `set` gives a new map and leaves the old one as it was.
 *
 * A radix tree, 32 children a node: a change copies one path, so it costs about the same at ten entries as at ten
 * thousand, and the whole of what is below a key can be dropped without visiting it. (Bagwell, Ideal Hash Trees, 2001;
 * on the key itself instead of a hash, which keeps the keys in order.)
 */
export interface IntMap<V> extends Node<V> {
  /** All keys are less than this power of 32: a child of the map is found by the key's digit of the weight reach / 32. */
  readonly reach: number
}

interface Node<V> {
  readonly size: number
  /** Of the least weight: the values. Of a higher one: the nodes of the next lower weight. */
  readonly slots: readonly (Node<V> | V | undefined)[]
}

const RADIX = 32
const none: IntMap<never> = { size: 0, reach: RADIX, slots: [] }

/** A map with nothing in it. */
export function emptyIntMap<V>(): IntMap<V> {
  return none
}

/** The value at `key`, or undefined. */
export function get<V>(map: IntMap<V>, key: number): V | undefined {
  if (key >= map.reach) return undefined
  if (map.reach === RADIX) return map.slots[key] as V | undefined
  let slot: Node<V> | V | undefined = map
  for (let weight = map.reach / RADIX; weight >= 1 && slot !== undefined; weight /= RADIX) {
    slot = (slot as Node<V>).slots[digit(key, weight)]
  }
  return slot as V | undefined
}

/** Whether there is a value at `key`. */
export function has<V>(map: IntMap<V>, key: number): boolean {
  return get(map, key) !== undefined
}

/** The map with `value` (not undefined) at `key`. */
export function set<V>(map: IntMap<V>, key: number, value: V): IntMap<V> {
  let { reach } = map
  let root: Node<V> = map
  for (; key >= reach; reach *= RADIX) {
    if (map.size > 0) root = { size: map.size, slots: [root] }
  }
  const { size, slots } = setBelow(root, key, reach / RADIX, value)
  return { size, reach, slots }
}

/** The map without `key`. */
export function remove<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (!has(map, key)) return map
  const rest = removeBelow(map, key, map.reach / RADIX)
  return rest === undefined ? none : { size: rest.size, reach: map.reach, slots: rest.slots }
}

/** The map without the keys that are less than `key`. */
export function dropBelow<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (map.size === 0 || key <= 0) return map
  if (key >= map.reach) return none
  const rest = dropUnder(map, key, map.reach / RADIX)
  return rest === undefined ? none : { size: rest.size, reach: map.reach, slots: rest.slots }
}

/** The values, by ascending key. */
export function values<V>(map: IntMap<V>): readonly V[] {
  return valuesBelow(map, map.reach / RADIX)
}

/** The keys, ascending. */
export function keys<V>(map: IntMap<V>): readonly number[] {
  return keysBelow(map, map.reach / RADIX, 0)
}

const digit = (key: number, weight: number) => Math.floor(key / weight) % RADIX

function setBelow<V>(node: Node<V> | undefined, key: number, weight: number, value: V): Node<V> {
  const slot = digit(key, weight)
  const slots = node === undefined ? [] : node.slots.slice()
  const before = slots[slot]
  const size = node?.size ?? 0
  if (weight === 1) {
    slots[slot] = value
    return { size: before === undefined ? size + 1 : size, slots }
  }
  const child = before as Node<V> | undefined
  const next = setBelow(child, key, weight / RADIX, value)
  slots[slot] = next
  return { size: size + next.size - (child?.size ?? 0), slots }
}

function removeBelow<V>(node: Node<V>, key: number, weight: number): Node<V> | undefined {
  if (node.size === 1) return undefined
  const slot = digit(key, weight)
  const slots = node.slots.slice()
  slots[slot] = weight === 1 ? undefined : removeBelow(slots[slot] as Node<V>, key, weight / RADIX)
  return { size: node.size - 1, slots }
}

function dropUnder<V>(node: Node<V>, key: number, weight: number): Node<V> | undefined {
  const slot = digit(key, weight)
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

function valuesBelow<V>(node: Node<V>, weight: number): readonly V[] {
  const present = node.slots.filter((child) => child !== undefined)
  return weight === 1 ? (present as V[]) : present.flatMap((child) => valuesBelow(child as Node<V>, weight / RADIX))
}

function keysBelow<V>(node: Node<V>, weight: number, first: number): readonly number[] {
  return node.slots.flatMap((child, index) => {
    if (child === undefined) return []
    const key = first + index * weight
    return weight === 1 ? [key] : keysBelow(child as Node<V>, weight / RADIX, key)
  })
}
