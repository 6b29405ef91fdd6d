import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { pathToFileURL } from 'node:url'
import { type Model, open, step } from '../../src/reference/model.ts'
import { packageRoot } from '../package-root.ts'
import type { Mutant, TextReplacement } from './mutant.ts'
import { withoutDeviation } from './wrappers/wrapper.ts'

/** Imports a module, asking Node's hooks. */
export type Load = (url: string) => Promise<unknown>

const folder = pathToFileURL(`${packageRoot}src/reference/`).href
const replaced = new Map<string, TextReplacement>()
let hooked = false

/**
 * The model with the fault of the mutant. The model itself and its files do not change.
 *
 * @throws Error if the text to be replaced does not occur in the file exactly once
 */
export async function loadMutant(mutant: Mutant, load: Load = (url) => import(url)): Promise<Model> {
  if ('wrap' in mutant) return mutant.wrap({ open, step })
  if ('without' in mutant) return withoutDeviation(mutant.without)({ open, step })
  const text = readFileSync(new URL(mutant.file, folder), 'utf8')
  const times = text.split(mutant.find).length - 1
  if (times !== 1) throw new Error(`${mutant.name}: its text occurs ${times} times in ${mutant.file}, not once`)
  hook()
  const id = String(replaced.size)
  replaced.set(id, mutant)
  // The query makes the model a module of its own; the hooks hand the query on to what the model imports.
  return (await load(`${folder}model.ts?mutant=${id}`)) as Model
}

function hook(): void {
  if (hooked) return
  hooked = true
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context)
      const mutant = context.parentURL === undefined ? null : new URL(context.parentURL).searchParams.get('mutant')
      if (mutant === null || !resolved.url.startsWith(folder)) return resolved
      return { ...resolved, url: `${resolved.url.split('?')[0]}?mutant=${mutant}` }
    },
    load(url, context, nextLoad) {
      const loaded = nextLoad(url, context)
      const mutant = replaced.get(new URL(url).searchParams.get('mutant') ?? '')
      if (mutant === undefined || !url.startsWith(`${folder}${mutant.file}?`)) return loaded
      return { ...loaded, source: String(loaded.source).replace(mutant.find, () => mutant.replace) }
    },
  })
}
