import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dropBelow, emptyIntMap, get, has, type IntMap, keys, remove, set, values } from './int-map.ts'

const key = fc.oneof(fc.nat(100), fc.nat(40_000), fc.integer({ min: 2 ** 31 - 5, max: 2 ** 31 + 5 }), fc.maxSafeNat())
const change = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key, value: fc.string() }),
  fc.record({ kind: fc.constant('remove' as const), key }),
  fc.record({ kind: fc.constant('dropBelow' as const), key }),
)

const sorted = (map: ReadonlyMap<number, string>) => [...map].sort(([a], [b]) => a - b).map(([, value]) => value)

test('does what a Map does, and never changes a map that was given away (seed 20261122)', () => {
  fc.assert(
    fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
      const expected = new Map<number, string>()
      const snapshots: { readonly map: IntMap<string>; readonly values: readonly string[] }[] = []
      let map = emptyIntMap<string>()
      for (const change of changes) {
        if (change.kind === 'set') {
          expected.set(change.key, change.value)
          map = set(map, change.key, change.value)
        } else if (change.kind === 'remove') {
          expected.delete(change.key)
          map = remove(map, change.key)
        } else {
          for (const present of [...expected.keys()]) if (present < change.key) expected.delete(present)
          map = dropBelow(map, change.key)
        }
        snapshots.push({ map, values: sorted(expected) })
        expect(map.size).toBe(expected.size)
        expect(get(map, change.key)).toBe(expected.get(change.key))
        expect(has(map, change.key)).toBe(expected.has(change.key))
        expect(keys(map)).toEqual([...expected.keys()].sort((one, other) => one - other))
      }
      for (const snapshot of snapshots) expect(values(snapshot.map)).toEqual(snapshot.values)
    }),
    { seed: 20261122 },
  )
})
