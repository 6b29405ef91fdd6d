import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The folder of the package, with a slash at its end, whether this runs from its source or from what was built of it. */
export const packageRoot = findPackageRoot(import.meta.url)

function findPackageRoot(from: string): string {
  for (let folder = new URL('.', from); ; folder = new URL('..', folder)) {
    if (existsSync(new URL('package.json', folder))) return fileURLToPath(folder)
    if (folder.pathname === '/') throw new Error(`no package.json above ${from}`)
  }
}
