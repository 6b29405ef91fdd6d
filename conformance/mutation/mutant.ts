import type { EditionName } from '../../src/reference/editions.ts'

/** A fault in the model: one piece of its text, replaced. What is left is a faulty implementation. */
export interface Mutant {
  /** What is wrong with it, in words: "commits epochs out of order". */
  readonly name: string
  /** The file in src/reference that it spoils. */
  readonly file: string
  /** Text that stands in the file exactly once. */
  readonly find: string
  readonly replace: string
  /** The edition that it claims to be; `document` if it is left out. */
  readonly edition?: EditionName
  /** The requirements whose own scenarios must catch it. */
  readonly breaks: readonly [string, ...string[]]
}
