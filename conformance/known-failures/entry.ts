import type { Role } from '../../src/contract/roles.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Cause } from '../report/cause.ts'
import type { EntryPlace } from '../report/known-failures.ts'

/** A word of an entry with its place in the file. */
export interface Placed {
  readonly text: string
  readonly at: EntryPlace
}

/** Which scenarios or findings an entry is about. All parts that it has must match; of several places or titles, one of them. */
export interface Pattern {
  readonly requirement?: string
  readonly role?: Role
  /** `FILE.feature`, `FILE.feature:LINE`, or such a place with `*` and `**`. */
  readonly cases?: readonly Placed[]
  /** Titles of scenarios. */
  readonly scenarios?: readonly Placed[]
  /** The entry is about findings of generated cases, and not about scenarios. */
  readonly isGenerated: boolean
}

/** Where an entry holds. An entry that does not hold is ignored. */
export interface Condition {
  /** Comparisons with the version of the implementation, such as `>=3.0 <3.5`. */
  readonly version?: string
  readonly editions?: readonly EditionName[]
}

/** One entry of a file of known failures. */
export interface Entry {
  readonly at: EntryPlace
  readonly pattern: Pattern
  readonly when: Condition
  /** Empty if nobody has written one yet. */
  readonly reason: string
  readonly link?: string
  /** What was observed; empty if nothing is recorded yet. */
  readonly observed: readonly Cause[]
}
