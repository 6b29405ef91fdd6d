/** The end of a text of any length. */
export interface Tail {
  push(text: string): void
  text(): string
}

/** Keeps the last `length` characters, and not many more. */
export function tail(length = 8 * 1024): Tail {
  let kept = ''
  return {
    push(text) {
      kept = (kept + text).slice(-length)
    },
    text: () => kept,
  }
}
