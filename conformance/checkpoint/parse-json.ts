import { jsonMistake } from '../input/json-syntax.ts'
import { deepestJson } from '../input/read-json.ts'

/** JSON, or what is wrong with it. */
export type Parsed =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly why: string }

/** The value of one line of JSON that is at most `deepestJson` levels deep. */
export function parseJson(text: string): Parsed {
  const mistake = jsonMistake(text, deepestJson)
  if (mistake === undefined) return { kind: 'json', value: JSON.parse(text) }
  const what = mistake.what.replace('the end of the file', 'the end')
  return { kind: 'not-json', why: `not JSON: ${what} at column ${mistake.column}` }
}
