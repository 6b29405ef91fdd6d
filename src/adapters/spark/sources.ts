import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file of the driver's sources; its path has slashes on every system. */
export interface SourceFile {
  readonly path: string
  readonly content: Buffer
}

/** The folder of the driver's sources, which has the same place in the repository and in the package. */
export function sourceFolder(from: string = fileURLToPath(import.meta.url)): string {
  const inPackage = join('src', 'adapters', 'spark', 'jvm')
  for (let folder = dirname(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, inPackage, 'pom.xml'))) return join(folder, inPackage)
    if (folder === dirname(folder)) throw new Error(`no ${inPackage} in any folder above ${from}`)
  }
}

/** All inputs of a build, in a fixed order: the project file and the folder `src`. */
export async function readSources(folder: string): Promise<readonly SourceFile[]> {
  const below = await readdir(join(folder, 'src'), { recursive: true, withFileTypes: true })
  const files = below.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const named = [join(folder, 'pom.xml'), ...files]
    .map((file) => ({ file, path: relative(folder, file).split(sep).join('/') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
  return Promise.all(named.map(async ({ file, path }) => ({ path, content: await readFile(file) })))
}

/** The cache key of a build: depends on release, jars, and the names and contents of all sources. */
export function buildKey(version: string, sources: readonly SourceFile[], jars = ''): string {
  const hash = createHash('sha256').update(jars)
  for (const { path, content } of sources) hash.update(`${path}\0${content.length}\0`).update(content)
  return `${version}-${hash.digest('hex').slice(0, 16)}`
}
