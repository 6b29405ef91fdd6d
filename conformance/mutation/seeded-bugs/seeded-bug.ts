import type { Role } from '../../../src/contract/roles.ts'
import type { EditionName } from '../../../src/reference/editions.ts'
import type { Mutant } from '../mutant.ts'

/**
 * A faulty implementation that generated checks have to find by themselves. Its fault is of the sort that ports have, and lies
 * in the state alone, so that it can be searched breadth first beside the model.
 */
export type SeededBug = Mutant & {
  /** What it is called on a command line. */
  readonly id: string
  readonly role: Role
  /** The edition that it claims to be. */
  readonly edition: EditionName
  /** Whether it shows without any fault around it, and only where senders or tasks do not go in turn. */
  readonly needsInterleaving: boolean
  /** What has gone wrong in it, as its own authors would tell it. */
  readonly story: string
}
