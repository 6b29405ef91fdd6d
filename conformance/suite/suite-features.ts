import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { packageRoot } from '../package-root.ts'

/** The name and the text of a feature file. */
export interface NamedFeature {
  readonly name: string
  readonly text: string
}

/** The feature files of the suite, in the order in which they run. Those of `features/sink` are for `cwc sink`. */
export function suiteFeatures(): readonly NamedFeature[] {
  return readdirSync(join(packageRoot, 'features'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.feature') && !/^sink[\\/]/.test(file))
    .map((file) => `features/${file.replaceAll('\\', '/')}`)
    .toSorted()
    .map((name) => ({ name, text: readFileSync(join(packageRoot, name), 'utf8') }))
}
