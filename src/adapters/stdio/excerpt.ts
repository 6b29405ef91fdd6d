/** How much of a line is kept to be shown. */
export const excerptLength = 2_000

/** The beginning of a text that may be long, and a sign that there was more. */
export function excerpt(text: string, length = excerptLength): string {
  return text.length <= length ? text : `${text.slice(0, length)}…`
}
