import { readdirSync, type Stats, statSync } from 'node:fs'
import { join } from 'node:path'
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
  return [...new Map(found.toReversed().map((one) => [one.path, one])).values()].reverse()
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
  // Folders that are still to be read. Links are not followed, so that no circle is entered.
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const entries = namesIn(next)
    for (const entry of entries) {
      if (entry.isDirectory()) open.push(join(next, entry.name))
      else if (entry.isFile()) files.push(join(next, entry.name))
    }
    if (files.length > mostFiles)
      throw new Unreadable(`${placeIn(folder)}: more than ${mostFiles} files (a folder with logs is wanted)`)
  }
  return files.toSorted((one, other) => (one < other ? -1 : 1))
}

function namesIn(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch (error) {
    throw new Unreadable(`${placeIn(folder)}: ${reasonOf(error)} (a folder that can be read is wanted)`)
  }
}
