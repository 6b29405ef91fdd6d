import { globSync, readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { DriverError } from '../../../src/adapters/driver.ts'
import { echoed } from '../../visible.ts'

/** A folder of this machine in which a sink keeps its files. */
export interface WatchedFolder {
  readonly folder: string
  /** Patterns of files that may stay, relative to the folder. */
  readonly except: readonly string[]
}

/**
 * The files in a folder, relative to it, that hold no row of the reader and that no pattern names. A checksum of Hadoop's, `.NAME.crc`, belongs to
 * NAME. `filesOfRows` has the file of each row, as a path or a URL; undefined where the reader knows no files.
 *
 * @throws DriverError where the answer would mean nothing: the folder is missing, or has none of the files that were read
 */
export function filesLeftOver(
  { folder, except }: WatchedFolder,
  filesOfRows: readonly string[] | undefined,
): readonly string[] {
  const all = filesIn(folder)
  if (filesOfRows?.includes('') === true)
    throw notTold('the reader does not say which file a row is in (input_file_name() is empty)')
  const read = new Set(filesOfRows?.flatMap(pathsOf).map((path) => relative(realPath(folder), realPath(path))))
  if (read.size > 0 && !all.some((name) => read.has(name)))
    throw notTold(`none of the files that are read is in ${echoed(folder, 200)}`)
  const mayStay = new Set(globSync([...except], { cwd: folder }))
  const isLeft = (name: string) => !read.has(name) && !mayStay.has(name)
  return all.filter((name) => isLeft(name) && !isChecksum(name, all)).toSorted()
}

const notTold = (reason: string) => new DriverError({ kind: 'not-supported', reason: `leftOvers: ${reason}` })

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw notTold(`${echoed(folder, 200)} cannot be read: ${String(error.code)}`)
  }
}

/** Some readers encode the names in their URLs, and others do not. */
function pathsOf(name: string): readonly string[] {
  if (!name.startsWith('file:')) return [name]
  const path = name.replace(/^file:\/*/, '/')
  try {
    return [path, fileURLToPath(`file://${path}`)]
  } catch {
    return [path]
  }
}

/** `/tmp` may be a link. A file may be gone that a table still names. */
function realPath(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function isChecksum(name: string, all: readonly string[]): boolean {
  const of = /^\.(.+)\.crc$/.exec(basename(name))?.[1]
  return of !== undefined && all.includes(join(dirname(name), of))
}
