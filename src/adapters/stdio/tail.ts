/** The last part of a text that may be endless. */
export interface Tail {
  push(text: string): void
  text(): string
}

/** Keeps the last `length` characters, and never much more than that. */
export function tail(length = 8 * 1024): Tail {
  let kept = ''
  return {
    push(text) {
      kept = (kept + text).slice(-length)
    },
    text: () => kept,
  }
}
