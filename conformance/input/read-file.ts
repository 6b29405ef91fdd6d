import { isUtf8 } from 'node:buffer'
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { textOf, UsageError } from '../errors.ts'
import { echoed, visible } from '../visible.ts'

/** A file of the user cannot be read, or is not what is wanted. The message begins with the file and, where there is one, the place in it. */
export class Unreadable extends UsageError {
  override readonly name: string = 'Unreadable'
}

/** The most bytes of a file that people write by hand: a feature, a page, a list of known failures. */
export const mostOfText = 8 * 2 ** 20

/** The most bytes of a file that the kit writes: a report, a matrix. */
export const mostOfReport = 256 * 2 ** 20

/**
 * The text of a file that the user names. Every such file is read here: only a regular file of at most `most` bytes, in UTF-8. A byte
 * order mark at its beginning is left out. Messages call it `name`.
 *
 * @throws Unreadable
 */
export function readTextFile(file: string, most: number = mostOfText, name: string = file): string {
  const bytes = readBytes(file, most, name)
  if (isUtf8(bytes)) return new TextDecoder().decode(bytes)
  throw new Unreadable(`${placeIn(name, lineNotUtf8(bytes))}: not UTF-8 (a text in UTF-8 is wanted)`)
}

/** `FILE`, `FILE:LINE` or `FILE:LINE:COLUMN` as a message names it: in one line, without control characters, not too long. */
export function placeIn(file: string, ...at: readonly number[]): string {
  return [echoed(file, 300), ...at].join(':')
}

function readBytes(file: string, most: number, name: string): Buffer {
  let descriptor: number
  try {
    // Without O_NONBLOCK a named pipe would wait for its writer.
    descriptor = openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    throw cannotRead(name, error)
  }
  try {
    const status = fstatSync(descriptor)
    if (!status.isFile()) {
      throw new Unreadable(
        `${placeIn(name)}: ${status.isDirectory() ? 'a folder' : 'not a regular file'} (a file is wanted)`,
      )
    }
    if (status.size > most) throw tooLarge(name, most)
    return readAll(descriptor, status.size, name, most)
  } catch (error) {
    throw error instanceof Unreadable ? error : cannotRead(name, error)
  } finally {
    closeSync(descriptor)
  }
}

/** Reads to the end. The size is a hint only: a file of the system says 0, and another may grow meanwhile. */
function readAll(descriptor: number, size: number, file: string, most: number): Buffer {
  const parts: Buffer[] = []
  let total = 0
  for (;;) {
    const part = Buffer.alloc(total === 0 ? size + 1 : 65_536)
    const count = readSync(descriptor, part)
    if (count === 0) return Buffer.concat(parts)
    total += count
    if (total > most) throw tooLarge(file, most)
    parts.push(part.subarray(0, count))
  }
}

/** The number of the first line that is not UTF-8. A line feed is never a part of a longer character. */
function lineNotUtf8(bytes: Buffer): number {
  let begin = 0
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(10, begin)
    if (end === -1 || !isUtf8(bytes.subarray(begin, end))) return line
    begin = end + 1
  }
}

function tooLarge(file: string, most: number): Unreadable {
  return new Unreadable(`${placeIn(file)}: too large (at most ${most / 2 ** 20} MiB are read)`)
}

function cannotRead(file: string, error: unknown): Unreadable {
  return new Unreadable(`${placeIn(file)}: cannot be read: ${reasonOf(error)}`)
}

/** Why the system refused a file, without the name of the file, which the message has already. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons.get(code) ?? visible(textOf(error))
}

const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['EACCES', 'no permission'],
  ['EPERM', 'no permission'],
  ['EISDIR', 'a folder'],
  ['ERR_FS_EISDIR', 'a folder'],
  ['ENOTDIR', 'a part of the path is not a folder'],
  ['ELOOP', 'its links lead in a circle'],
  ['ENAMETOOLONG', 'the name is too long'],
  ['EMFILE', 'too many open files'],
  ['ENXIO', 'not a regular file'],
  ['ENOSPC', 'no space is left on the disk'],
  ['EROFS', 'the file system is read-only'],
  ['EIO', 'the disk reports an error'],
  ['EEXIST', 'a file is in the way'],
  ['ERR_INVALID_ARG_VALUE', 'the name contains a null character'],
])
