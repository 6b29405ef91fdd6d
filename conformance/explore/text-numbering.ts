import { interner } from './interner.ts'
import type { Numbering } from './numbering.ts'

/** Numbers situations of any role: exact, but slower than a packed key. Partitions are distinguished. */
export function textNumbering(): Numbering {
  const numbers = new Map<string, number>()
  const intern = interner()
  return {
    get size() {
      return numbers.size
    },
    symmetric: false,
    numberOf(env, history, state) {
      const key = `${intern(env)} ${intern(history)} ${intern(state)}`
      const known = numbers.get(key)
      if (known !== undefined) return known
      numbers.set(key, numbers.size)
      return numbers.size - 1
    },
  }
}

/** Plain data as text, the same for equal data, whatever the insertion order of fields, maps and sets. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (part instanceof Map) return { map: sortedTexts([...part]) }
    if (part instanceof Set) return { set: sortedTexts([...part]) }
    if (part === undefined) return 'undefined'
    // An emptied slot of a radix map equals one that was never filled.
    if (Array.isArray(part)) return part.slice(0, part.findLastIndex((item) => item !== undefined) + 1)
    if (part === null || typeof part !== 'object') return part
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
  })
}

const sortedTexts = (parts: readonly unknown[]) => parts.map(textOf).sort((one, other) => (one < other ? -1 : 1))
