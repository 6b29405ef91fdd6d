import { watch } from 'node:fs'
import { type FileHandle, open, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { textOf, UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'

/** Who hears of a file that grows. */
export interface Follower {
  /** Ends it. */
  readonly signal: AbortSignal
  readonly onChunk: (chunk: Buffer) => void
  /** Another file has taken the place of the file, or it was cut: what follows begins anew. The last line is whole. */
  readonly onRotated: () => void
  /** All that is there was read. True: that is enough. */
  readonly onPause: () => boolean
}

/** Without a notice of the system, such as on a network drive, the file is looked at that often, in milliseconds. */
const lookEvery = 1_000

/**
 * Reads a file to its end and whatever is written to it later, until the follower has enough. A file that is replaced by another one
 * of its name is read to its end first; a file that is cut is read from its beginning.
 *
 * @throws UsageError if there is no such file at the beginning
 */
export async function followLog(file: string, { signal, onChunk, onRotated, onPause }: Follower): Promise<void> {
  let handle = await opened(file)
  let position = 0
  const buffer = Buffer.allocUnsafe(1 << 16)
  const changes = createChanges(file, signal)
  const readToEnd = async () => {
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position)
      if (bytesRead === 0) return
      position += bytesRead
      onChunk(buffer.subarray(0, bytesRead))
    }
  }
  try {
    for (;;) {
      if (signal.aborted) return
      const change = changes.next()
      if ((await handle.stat()).size < position) {
        onRotated()
        position = 0
      }
      await readToEnd()
      const next = await replaced(file, handle)
      if (next !== undefined) {
        // What was written between the two readings.
        await readToEnd()
        await handle.close()
        handle = next
        position = 0
        onRotated()
        continue
      }
      if (onPause()) return
      await change
    }
  } finally {
    changes.close()
    await handle.close()
  }
}

async function opened(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'r')
  } catch (error) {
    throw new UsageError(`${placeIn(file)}: ${textOf(error)}`)
  }
}

/** The file that has taken the place of the open one; undefined if there is none, or not yet. */
async function replaced(file: string, handle: FileHandle): Promise<FileHandle | undefined> {
  try {
    const [old, now] = [await handle.stat(), await stat(file)]
    return old.ino === now.ino && old.dev === now.dev ? undefined : await open(file, 'r')
  } catch {
    return undefined
  }
}

/** Promises of the next change of a file in its folder. */
function createChanges(file: string, signal: AbortSignal) {
  let wake: () => void = () => undefined
  const timer = setInterval(() => wake(), lookEvery)
  const name = basename(file)
  const onAbort = () => wake()
  signal.addEventListener('abort', onAbort)
  let watcher: ReturnType<typeof watch> | undefined
  try {
    watcher = watch(dirname(file), (_, changed) => {
      if (changed === null || changed === name) wake()
    })
    watcher.on('error', () => watcher?.close())
  } catch {
    // The timer looks.
  }
  return {
    /** Taken before the file is read, so that no change between is missed. */
    next: () =>
      new Promise<void>((resolve) => {
        wake = resolve
      }),
    close() {
      clearInterval(timer)
      watcher?.close()
      signal.removeEventListener('abort', onAbort)
    },
  }
}
