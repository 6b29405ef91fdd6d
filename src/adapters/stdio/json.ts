import { maxDepth } from '../../contract/protocol.ts'

/** The value of a line, or the reason for which it is not JSON. */
export type Parsed =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly reason: string }
  /** It may be JSON, but recursion over it could overflow the stack. */
  | { readonly kind: 'too-deep'; readonly reason: string }

/** Parses a line. The reason of a refusal reads on after "it is" or "the line is". */
export function parseJson(line: string): Parsed {
  if (line.startsWith('\ufeff')) return { kind: 'not-json', reason: 'not JSON: it begins with a byte order mark' }
  if (isDeeper(line, maxDepth)) return { kind: 'too-deep', reason: `nested more than ${maxDepth} levels deep` }
  try {
    return { kind: 'json', value: JSON.parse(line) }
  } catch (error) {
    return { kind: 'not-json', reason: `not JSON: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Whether the lists and objects of the text are nested deeper than `limit`. Looks at the text, so that nothing is built for it. */
function isDeeper(text: string, limit: number): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at)
        break
      case openingBracket:
      case openingBrace:
        if (++depth > limit) return true
        break
      case closingBracket:
      case closingBrace:
        depth--
    }
  }
  return false
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

const quote = '"'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)
const openingBracket = '['.charCodeAt(0)
const closingBracket = ']'.charCodeAt(0)
const openingBrace = '{'.charCodeAt(0)
const closingBrace = '}'.charCodeAt(0)
