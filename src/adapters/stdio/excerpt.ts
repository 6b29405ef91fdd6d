import { beginningOf } from '../cut-text.ts'

/** The number of characters of a line that are shown. */
export const excerptLength = 2_000

/** The beginning of a text, with an ellipsis if the text is longer. A copy. */
export function excerpt(text: string, length = excerptLength): string {
  return text.length <= length ? text : `${beginningOf(text, length)}…`
}
