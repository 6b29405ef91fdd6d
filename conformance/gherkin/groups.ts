import { unquote } from './words.ts'

/** The groups of a match, by position from 1, as numbers or as unquoted strings. */
export class Groups {
  readonly #groups: readonly (string | undefined)[]

  constructor(groups: readonly (string | undefined)[]) {
    this.#groups = groups
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
