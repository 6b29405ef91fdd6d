/**
 * A persistent map from whole numbers (0 … 2^53 − 1) to values: `set` gives a new map and leaves the old one as it was.
 *
 * A radix tree with 32 children per node. A change copies one path, so it costs about the same with ten entries as with ten
 * thousand. All keys below a key can be dropped without a visit. (Bagwell, Ideal Hash Trees, 2001; here on the key itself
 * instead of a hash, which keeps the keys in order.)
 */
export interface IntMap<V> {
  readonly size: number
  /** All keys are less than this power of 32. The digit of weight reach / 32 gives the slot of a key. */
  readonly reach: number
  /** In a map of the least reach: values. In all others: maps of the next lower reach. */
  readonly slots: readonly (IntMap<V> | V | undefined)[]
}

const RADIX = 32
const none: IntMap<never> = { size: 0, reach: RADIX, slots: [] }

/** The empty map. */
export function emptyIntMap<V>(): IntMap<V> {
  return none
}

/** The value at `key`, or undefined. */
export function get<V>(map: IntMap<V>, key: number): V | undefined {
  if (key >= map.reach) return undefined
  if (map.reach === RADIX) return map.slots[key] as V | undefined
  let slot: IntMap<V> | V | undefined = map
  for (let weight = map.reach / RADIX; weight >= 1 && slot !== undefined; weight /= RADIX) {
    slot = (slot as IntMap<V>).slots[digit(key, weight)]
  }
  return slot as V | undefined
}

/** Whether there is a value at `key`. */
export function has<V>(map: IntMap<V>, key: number): boolean {
  return get(map, key) !== undefined
}

/** The map with `value` (not undefined) at `key`. */
export function set<V>(map: IntMap<V>, key: number, value: V): IntMap<V> {
  let root = map
  while (key >= root.reach) {
    root = { size: root.size, reach: root.reach * RADIX, slots: root.size > 0 ? [root] : [] }
  }
  return setBelow(root, root.reach, key, value)
}

/** The map without `key`. */
export function remove<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (!has(map, key)) return map
  return removeBelow(map, key) ?? none
}

/** The map without the keys that are less than `key`. */
export function dropBelow<V>(map: IntMap<V>, key: number): IntMap<V> {
  if (map.size === 0 || key <= 0) return map
  if (key >= map.reach) return none
  return dropUnder(map, key) ?? none
}

/** The values, by ascending key. */
export function values<V>(map: IntMap<V>): readonly V[] {
  const present = map.slots.filter((child) => child !== undefined)
  return map.reach === RADIX ? (present as V[]) : present.flatMap((child) => values(child as IntMap<V>))
}

/** The keys, ascending. */
export function keys<V>(map: IntMap<V>): readonly number[] {
  return keysBelow(map, 0)
}

const digit = (key: number, weight: number) => Math.floor(key / weight) % RADIX

function setBelow<V>(map: IntMap<V> | undefined, reach: number, key: number, value: V): IntMap<V> {
  const weight = reach / RADIX
  const slot = digit(key, weight)
  const slots = copy(map?.slots ?? [], slot + 1)
  const before = slots[slot]
  const size = map?.size ?? 0
  if (weight === 1) {
    slots[slot] = value
    return { size: before === undefined ? size + 1 : size, reach, slots }
  }
  const child = before as IntMap<V> | undefined
  const next = setBelow(child, weight, key, value)
  slots[slot] = next
  return { size: size + next.size - (child?.size ?? 0), reach, slots }
}

/** A copy with room for `least` slots: an array that grows by itself takes room for many more. */
function copy<T>(slots: readonly T[], least: number): (T | undefined)[] {
  const copied = new Array<T | undefined>(Math.max(slots.length, least))
  for (let slot = 0; slot < slots.length; slot++) copied[slot] = slots[slot]
  return copied
}

function removeBelow<V>({ size, reach, slots: before }: IntMap<V>, key: number): IntMap<V> | undefined {
  if (size === 1) return undefined
  const slot = digit(key, reach / RADIX)
  const slots = before.slice()
  slots[slot] = reach === RADIX ? undefined : removeBelow(slots[slot] as IntMap<V>, key)
  return { size: size - 1, reach, slots }
}

function dropUnder<V>({ reach, slots: before }: IntMap<V>, key: number): IntMap<V> | undefined {
  const slot = digit(key, reach / RADIX)
  const slots = before.map((child, index) => (index < slot ? undefined : child))
  if (reach > RADIX) {
    const child = slots[slot] as IntMap<V> | undefined
    slots[slot] = child && dropUnder(child, key)
  }
  const size = slots.reduce<number>((sum, child) => {
    if (child === undefined) return sum
    return sum + (reach === RADIX ? 1 : (child as IntMap<V>).size)
  }, 0)
  return size === 0 ? undefined : { size, reach, slots }
}

function keysBelow<V>({ reach, slots }: IntMap<V>, first: number): readonly number[] {
  return slots.flatMap((child, index) => {
    if (child === undefined) return []
    const key = first + (index * reach) / RADIX
    return reach === RADIX ? [key] : keysBelow(child as IntMap<V>, key)
  })
}
