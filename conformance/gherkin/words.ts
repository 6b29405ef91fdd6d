import type { ErrorValue, PlainError } from '../../src/contract/values.ts'

// Small words that phrases are made of, each with its way there and back.

/** `"a", "b"`; nothing at all is `none`. */
export function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.map((item) => JSON.stringify(item)).join(', ')
}

/** The items of a `list`. */
export function itemsOf(text: string): readonly string[] {
  return text === 'none' ? [] : [...text.matchAll(quoted)].map((match) => unquote(match[0]))
}

/** `IllegalStateException "boom"`, or `InterruptedException` alone if it has no message. */
export function error(value: PlainError): string {
  return value.message === null ? value.type : `${value.type} ${JSON.stringify(value.message)}`
}

/** An error and its causes: `A "a", caused by B "b"`. */
export function errorWithCauses(value: ErrorValue): string {
  return value.cause === undefined ? error(value) : `${error(value)}, caused by ${errorWithCauses(value.cause)}`
}

/** The error that `error` wrote. */
export function errorOf(type: string, message: string | undefined): PlainError {
  return { type, message: message === undefined ? null : unquote(message) }
}

/** A quoted string, as JSON writes it. */
export const quoted = /"(?:[^"\\]|\\.)*"/g

/** What stands in the quotes. */
export function unquote(text: string): string {
  const value: unknown = JSON.parse(text)
  return String(value)
}

/** Source texts for expressions, each one group (an error: two). */
export const expr = {
  number: '(\\d+)',
  string: '("(?:[^"\\\\]|\\\\.)*")',
  list: '(none|"(?:[^"\\\\]|\\\\.)*"(?:, "(?:[^"\\\\]|\\\\.)*")*)',
  error: '([A-Za-z]\\w*)(?: ("(?:[^"\\\\]|\\\\.)*"))?',
} as const

/** An expression from a text in which `{number}`, `{string}`, `{list}` and `{error}` stand for their groups. */
export function expression(text: string): RegExp {
  const source = text.replaceAll(/\{(number|string|list|error)\}/g, (_, name: keyof typeof expr) => expr[name])
  return new RegExp(`^${source}$`)
}

/** The name of a class without its package. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Whether both hold the same strings, in whatever order. */
export function sameItems(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  if (one.every((item, index) => item === other[index])) return true
  const sorted = [...other].sort()
  return [...one].sort().every((item, index) => item === sorted[index])
}
