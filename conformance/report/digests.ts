import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Identity } from '../../src/contract/protocol.ts'
import { packageRoot } from '../package-root.ts'
import { notRequirements, requirements } from '../requirements/registry.ts'

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`

/** The digest of a set of cases, made of the digests of their content. Prose, titles, files and order do not matter. */
export function digestOfSuite(caseIds: readonly string[]): Digest {
  return `sha256:${createHash('sha256')
    .update([...caseIds].sort().join('\n'))
    .digest('hex')}`
}

/** Whether this runs from the source, which the package has of the model alone. */
const isSource = import.meta.url.endsWith('.ts')

/** The digest of what a driver in this process says of itself: its code cannot be found. */
export function digestOfIdentity(identity: Identity): Digest {
  return `sha256:${createHash('sha256').update(JSON.stringify(identity)).digest('hex')}`
}

/** The digest of the model's source (or of its build). */
export function digestOfModel(): Digest {
  const built = isSource ? 'src/reference/**/*.ts' : 'dist/src/reference/**/*.js'
  return digestOfFiles(globSync(built, { cwd: packageRoot }).filter((file) => !file.endsWith('.test.ts')))
}

/** The digest of everything that decides a verdict: steps, registry, model, oracle, properties, and the code that generates and judges cases. */
export function digestOfJudge(): Digest {
  const rooms =
    '{src/{contract,reference,adapters},conformance/{requirements,assertions,gherkin,oracle,state-space,properties,explore,shrinking,generated,suite}}'
  const pattern = isSource ? `${rooms}/**/*.ts` : `dist/${rooms}/**/*.js`
  const files = globSync(pattern, { cwd: packageRoot })
  return digestOfFiles(files.filter((file) => !/\.test\.ts$|[\\/]fixtures[\\/]/.test(file)))
}

/** The digest of the sources of the program that drives Spark. */
export function digestOfSparkDriver(): Digest {
  return digestOfFiles(globSync('src/adapters/spark/jvm/**/*.{scala,xml}', { cwd: packageRoot }))
}

/** The digest of each page, made of the digests of its sentences in the registry. */
export function digestOfPages(): readonly { readonly page: string; readonly digest: Digest }[] {
  const sentences = [...requirements, ...notRequirements].flatMap(({ sources }) => sources)
  const pages = [...new Set(sentences.map(({ page }) => page))].sort()
  return pages.map((page) => {
    const digests = new Set(sentences.filter((sentence) => sentence.page === page).map(({ sha256 }) => sha256))
    const hash = createHash('sha256').update([...digests].sort().join('\n'))
    return { page, digest: `sha256:${hash.digest('hex')}` }
  })
}

function digestOfFiles(files: readonly string[]): Digest {
  const hash = createHash('sha256')
  for (const file of [...files].sort()) hash.update(`${file}\0`).update(readFileSync(join(packageRoot, file)))
  return `sha256:${hash.digest('hex')}`
}
