import { UsageError } from '../errors.ts'
/** The registry has no requirement with this id. The message names the nearest ids. */
export class UnknownRequirement extends UsageError {
  override readonly name = 'UnknownRequirement'
  readonly code = 'unknown-requirement'
  readonly id: string

  constructor(id: string, known: readonly string[]) {
    super(`there is no requirement "${id}" (${hint(id, known)})`)
    this.id = id
  }
}

/** The ids of the same page, or the prefixes of all pages when the page is not known either. */
function hint(id: string, known: readonly string[]): string {
  const prefix = prefixOf(id.trim().toUpperCase())
  const near = known.filter((other) => prefixOf(other) === prefix)
  if (near.length > 0) return `known are ${near[0]} to ${near.at(-1)}`
  const prefixes = [...new Set(known.map(prefixOf))]
  return `ids begin with ${prefixes.map((each) => `${each}-`).join(', ')}`
}

function prefixOf(id: string): string {
  return id.replace(/-?\d*$/, '')
}
