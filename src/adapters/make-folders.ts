import { existsSync, lstatSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes the folder and those above it. Node can make a whole path, but below a folder that takes no other, such as /proc, it tries for
 * ever.
 *
 * @throws the error of the first folder that cannot be made
 */
export function makeFolders(path: string): void {
  if (existsSync(path)) return
  const isLink = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true
  if (isLink) throw new Error('a link on the path leads nowhere')
  makeFolders(dirname(path))
  try {
    mkdirSync(path)
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
}
