/**
 * Numbers plain data: two values get the same number only if they are equal, whatever the insertion order of their fields, maps
 * and sets. Each part is visited once and identified by the numbers of its own parts (hash consing; Ershov 1958). So the parts
 * that a state shares with an earlier one cost nothing.
 */
export function interner(): (value: unknown) => number {
  const numbers = new Map<string, number>()
  const known = new WeakMap<object, number>()

  const numberOfText = (text: string): number => {
    const found = numbers.get(text)
    if (found !== undefined) return found
    numbers.set(text, numbers.size)
    return numbers.size - 1
  }
  const word = (value: unknown): string => {
    if (typeof value === 'object' && value !== null) return `#${numberOf(value)}`
    return typeof value === 'string' ? JSON.stringify(value) : String(value)
  }
  const numberOf = (value: object): number => {
    const found = known.get(value)
    if (found !== undefined) return found
    const number = numberOfText(describe(value))
    known.set(value, number)
    return number
  }
  const describe = (value: object): string => {
    // An emptied slot of a radix map equals one that was never filled.
    if (Array.isArray(value)) return `[${Array.from(value.slice(0, lengthOf(value)), word).join()}`
    if (value instanceof Map) return `m${sorted([...value].map(([key, one]) => `${word(key)}:${word(one)}`)).join()}`
    if (value instanceof Set) return `s${sorted([...value].map(word)).join()}`
    return `{${sorted(Object.entries(value).map(([key, one]) => `${key}:${word(one)}`)).join()}`
  }
  return (value) => numberOfText(word(value))
}

const lengthOf = (items: readonly unknown[]) => items.findLastIndex((item) => item !== undefined) + 1
const sorted = (words: string[]) => (words.length < 2 ? words : words.sort((one, other) => (one < other ? -1 : 1)))
