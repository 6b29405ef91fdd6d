/**
 * The text, or the beginning of a text that is longer than `length`, with a mark that says how long the whole is (and then `more`). A
 * text that has a mark already keeps it, because it tells the length of the original.
 */
export function cutText(text: string, length: number, more = ''): string {
  if (text.length <= length) return text
  const earlier = marked.exec(text.slice(-longestMark))?.[0]
  if (earlier !== undefined) return `${beginningOf(text, Math.min(length, text.length - earlier.length))}${earlier}`
  return `${beginningOf(text, length)}… (${text.length} characters in all${more})`
}

const marked = /… \(\d+ characters in all(?:, sha256:[0-9a-f]+)?\)$/
const longestMark = 100

/**
 * At most the first `length` code units, without half a character at the end. A copy: a slice would keep the whole text in memory, which
 * may have 16 MiB.
 */
export function beginningOf(text: string, length: number): string {
  return copied(text.slice(0, splitsPair(text, length) ? length - 1 : length))
}

/** UTF-16 also holds lone surrogates. */
const copied = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')

/** Whether a character that has two code units begins right before `at`. */
const splitsPair = (text: string, at: number) => (text.codePointAt(at - 1) ?? 0) > 0xffff
