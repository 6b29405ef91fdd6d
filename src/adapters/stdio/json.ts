import { maxDepth } from '../../contract/protocol.ts'

/** The value of a line, or the reason for which it is not JSON. */
export type Parsed =
  /** `items` is about the number of elements of lists and fields of objects, at any depth. */
  | { readonly kind: 'json'; readonly value: unknown; readonly items: number }
  | { readonly kind: 'not-json'; readonly reason: string }
  /** It may be JSON, but recursion over it could overflow the stack. */
  | { readonly kind: 'too-deep'; readonly reason: string }
  /** It may be JSON, but its value would take a hundred times the memory of the line. */
  | { readonly kind: 'too-many'; readonly reason: string }

/** Parses a line that has at most `mostItems` items. The reason of a refusal reads on after "it is" or "the line is". */
export function parseJson(line: string, mostItems = Number.POSITIVE_INFINITY): Parsed {
  if (line.startsWith('\ufeff')) return { kind: 'not-json', reason: 'not JSON: it begins with a byte order mark' }
  const { depth, items } = measured(line)
  if (depth > maxDepth) return { kind: 'too-deep', reason: `nested more than ${maxDepth} levels deep` }
  if (items > mostItems) {
    return { kind: 'too-many', reason: 'too much: more elements and fields than the answers about a subject may have' }
  }
  try {
    return { kind: 'json', value: JSON.parse(line), items }
  } catch (error) {
    return { kind: 'not-json', reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/**
 * How deep the lists and objects of the text are nested, up to one level more than the limit, and how many items they have. Looks at the
 * text, so that nothing is built for it.
 */
function measured(text: string): { readonly depth: number; readonly items: number } {
  let [depth, deepest, items] = [0, 0, 0]
  for (let at = 0; at < text.length && deepest <= maxDepth; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at)
        break
      case openingBracket:
      case openingBrace:
        items++
        depth++
        if (depth > deepest) deepest = depth
        break
      case closingBracket:
      case closingBrace:
        depth--
        break
      case comma:
        items++
    }
  }
  return { depth: deepest, items }
}

/** The index of the quote that ends the string, or of the end of a text that is not JSON. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0
    while (text.charCodeAt(end - 1 - backslashes) === backslash) backslashes++
    if (backslashes % 2 === 0) return end
  }
  return text.length
}

const comma = ','.charCodeAt(0)
const quote = '"'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)
const openingBracket = '['.charCodeAt(0)
const closingBracket = ']'.charCodeAt(0)
const openingBrace = '{'.charCodeAt(0)
const closingBrace = '}'.charCodeAt(0)
