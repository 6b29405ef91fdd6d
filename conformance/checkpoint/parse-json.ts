import { jsonMistake } from '../input/json-syntax.ts'

/** How deep JSON may be nested in an entry, in levels. The offsets of known sources have three. */
const deepest = 200

/** JSON, or what is wrong with it. */
export type Parsed =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly why: string }
  /** It may be JSON. The kit does not read it. */
  | { readonly kind: 'too-deep'; readonly why: string }

/** The value of one line of JSON. */
export function parseJson(text: string): Parsed {
  const mistake = jsonMistake(text, deepest)
  if (mistake === undefined) return { kind: 'json', value: JSON.parse(text) }
  if (mistake.what.startsWith('more than')) return { kind: 'too-deep', why: `JSON of more than ${deepest} levels` }
  const what = mistake.what.replace('the end of the file', 'the end')
  return { kind: 'not-json', why: `not JSON: ${what} at column ${mistake.column}` }
}
