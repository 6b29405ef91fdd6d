import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { shellWord } from '../shell-word.ts'
import { mostOfEntry } from './entry.ts'
import { type Bytes, type Storage, StorageError, type Stored } from './storage.ts'

/** The file system of this machine. Links are followed, as Spark does. */
export const localStorage: Storage = {
  list(folder) {
    try {
      return readdirSync(folder).flatMap((name) => stored(folder, name))
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined
      if (codeOf(error) === 'ENOTDIR') {
        const isFile = statOf(folder) !== undefined
        throw new StorageError(`${placeIn(folder)}: ${isFile ? 'a file' : 'below a file'} (a folder is wanted)`)
      }
      throw failed(folder, error)
    }
  },
  read(file): Bytes {
    try {
      const status = statSync(file)
      if (!status.isFile()) return { kind: 'unreadable', why: 'not a regular file' }
      if (status.size > mostOfEntry) {
        return { kind: 'unreadable', why: `larger than ${mostOfEntry / 2 ** 20} MiB, the most that is read` }
      }
      return { kind: 'bytes', bytes: readFileSync(file) }
    } catch (error) {
      return { kind: 'unreadable', why: reasonOf(error) }
    }
  },
  makeFolder(folder) {
    attempt(folder, () => mkdirSync(folder, { recursive: true }))
  },
  move(names, from, to) {
    for (const name of names) {
      const target = join(to, name)
      if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) {
        throw new StorageError(`${placeIn(target)}: exists already (a free name is wanted)`)
      }
      attempt(join(from, name), () => renameSync(join(from, name), target))
    }
  },
  // One command for any number of files, some of which may be hidden. GNU and BusyBox both know it.
  moveCommand: (_, from, to) => `find ${shellWord(from)} -type f -exec mv -n {} ${shellWord(`${to}/`)} \\;`,
}

/** Empty if the file has gone since it was listed: a query that runs removes and renames files all the time. */
function stored(folder: string, name: string): readonly Stored[] {
  const path = join(folder, name)
  const status = statOf(path) ?? lstatSync(path, { throwIfNoEntry: false })
  if (status === undefined) return []
  return [{ name, isFolder: status.isDirectory(), size: status.size, modified: status.mtimeMs }]
}

/** Undefined if the link leads nowhere, or in a circle. */
function statOf(path: string) {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function attempt(place: string, act: () => void) {
  try {
    act()
  } catch (error) {
    throw failed(place, error)
  }
}

const failed = (place: string, error: unknown) =>
  new StorageError(
    codeOf(error) === 'EXDEV'
      ? `${placeIn(place)}: the folder beside the checkpoint lies on another file system (mount the folder above both)`
      : `${placeIn(place)}: ${reasonOf(error)}`,
  )

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
