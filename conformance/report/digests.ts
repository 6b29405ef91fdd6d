import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'
import { notRequirements, requirements } from '../requirements/registry.ts'

/** `sha256:` and 64 hexadecimal digits. */
export type Digest = `sha256:${string}`

/** Of the texts of all features, by their paths. */
export function digestOfSuite(): Digest {
  return digestOfFiles(globSync('features/**/*.feature', { cwd: packageRoot }))
}

/** Of the model's source (or of what was built of it), by its files' paths. */
export function digestOfModel(): Digest {
  const built = existsSync(join(packageRoot, 'src/reference')) ? 'src/reference/**/*.ts' : 'dist/src/reference/**/*.js'
  return digestOfFiles(globSync(built, { cwd: packageRoot }).filter((file) => !file.endsWith('.test.ts')))
}

/** Of all that a verdict is made by: steps, registry, model, oracle, properties, and what draws and judges the cases. */
export function digestOfJudge(): Digest {
  const isSource = existsSync(join(packageRoot, 'src/reference'))
  const rooms =
    '{src/{contract,reference,adapters},features,conformance/{requirements,assertions,gherkin,oracle,state-space,properties,explore,shrinking,generated,suite}}'
  const pattern = isSource ? `${rooms}/**/*.ts` : `dist/${rooms}/**/*.js`
  const files = globSync(pattern, { cwd: packageRoot })
  return digestOfFiles(files.filter((file) => !/\.test\.ts$|[\\/]fixtures[\\/]/.test(file)))
}

/** Of the sources of the program that drives Spark. */
export function digestOfSparkDriver(): Digest {
  return digestOfFiles(globSync('src/adapters/spark/jvm/**/*.{scala,xml}', { cwd: packageRoot }))
}

/** Of a command line, and of the files that it names. */
export function digestOfCommand(words: readonly string[]): Digest {
  const hash = createHash('sha256')
  for (const word of words) {
    hash.update(`${word}\0`)
    if (existsSync(word) && statSync(word).isFile()) hash.update(readFileSync(word))
  }
  return `sha256:${hash.digest('hex')}`
}

/** Of each page, by the digests of its sentences that the registry holds. */
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
