import {
  accessSync,
  chmodSync,
  constants,
  lstatSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename } from 'node:path'

/**
 * Replaces the text of a file, or makes the file: a reader sees the old text or the new one, whole. A link stays a link, and the file
 * keeps its permissions. While one process writes, another one is refused, so none writes over the text of another.
 *
 * @param isStill whether the file is as the new text wants it; asked when no other process can replace it any more
 * @returns whether it was still so; otherwise nothing is changed
 * @throws the error of the system, or an `Error` that says in one line why the file is left alone
 */
export function replaceFile(file: string, text: string, isStill: () => boolean): boolean {
  const path = targetOf(file)
  const mode = statSync(path, { throwIfNoEntry: false })?.mode
  if (mode !== undefined) mustBeWritable(path, mode)
  const part = `${path}.part`
  begin(part, text)
  try {
    if (!isStill()) return false
    if (mode !== undefined) chmodSync(part, mode)
    renameSync(part, path)
    return true
  } finally {
    rmSync(part, { force: true })
  }
}

function targetOf(file: string): string {
  const isLink = lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true
  if (!isLink) return file
  if (statSync(file, { throwIfNoEntry: false }) === undefined) throw new Error('the link leads nowhere')
  return realpathSync(file)
}

/** To rename needs permission in the folder only. Root may write every file, and a file that nobody may write is meant to stay. */
function mustBeWritable(path: string, mode: number): void {
  if ((mode & 0o222) === 0) throw new Error('the file is read-only')
  accessSync(path, constants.W_OK)
}

/** Only one process can make the file. */
function begin(part: string, text: string): void {
  try {
    writeFileSync(part, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      throw new Error(`${basename(part)} is beside it (another --fix is writing; if none runs, remove it)`, {
        cause: error,
      })
    }
    rmSync(part, { force: true })
    throw error
  }
}
