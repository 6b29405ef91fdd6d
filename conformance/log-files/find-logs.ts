import { readdirSync, type Stats, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isFile } from '../files.ts'
import { placeIn, reasonOf, Unreadable } from '../input/read-file.ts'
import { standardInput } from './open-log.ts'

/** A file that may be a log. */
export interface Candidate {
  readonly path: string
  /** Whether it was found in a folder: then it is passed over if it is no log. */
  readonly isFound: boolean
}

/** How many files a folder may have, with all folders in it. */
export const mostFiles = 100_000

/**
 * The files that the words name, those in folders in the order of their names. Standard input, `-`, can be named once.
 *
 * @throws Unreadable
 */
export function findLogs(words: readonly string[]): readonly Candidate[] {
  const found = words.flatMap((word): readonly Candidate[] => {
    if (word === standardInput) return [{ path: word, isFound: false }]
    const status = statusOf(word)
    if (status.isDirectory()) return filesIn(word).map((path) => ({ path, isFound: true }))
    return [{ path: word, isFound: false }]
  })
  // A file that is named and lies in a folder that is named counts as named.
  const named = found.toSorted((one, other) => Number(one.isFound) - Number(other.isFound))
  const known = new Set(named.filter(isFirst(({ path }) => resolve(path))))
  return found.filter((one) => known.has(one))
}

/** For a filter: whether nothing with the same key came before. */
function isFirst<Item>(keyOf: (item: Item) => string): (item: Item) => boolean {
  const keys = new Set<string>()
  return (item) => {
    const key = keyOf(item)
    if (keys.has(key)) return false
    keys.add(key)
    return true
  }
}

function statusOf(path: string): Stats {
  try {
    return statSync(path)
  } catch (error) {
    throw new Unreadable(`${placeIn(path)}: ${reasonOf(error)} (a log file, a folder with logs or - is wanted)`)
  }
}

function filesIn(folder: string): readonly string[] {
  const files: string[] = []
  // Folders that are still to be read. Links to folders are not followed, so that no circle is entered.
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = next === folder ? entriesIn(next) : entriesOrNone(next)
    // Reading it fails, and says why.
    if (entries === undefined) files.push(next)
    for (const entry of entries ?? []) {
      const path = join(next, entry.name)
      if (entry.isDirectory()) open.push(path)
      else if (entry.isFile() || (entry.isSymbolicLink() && isFile(path))) files.push(path)
    }
    if (files.length > mostFiles)
      throw new Unreadable(`${placeIn(folder)}: more than ${mostFiles} files (a folder with logs is wanted)`)
  }
  return files.toSorted((one, other) => (one < other ? -1 : 1))
}

function entriesOrNone(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return undefined
  }
}

function entriesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    throw new Unreadable(`${placeIn(folder)}: ${reasonOf(error)} (a folder that can be read is wanted)`)
  }
}
