import type { Checksum } from './checksum.ts'
import type { EntryContent } from './entry.ts'

/** The two logs of a query: where an epoch ends in the source, and which epochs are committed. */
export const logs = ['offsets', 'commits'] as const
export type Log = (typeof logs)[number]

/** One entry of a log: the file whose name is the number of an epoch. */
export interface Entry {
  readonly epoch: number
  /** When the file was written, in milliseconds since 1970; undefined if the storage does not say. */
  readonly modified: number | undefined
  readonly content: EntryContent
  readonly checksum: Checksum
}

/** A `.crc` file whose entry is missing. */
export interface StrayChecksum {
  readonly log: Log
  readonly epoch: number
}

/** The file `metadata`, which holds the id of the query. */
export type Metadata =
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'broken'; readonly why: string }
  /** The kit cannot read it; whether Spark can is not known. */
  | { readonly kind: 'unreadable'; readonly why: string }

/** What lies in a checkpoint directory, as far as a restart looks at it. Entries are in the order of their epochs. */
export interface Checkpoint {
  /** There is nothing in it but folders of a query without entries: a query that starts here starts for the first time. */
  readonly isEmpty: boolean
  readonly metadata: Metadata
  readonly offsets: readonly Entry[]
  readonly commits: readonly Entry[]
  readonly strays: readonly StrayChecksum[]
  /** Files whose names are numbers as Spark does not write them, such as `007`, with the folder. A start takes them for entries. */
  readonly oddNames: readonly string[]
  /** Files that a write had not renamed when its process died: their names, with the folder. */
  readonly unfinished: readonly string[]
  /** Whether `.crc` files lie beside the entries. */
  readonly hasChecksums: boolean
  /** The times of the files are multiples of so many milliseconds: 1; 1,000 or 60,000 where the storage tells no finer ones. */
  readonly timesIn: number
  /** The names of all files of a log. */
  readonly files: Readonly<Record<Log, ReadonlySet<string>>>
  /** The time of the newest file of the logs, in milliseconds since 1970; -Infinity if the storage has no times. */
  readonly newest: number
  /** Names, sizes and times of all files of the logs: two readings of a directory at rest have the same. */
  readonly fingerprint: string
}
