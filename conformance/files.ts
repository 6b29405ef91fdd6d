import { statSync } from 'node:fs'

/** Whether there is a file (not a folder) at the path. */
export function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() === true
  } catch {
    // The path leads through a file, or is too long, or may not be looked at.
    return false
  }
}

/** Whether there is a folder at the path. */
export function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
  } catch {
    return false
  }
}
