/** The number of characters of a line that are shown. */
export const excerptLength = 2_000

/**
 * The beginning of a text, with an ellipsis if the text is longer. A copy: a slice would keep the whole text in memory, which may
 * have 16 MiB.
 */
export function excerpt(text: string, length = excerptLength): string {
  return text.length <= length ? text : `${copied(text.slice(0, splitsPair(text, length) ? length - 1 : length))}…`
}

/** UTF-16 also holds lone surrogates. */
const copied = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')

/** Whether a character that has two code units begins right before `at`. */
const splitsPair = (text: string, at: number) => (text.codePointAt(at - 1) ?? 0) > 0xffff
