import { echoed } from '../visible.ts'
import { quoted, unquote } from './words.ts'

/** The groups of a match, by position from 1, as numbers or as unquoted strings. */
export class Groups {
  readonly #groups: readonly (string | undefined)[]

  /** @throws Error if a number is too large to be exact, or a string is not as JSON writes it */
  constructor(groups: readonly (string | number | undefined)[]) {
    // Patterns read their groups only when an event has come, which is too late for a complaint.
    for (const group of groups) refuseUnreadable(group ?? '')
    this.#groups = groups.map((group) => (typeof group === 'number' ? String(group) : group))
  }

  raw(position: number): string | undefined {
    return this.#groups[position - 1]
  }

  text(position: number): string {
    const group = this.raw(position)
    if (group === undefined) throw new Error(`the phrase has no group ${position}`)
    return group
  }

  number(position: number): number {
    return Number(this.text(position))
  }

  string(position: number): string {
    return unquote(this.text(position))
  }
}

function refuseUnreadable(group: string | number): void {
  if (typeof group === 'number' || /^\d+$/.test(group)) {
    if (Number.isSafeInteger(Number(group))) return
    throw new Error(`${echoed(String(group))}: too large (a number of at most 2^53 - 1 is wanted)`)
  }
  for (const [text] of group.startsWith('"') ? group.matchAll(quoted) : []) {
    if (!isReadable(text)) throw new Error(`${echoed(text)}: not a text as JSON writes it ("\\\\" is a backslash)`)
  }
}

function isReadable(text: string): boolean {
  try {
    unquote(text)
    return true
  } catch {
    return false
  }
}
