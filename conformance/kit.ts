import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from './package-root.ts'

/** The kit's own name and version, as its package says. */
export const kit = readKit()

function readKit(): { readonly name: string; readonly version: string } {
  const manifest: unknown = JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8'))
  if (manifest !== null && typeof manifest === 'object' && 'name' in manifest && 'version' in manifest) {
    return { name: String(manifest.name), version: String(manifest.version) }
  }
  throw new Error(`${packageRoot}package.json has no name and version`)
}
