import { statSync } from 'node:fs'

/** Whether there is a file (not a folder) at the path. */
export const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() === true
