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

/** A folder cannot be listed or made, or a file cannot be moved. The message begins with the place. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
}

/** Where checkpoints lie: what `cwc doctor` needs of a file system. Paths are those of the storage, with `/` between folders. */
export interface Storage {
  /** What the folder has in it, without `.` and `..`; undefined if there is no such folder. @throws StorageError if it cannot be listed */
  list(folder: string): readonly Stored[] | undefined
  read(file: string): Bytes
  /** Makes a folder and those above it. @throws StorageError */
  makeFolder(folder: string): void
  /**
   * Moves files of one folder into another one, in this order. It replaces none.
   *
   * @throws StorageError; then the files before the one at fault are moved
   */
  move(names: readonly string[], from: string, to: string): void
  /** The command that moves the files of one folder into another one, as the user would type it. */
  moveCommand(names: readonly string[], from: string, to: string): string
}
