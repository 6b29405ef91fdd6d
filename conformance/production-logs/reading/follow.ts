import { watch } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { UsageError } from '../../errors.ts'
import { isFolder } from '../../files.ts'
import { placeIn, reasonOf } from '../../input/read-file.ts'

/** Who hears of files that grow. */
export interface Follower {
  /** Ends it. */
  readonly signal: AbortSignal
  /**
   * Whether the file is to be read after the others. It is read only as far as it went before the others were read to their ends: so what
   * the others have written before one of its lines is known when that line comes. Asked before each reading of all files.
   */
  readonly isLast: (file: string) => boolean | Promise<boolean>
  /** These files are not there yet, and are waited for. Said once, before anything is read. */
  readonly onMissing: (files: readonly string[]) => void
  readonly onChunk: (file: string, chunk: Buffer) => void
  /** Another file has taken the place of the file, or it was cut: what follows begins anew. The last line is whole. */
  readonly onRotated: (file: string) => void
  /** All that is there was read. True: that is enough. */
  readonly onPause: () => boolean
}

/** Without a notice of the system, such as on a network drive, the files are looked at that often, in milliseconds. */
const lookEvery = 1_000

/**
 * Reads files to their ends and whatever is written to them later, until the follower has enough. A file that is replaced by another one
 * of its name is read to its end first; a file that is cut is read from its beginning. A file that is not there yet is waited for, while the
 * others are read. Returns the files that never came.
 *
 * @throws UsageError if a file's folder is missing, if it does not grow (a folder, a pipe, standard input), or if reading it fails
 */
export async function followLogs(files: readonly string[], follower: Follower): Promise<readonly string[]> {
  const { signal, isLast, onMissing, onPause } = follower
  const followed: Followed[] = []
  const changes = createChanges(files, signal)
  try {
    for (const file of files) followed.push(await followedFile(file, follower))
    const missing = () => followed.filter((one) => !one.isOpen()).map(({ file }) => file)
    if (missing().length > 0) onMissing(missing())
    for (;;) {
      if (signal.aborted) return missing()
      const change = changes.next()
      for (const one of followed) await one.open()
      const last: Followed[] = []
      for (const one of followed) if (await isLast(one.file)) last.push(one)
      const limits = new Map<Followed, number>()
      for (const one of last) limits.set(one, await one.size())
      for (const one of followed) if (!limits.has(one)) await one.read(Infinity)
      for (const [one, limit] of limits) await one.read(limit)
      if (onPause()) return missing()
      await change
    }
  } finally {
    changes.close()
    for (const one of followed) await one.close()
  }
}

interface Followed {
  readonly file: string
  readonly isOpen: () => boolean
  /** Opens a file that was not there, if it is there now. */
  readonly open: () => Promise<void>
  readonly size: () => Promise<number>
  /** Reads what is new, up to that size of the file. */
  readonly read: (limit: number) => Promise<void>
  readonly close: () => Promise<void>
}

async function followedFile(file: string, { onChunk, onRotated }: Follower): Promise<Followed> {
  let handle = await opened(file)
  let position = 0
  const buffer = Buffer.allocUnsafe(1 << 16)
  const readTo = async (limit: number) => {
    while (handle !== undefined && position < limit) {
      const { bytesRead } = await handle
        .read(buffer, 0, Math.min(buffer.length, limit - position), position)
        .catch((error: unknown) => {
          throw new UsageError(`${placeIn(file)}: cannot be read any further: ${reasonOf(error)} (${wanted})`)
        })
      if (bytesRead === 0) return
      position += bytesRead
      onChunk(file, buffer.subarray(0, bytesRead))
    }
  }
  return {
    file,
    isOpen: () => handle !== undefined,
    async open() {
      handle ??= await opened(file)
    },
    size: async () => (await handle?.stat())?.size ?? 0,
    close: async () => handle?.close(),
    async read(limit) {
      if (handle === undefined) return
      if ((await handle.stat()).size < position) {
        onRotated(file)
        position = 0
      }
      await readTo(limit)
      for (let next = await replaced(file, handle); next !== undefined; next = await replaced(file, handle)) {
        // What was written between the two readings.
        await readTo(Infinity)
        await handle.close()
        handle = next
        position = 0
        onRotated(file)
        await readTo(Infinity)
      }
    },
  }
}
/** The file; undefined if it is not there, though its folder is. */
async function opened(file: string): Promise<FileHandle | undefined> {
  if (file === '-') throw new UsageError(`--follow -: standard input is read to its end without --follow (${wanted})`)
  try {
    // A pipe would wait for somebody who writes.
    const kind = await stat(file)
    if (kind.isFile()) return await open(file, 'r')
    const what = kind.isDirectory() ? 'it is a folder' : 'it is no regular file (a pipe is read with `cwc check -`)'
    throw new UsageError(`${placeIn(file)}: ${what} (${wanted})`)
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (isMissing(error) && isFolder(dirname(file))) return undefined
    throw new UsageError(`${placeIn(file)}: ${reasonOf(error)} (${wanted})`)
  }
}

const isMissing = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOENT'

const wanted = 'with --follow, one log file is wanted that grows'

/** The file that has taken the place of the open one; undefined if there is none, or not yet. */
async function replaced(file: string, handle: FileHandle): Promise<FileHandle | undefined> {
  try {
    const [old, now] = [await handle.stat(), await stat(file)]
    // A pipe would be waited for, and a folder has no lines.
    return !now.isFile() || (old.ino === now.ino && old.dev === now.dev) ? undefined : await open(file, 'r')
  } catch {
    return undefined
  }
}

/** Promises of the next change of one of the files in its folder. */
function createChanges(files: readonly string[], signal: AbortSignal) {
  let wake: () => void = () => undefined
  const timer = setInterval(() => wake(), lookEvery)
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  const watchers = [...Map.groupBy(files, (file) => dirname(file))].flatMap(([folder, own]) => {
    const names = new Set(own.map((file) => basename(file)))
    try {
      const watcher = watch(folder, (_, changed) => {
        if (changed === null || names.has(changed)) wake()
      })
      watcher.on('error', () => watcher.close())
      return [watcher]
    } catch {
      // The timer looks.
      return []
    }
  })
  return {
    /** Taken before the files are read, so that no change between is missed. */
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve
      }),
    close() {
      clearInterval(timer)
      for (const watcher of watchers) watcher.close()
      signal.removeEventListener('abort', onAbort)
    },
  }
}
