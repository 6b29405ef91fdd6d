import type { Event } from '../../src/contract/events.ts'

/** One line of the difference between what was expected and what was seen. */
export type DiffLine =
  | { readonly kind: 'both'; readonly event: Event }
  | { readonly kind: 'expected'; readonly phrase: string }
  | { readonly kind: 'seen'; readonly event: Event }
  /** Lines that a report does not keep. */
  | { readonly kind: 'omitted'; readonly lines: number }

/** How an expected thing is compared with an event, and how it is put into words. */
export interface Comparison<T> {
  isMet(expected: T, event: Event): boolean
  phraseOf(expected: T): string
}

/** The most pairs that are compared: each takes memory. */
const mostPairs = 4_000_000

/**
 * The difference where order matters: as many lines as possible are on both sides (a longest common subsequence). Where there are too many
 * events for that, those behind the first thousands are only seen.
 */
export function diffInOrder<T>(
  expected: readonly T[],
  events: readonly Event[],
  { isMet, phraseOf }: Comparison<T>,
): readonly DiffLine[] {
  const seen = events.slice(0, Math.floor(mostPairs / (expected.length + 1)))
  // common[i][j]: how many lines expected.slice(i) and seen.slice(j) have in common.
  const common = Array.from({ length: expected.length + 1 }, () => new Array<number>(seen.length + 1).fill(0))
  const at = (i: number, j: number) => common[i]?.[j] ?? 0
  for (const [i, one] of [...expected.entries()].reverse()) {
    for (const [j, event] of [...seen.entries()].reverse()) {
      const row = common[i] ?? []
      row[j] = isMet(one, event) ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const lines: DiffLine[] = []
  let j = 0
  for (const [i, one] of expected.entries()) {
    for (;;) {
      const event = seen[j]
      if (event !== undefined && isMet(one, event)) {
        lines.push({ kind: 'both', event })
        j++
        break
      }
      if (event === undefined || at(i, j) === at(i + 1, j)) {
        lines.push({ kind: 'expected', phrase: phraseOf(one) })
        break
      }
      lines.push({ kind: 'seen', event })
      j++
    }
  }
  return [...lines, ...events.slice(j).map((event): DiffLine => ({ kind: 'seen', event }))]
}

/** The difference where order does not matter: what is missing comes last. */
export function diffInAnyOrder<T>(
  expected: readonly T[],
  seen: readonly Event[],
  { isMet, phraseOf }: Comparison<T>,
): readonly DiffLine[] {
  const missing = [...expected]
  const lines = seen.map((event): DiffLine => {
    const at = missing.findIndex((one) => isMet(one, event))
    if (at === -1) return { kind: 'seen', event }
    missing.splice(at, 1)
    return { kind: 'both', event }
  })
  return [...lines, ...missing.map((one): DiffLine => ({ kind: 'expected', phrase: phraseOf(one) }))]
}

/** The expected phrases, and the events that were seen in their place. */
export function insteadOf(phrases: readonly string[], seen: readonly Event[]): readonly DiffLine[] {
  return [
    ...phrases.map((phrase): DiffLine => ({ kind: 'expected', phrase })),
    ...seen.map((event): DiffLine => ({ kind: 'seen', event })),
  ]
}
