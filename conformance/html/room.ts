import type { Html } from './html.ts'

/** The room that a page has for details, so that it opens quickly however many cases fail. */
export class Room {
  #left: number

  /** @param characters of markup */
  constructor(characters: number) {
    this.#left = characters
  }

  /** Takes the room for a part of the page, or says that there is none. */
  take(part: Html): boolean {
    if (part.markup.length > this.#left) return false
    this.#left -= part.markup.length
    return true
  }
}
