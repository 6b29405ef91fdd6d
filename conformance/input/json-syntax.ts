import { echoed } from '../visible.ts'

/** The first mistake in a JSON text. */
export interface JsonMistake {
  /** From 1 on. */
  readonly line: number
  readonly column: number
  /** The part that is wrong, and what is wanted there. */
  readonly what: string
}

type Wanted = 'value' | 'value or ]' | 'key' | 'key or }' | ':' | 'next'

/** What a message calls that which is wanted. */
const words: Readonly<Record<Wanted, string>> = {
  value: 'a value',
  'value or ]': 'a value or ]',
  key: 'a name in double quotes',
  'key or }': 'a name in double quotes or }',
  ':': 'a colon',
  next: 'a comma or the end of the list or object',
}

/**
 * The first place where the text is not JSON, or is nested more than `deepest` levels deep; undefined if there is none. Without
 * recursion, so that no text exhausts the stack.
 */
export function jsonMistake(text: string, deepest: number): JsonMistake | undefined {
  const open: string[] = []
  let wanted: Wanted = 'value'
  for (let at = 0; ; ) {
    at = endOf(space, text, at)
    if (at === text.length && wanted === 'next' && open.length === 0) return undefined
    const end = endOfWord(text, at)
    const next: Wanted | undefined = end === undefined ? undefined : after(text, at, wanted, open)
    if (end === undefined || next === undefined) {
      const what = wanted === 'next' && open.length === 0 ? 'the end of the file' : words[wanted]
      return { ...lineAndColumn(text, at), what: `${came(text, at)} where ${what} is wanted` }
    }
    if (open.length > deepest)
      return { ...lineAndColumn(text, at), what: `more than ${deepest} levels deep (fewer are wanted)` }
    wanted = next
    at = end
  }
}

const space = /[ \t\r\n]*/y
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const literal = /true|false|null/y
const escaped = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y

const [quote, backslash, firstPlain] = [0x22, 0x5c, 0x20]

/** The place behind the match at `at`; `at` itself if there is none. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : at
}

/** The place behind the bracket, comma, colon, text, number or literal that begins at `at`; undefined if none does. */
function endOfWord(text: string, at: number): number | undefined {
  const first = text[at]
  if (first === undefined) return undefined
  if ('[]{},:'.includes(first)) return at + 1
  if (first === '"') return endOfText(text, at + 1)
  const end = endOf(/[-\d]/.test(first) ? number : literal, text, at)
  return end === at ? undefined : end
}

// A loop, since a regular expression that repeats a choice exhausts its stack on a long text.
function endOfText(text: string, begin: number): number | undefined {
  for (let at = begin; at < text.length; ) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    const next = code === backslash ? endOf(escaped, text, at) : at + 1
    if (next === at || code < firstPlain) return undefined
    at = next
  }
  return undefined
}

/** What is wanted after the word at `at`, which may open or close a level; undefined if the word itself is not wanted. */
function after(text: string, at: number, wanted: Wanted, open: string[]): Wanted | undefined {
  const word = text[at] ?? ''
  const isValueWanted = wanted === 'value' || wanted === 'value or ]'
  switch (word) {
    case '[':
    case '{':
      if (!isValueWanted) return undefined
      open.push(word)
      return word === '[' ? 'value or ]' : 'key or }'
    case ']':
    case '}': {
      const isEmpty = wanted === (word === ']' ? 'value or ]' : 'key or }')
      if (open.at(-1) !== (word === ']' ? '[' : '{') || !(isEmpty || wanted === 'next')) return undefined
      open.pop()
      return 'next'
    }
    case ',':
      if (wanted !== 'next' || open.length === 0) return undefined
      return open.at(-1) === '[' ? 'value' : 'key'
    case ':':
      return wanted === ':' ? 'value' : undefined
    case '"':
      if (wanted === 'key' || wanted === 'key or }') return ':'
      return isValueWanted ? 'next' : undefined
    default:
      return isValueWanted ? 'next' : undefined
  }
}

function came(text: string, at: number): string {
  if (at >= text.length) return 'the end of the file'
  const [word = ''] = /^[\w.+-]+|^./su.exec(text.slice(at, at + 50)) ?? []
  return word === '"' ? 'a text that does not end' : `"${echoed(word, 20)}"`
}

/** The line and the column of a place, both from 1 on. */
export function lineAndColumn(text: string, at: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, at)
  return { line: before.split('\n').length, column: at - before.lastIndexOf('\n') }
}
