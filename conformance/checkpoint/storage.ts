/** One entry of a folder. */
export interface Stored {
  readonly name: string
  readonly isFolder: boolean
  /** In bytes. */
  readonly size: number
  /** When the file was written, in milliseconds since 1970; undefined if the storage does not say. */
  readonly modified: number | undefined
}

/** The content of a file, or why it cannot be read. */
export type Bytes =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'unreadable'; readonly why: string }

/** Where checkpoints lie: what `cwc doctor` needs of a file system. Paths are those of the storage, with `/` between folders. */
export interface Storage {
  /** What the folder has in it, without `.` and `..`; undefined if there is no such folder. @throws UsageError if it cannot be listed */
  list(folder: string): readonly Stored[] | undefined
  read(file: string): Bytes
  /** Makes a folder and those above it. @throws UsageError */
  makeFolder(folder: string): void
  /** Moves a file to a path where there is none. @throws UsageError */
  move(from: string, to: string): void
  /** The command that moves a file, as the user would type it. */
  moveCommand(from: string, to: string): string
}
