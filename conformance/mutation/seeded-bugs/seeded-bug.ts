import type { Role } from '../../../src/contract/roles.ts'
import type { EditionName } from '../../../src/reference/editions.ts'
import type { Mutant } from '../mutant.ts'

/**
 * A bug written by hand that generated checks have to find by themselves. It is of a kind that ports have, and depends on the
 * state alone, so that a breadth-first search beside the model can prove the shortest case that shows it.
 */
export type SeededBug = Mutant & {
  /** Its name on the command line. */
  readonly id: string
  readonly role: Role
  /** The edition that it claims. */
  readonly edition: EditionName
  /** Whether it shows without an injected fault, and only if senders or tasks do not act in turn. */
  readonly needsInterleaving: boolean
  /** How the bug came about, as its author would tell it. */
  readonly story: string
}
