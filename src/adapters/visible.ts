const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}]/gu
const escapes: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
])

/**
 * The text in one line, with each character that a terminal or a page would obey instead of show as an escape: `\u{1b}` for ESC. These
 * are control and format characters (a terminal's escape sequences, bidirectional overrides), line ends, lone surrogates
 * and code points that are no characters. Whatever comes from a driver, a file or the command line goes through here before it is shown.
 */
export function visible(text: string): string {
  return text.replaceAll(invisible, escaped)
}

/** The same for a text of several lines: it keeps line feeds. */
export function visibleLines(text: string): string {
  return text.replaceAll(invisible, (one) => (one === '\n' ? one : escaped(one)))
}

/** The beginning of the text in one line, visible; `…` stands for the rest. For words that are echoed in a message. */
export function echoed(text: string, length = 100): string {
  const characters = Array.from(text.slice(0, 2 * length + 2))
  return characters.length <= length ? visible(text) : `${visible(characters.slice(0, length).join(''))}…`
}

/** The text in quotes, as JSON writes it, with invisible characters as JSON's escapes: `JSON.parse` gives the text back. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll(invisible, inJson)
}

/**
 * A text of JSON with invisible characters as JSON's escapes, so that a terminal shows it whole. It keeps the line feeds between values.
 * `JSON.parse` gives the same value.
 */
export function visibleJson(json: string): string {
  return json.replaceAll(invisible, (one) => (one === '\n' ? one : inJson(one)))
}

const inJson = (one: string) =>
  Array.from({ length: one.length }, (_, at) => `\\u${one.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')

const escaped = (one: string) => escapes.get(one) ?? `\\u{${one.codePointAt(0)?.toString(16)}}`
