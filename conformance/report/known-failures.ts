import type { VerdictKind } from '../suite/verdict.ts'
import type { Cause } from './cause.ts'

/** A place in the file of known failures. Both count from 1. */
export interface EntryPlace {
  readonly line: number
  readonly column: number
}

/** The entry that lists a failure. */
export interface Known {
  readonly entry: EntryPlace
  readonly reason: string
  readonly link?: string
}

/** The known failures of a run. Such a failure has `known` in its own record. */
export interface KnownFailuresReport {
  /** The file as it was named, or as it was found beside the driver. */
  readonly file: string
  readonly entries: number
  /** The entries whose `when` does not hold for this implementation and edition. */
  readonly ignored: number
  /** Each of them fails the run. */
  readonly problems: readonly KnownFailureProblem[]
}

/** The scenario that a problem is about. */
export interface ListedCase {
  readonly name: string
  readonly file: string
  readonly line: number
}

/** A listed failure and the run do not fit together. */
export type KnownFailureProblem = { readonly entry: EntryPlace } & (
  | { readonly kind: 'no-reason' }
  /** Nothing in the whole suite matches. `pattern` is the part of the entry that matches nothing, as it is written. */
  | { readonly kind: 'unmatched'; readonly pattern: string }
  | { readonly kind: 'passes'; readonly case: ListedCase; readonly verdict: VerdictKind }
  /** The driver supports none of the entry's scenarios, so none of them failed. */
  | { readonly kind: 'not-supported' }
  | {
      readonly kind: 'other-reason'
      /** Missing for a finding of generated cases. */
      readonly case?: ListedCase
      readonly recorded: readonly Cause[]
      readonly seen: Cause
    }
  /** The entry does not say what was observed. */
  | { readonly kind: 'not-recorded'; readonly case?: ListedCase; readonly seen: Cause }
  /** All generated cases ran, and none shows the finding. */
  | { readonly kind: 'not-found'; readonly cases: number }
  /** An earlier entry matches the same case, or the same finding of generated cases. */
  | { readonly kind: 'listed-twice'; readonly earlier: EntryPlace; readonly case?: ListedCase }
)
