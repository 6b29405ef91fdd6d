/** The value of a line, or the reason for which it is not JSON. */
export type Parsed =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'not-json'; readonly reason: string }

export function parseJson(line: string): Parsed {
  try {
    return { kind: 'json', value: JSON.parse(line) }
  } catch (error) {
    return { kind: 'not-json', reason: error instanceof Error ? error.message : String(error) }
  }
}
