import type { ErrorValue, PlainError } from '../../src/contract/values.ts'
import { quote, visible } from '../visible.ts'

// The parts that phrases have in common, each with a function that writes it and one that reads it.

/** The items as text: `"a", "b"`, or `none` for no items. */
export function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.map(quote).join(', ')
}

/** The items that `list` wrote. */
export function itemsOf(text: string): readonly string[] {
  return text === 'none' ? [] : [...text.matchAll(quoted)].map((match) => unquote(match[0]))
}

/** The error as text: `IllegalStateException "boom"`, or its type alone if it has no message. */
export function error(value: PlainError): string {
  const type = visible(value.type)
  return value.message === null ? type : `${type} ${quote(value.message)}`
}

/** The error and its causes as text: `A "a", caused by B "b"`. */
export function errorWithCauses(value: ErrorValue): string {
  return value.cause === undefined ? error(value) : `${error(value)}, caused by ${errorWithCauses(value.cause)}`
}

/** The error that `error` wrote. */
export function errorOf(type: string, message: string | undefined): PlainError {
  return { type, message: message === undefined ? null : unquote(message) }
}

/** `1 task`, `2 tasks`. The plural is the singular with an s, if it is not given. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`
}

/** A quoted string, as JSON writes it. */
export const quoted = /"(?:[^"\\]|\\.)*"/g

/** The text between the quotes. */
export function unquote(text: string): string {
  const value: unknown = JSON.parse(text)
  return String(value)
}

/** Sources of regular expressions, each with one group; `error` has two. */
export const expr = {
  number: '(\\d+)',
  int: '(-?\\d+)',
  string: '("(?:[^"\\\\]|\\\\.)*")',
  list: '(none|"(?:[^"\\\\]|\\\\.)*"(?:, "(?:[^"\\\\]|\\\\.)*")*)',
  error: '([A-Za-z]\\w*)(?: ("(?:[^"\\\\]|\\\\.)*"))?',
} as const

/** The regular expression for a text in which `{number}`, `{string}`, `{list}` and `{error}` stand for their groups. */
export function expression(text: string): RegExp {
  const source = text.replaceAll(/\{(number|int|string|list|error)\}/g, (_, name: keyof typeof expr) => expr[name])
  return new RegExp(`^${source}$`)
}

/** The name of a class without its package. */
export function simpleName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1)
}

/** Whether both lists hold the same strings, in any order. */
export function sameItems(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return false
  if (one.every((item, index) => item === other[index])) return true
  const sorted = [...other].sort()
  return [...one].sort().every((item, index) => item === sorted[index])
}
