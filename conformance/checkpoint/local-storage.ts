import { lstatSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { textOf, UsageError } from '../errors.ts'
import { placeIn } from '../input/read-file.ts'
import { shellWord } from '../shell-word.ts'
import { mostOfEntry } from './entry.ts'
import type { Bytes, Storage, Stored } from './storage.ts'

/** The file system of this machine. */
export const localStorage: Storage = {
  list(folder) {
    try {
      return readdirSync(folder).flatMap((name) => stored(folder, name))
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return undefined
      throw failed(folder, error)
    }
  },
  read(file): Bytes {
    try {
      const status = lstatSync(file)
      if (!status.isFile()) return { kind: 'unreadable', why: 'not a regular file' }
      if (status.size > mostOfEntry) return { kind: 'unreadable', why: `larger than ${mostOfEntry} bytes` }
      return { kind: 'bytes', bytes: readFileSync(file) }
    } catch (error) {
      return { kind: 'unreadable', why: textOf(error) }
    }
  },
  makeFolder(folder) {
    attempt(folder, () => mkdirSync(folder, { recursive: true }))
  },
  move(from, to) {
    if (lstatSync(to, { throwIfNoEntry: false }) !== undefined) {
      throw new UsageError(`${placeIn(to)}: exists already (a free name is wanted)`)
    }
    attempt(from, () => renameSync(from, to))
  },
  moveCommand: (from, to) => `mv ${shellWord(from)} ${shellWord(to)}`,
}

/** Empty if the file has gone since it was listed: a query that runs removes and renames files all the time. */
function stored(folder: string, name: string): readonly Stored[] {
  const status = lstatSync(join(folder, name), { throwIfNoEntry: false })
  if (status === undefined) return []
  return [{ name, isFolder: status.isDirectory(), size: status.size, modified: status.mtimeMs }]
}

function attempt(place: string, act: () => void) {
  try {
    act()
  } catch (error) {
    throw failed(place, error)
  }
}

const failed = (place: string, error: unknown) => new UsageError(`${placeIn(place)}: ${textOf(error)}`)

const codeOf = (error: unknown) => (error instanceof Error && 'code' in error ? error.code : undefined)
