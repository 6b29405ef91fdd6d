import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { packageRoot } from '../package-root.ts'

/** The files that a worker needs to run a module of the kit. */
export interface KitFiles {
  readonly root: string
  /** Relative to the root. */
  readonly files: readonly string[]
  readonly entry: string
}

/** The worker's module with all that it imports, from the source or from what was built of it; no package is among it. */
export function workerFiles(): KitFiles {
  const here = fileURLToPath(import.meta.url)
  const entry = join(dirname(here), here.endsWith('.ts') ? 'worker.ts' : 'worker.js')
  const found = new Set<string>()
  const open = [entry]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (found.has(file)) continue
    found.add(file)
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(importOf)) open.push(resolve(dirname(file), path))
  }
  const root = packageRoot
  // It says that the modules are modules.
  const files = ['package.json', ...[...found].map((file) => relative(root, file))].sort()
  return { root, files, entry: relative(root, entry) }
}

/** An import or export of another file at run time: types are gone by then. */
const importOf = /^(?:import|export)\s+(?!type\b)[^'";]*?from\s+['"](\.{1,2}\/[^'"]+)['"]/gm
