import type { Log } from './checkpoint.ts'

/** What a checkpoint is good for. */
export const checkpointVerdicts = [
  'clean',
  /** Nothing is there yet, and the user has said that this may be so. */
  'first start',
  'suspect',
  'dangerous',
  'will not start',
  'not continuous',
  'cannot tell',
] as const
export type CheckpointVerdict = (typeof checkpointVerdicts)[number]

/** One thing that was found in a checkpoint. Epochs are those of the logs; times are in milliseconds. */
export type Finding =
  // dangerous
  | { readonly kind: 'offsets-ahead'; readonly epochs: readonly number[] }
  | { readonly kind: 'torn-ahead'; readonly epoch: number; readonly why: string }
  | { readonly kind: 'stray-checksum'; readonly log: Log; readonly epoch: number }
  // suspect
  /** `age`: how long before a commit it was written, its own one if it is the last, else the one before; `usual`: how long that usually takes. */
  | {
      readonly kind: 'old-entry'
      readonly epoch: number
      readonly isLast: boolean
      readonly age: number
      readonly usual: number
    }
  /** The entry of the epoch before ends further on than this one: it is that of an earlier run. */
  | {
      readonly kind: 'offsets-go-back'
      readonly epoch: number
      readonly partition: string
      readonly from: number
      readonly to: number
    }
  | { readonly kind: 'checksum-differs'; readonly log: Log; readonly epoch: number }
  | { readonly kind: 'odd-names'; readonly files: readonly string[] }
  // cannot tell
  | { readonly kind: 'not-read'; readonly file: string; readonly why: string }
  // will not start
  | {
      readonly kind: 'unreadable'
      readonly log: Log
      readonly epoch: number
      readonly why: string
      readonly error: string
    }
  | { readonly kind: 'commit-without-offsets'; readonly epoch: number; readonly error: string }
  | { readonly kind: 'other-shape'; readonly epoch: number; readonly error: string }
  | { readonly kind: 'broken-metadata'; readonly why: string }
  // remarks, which change no verdict
  | { readonly kind: 'gap-in-commits'; readonly missing: readonly number[] }
  | { readonly kind: 'unfinished-writes'; readonly files: readonly string[] }
  | { readonly kind: 'no-metadata' }
  /** The times of the files are not those at which Spark wrote them, so no entry is known to be old, and none not to be. */
  | { readonly kind: 'times-say-nothing'; readonly why: TimesSayNothing }
  /** Entries that are suspect, of which the user has said that this is known. */
  | { readonly kind: 'accepted'; readonly epochs: readonly number[] }
  | { readonly kind: 'left-unread'; readonly entries: number }

/**
 * `none`: the storage has no times. `at-once`: all entries have one time. `out-of-order`: an entry is older than one of an earlier epoch,
 * or a commit is older than the entry of its epoch. `one-log-behind-the-other`: each commit is newer than all entries of the offset log.
 */
export const timesSayNothing = ['none', 'at-once', 'out-of-order', 'one-log-behind-the-other'] as const
export type TimesSayNothing = (typeof timesSayNothing)[number]

/** Where the next run begins. */
export interface NextStart {
  /** The last epoch in the commit log; undefined if there is none. */
  readonly lastCommitted: number | undefined
  readonly nextEpoch: number
  /** The offsets that the run reads from, in the words of the source; undefined: where the source itself begins. */
  readonly readsFrom: string | undefined
}

/** An entry beyond the last commit. A run that commits its epoch leaves it, so a restart behind that epoch reads on from there. */
export interface OldOffsets {
  readonly epoch: number
  /** In the words of the source; undefined if they cannot be read, or were left unread. */
  readonly offsets: string | undefined
  /** Where the entry and the last committed one stand, if these are numbers that can be compared. */
  readonly positions:
    | readonly { readonly partition: string; readonly committed: number; readonly old: number }[]
    | undefined
}

/** The release lines that leave such a checkpoint, as far as it shows. */
export type Family = 'spark-3.2 or later' | 'spark-4.x' | 'unknown'

/** What a checkpoint directory shows. */
export interface CheckpointDiagnosis {
  readonly verdict: CheckpointVerdict
  readonly mode: 'continuous' | 'micro-batch' | 'unknown'
  readonly family: Family
  readonly queryId: string | undefined
  readonly start: NextStart | undefined
  readonly findings: readonly Finding[]
  /** Those beyond the last commit, in the order of their epochs. */
  readonly oldOffsets: readonly OldOffsets[]
  /** Why there is no verdict; undefined if there is one. */
  readonly why: string | undefined
}
