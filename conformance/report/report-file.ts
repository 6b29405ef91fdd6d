import {
  accessSync,
  appendFileSync,
  constants,
  lstatSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { makeFolders } from '../../src/adapters/make-folders.ts'
import { UsageError } from '../errors.ts'
import { placeIn, reasonOf } from '../input/read-file.ts'
import { writeFiles } from './report-folder.ts'

/**
 * Makes sure that a file can be written at the end of a run, makes its folders, and removes the file of an earlier run, so that it is not
 * taken for one of this run. `option` is the one that names the file.
 *
 * @throws UsageError that names the file
 */
export function prepareReportFile(option: string, file: string): void {
  if (file === '') throw new UsageError(`${option}: the name of the file is empty (a file is wanted)`)
  const path = resolve(file)
  try {
    const status = statSync(path, { throwIfNoEntry: false })
    if (status?.isDirectory() === true) throw new Error('a folder (a file is wanted)')
    const isLink = isLinkAt(path)
    if (status === undefined && isLink) throw new Error('the link leads nowhere')
    if (isStream(path)) {
      accessSync(path, constants.W_OK)
      return
    }
    makeFolders(dirname(path))
    const part = `${targetOf(path)}.part`
    writeFileSync(part, '')
    rmSync(part)
    if (!isLink) rmSync(path, { force: true })
  } catch (error) {
    throw new UsageError(`${option}: ${placeIn(file)}: cannot be written: ${reasonOf(error)}`)
  }
}

/**
 * Writes a file that was prepared, whole or not at all. A device or a pipe such as /dev/stdout gets the text behind what it has.
 *
 * @throws the error of the system
 */
export async function writeReportFile(file: string, text: string): Promise<void> {
  const path = resolve(file)
  if (isStream(path)) return appendFileSync(path, text)
  const target = targetOf(path)
  await writeFiles(dirname(target), [{ name: basename(target), text }])
}

/** Files below /dev and /proc may be open in this process, as standard output that was redirected is: to replace one would lose what is in it. */
const isStream = (path: string): boolean =>
  /^\/(dev|proc)\//.test(path) || statSync(path, { throwIfNoEntry: false })?.isFile() === false

const isLinkAt = (path: string) => lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true

/** A link stays a link. */
const targetOf = (path: string) => (isLinkAt(path) ? realpathSync(path) : path)
