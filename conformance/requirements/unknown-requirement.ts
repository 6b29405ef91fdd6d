import { UsageError } from '../errors.ts'
import { echoed } from '../visible.ts'

/** The registry has no requirement with this id. The message names the nearest ids. */
export class UnknownRequirement extends UsageError {
  override readonly name = 'UnknownRequirement'
  readonly code = 'unknown-requirement'
  readonly id: string

  constructor(id: string, known: readonly string[]) {
    super(`there is no requirement "${echoed(id)}" (${hint(id, known)})`)
    this.id = id
  }
}

/** The lowest and the highest id with the same prefix, or all prefixes if it is not known either. */
function hint(id: string, known: readonly string[]): string {
  const prefix = prefixOf(id.trim().toUpperCase())
  // The ids of one prefix may stand in two files, so their order is not that of their numbers.
  const near = known
    .filter((other) => prefixOf(other) === prefix)
    .toSorted((one, other) => numberOf(one) - numberOf(other))
  if (near.length > 0) return `known are ${near[0]} to ${near.at(-1)}`
  const prefixes = [...new Set(known.map(prefixOf))]
  return `ids begin with ${prefixes.map((each) => `${each}-`).join(', ')}`
}

const prefixOf = (id: string) => id.replace(/-?\d*$/, '')
const numberOf = (id: string) => Number(/\d+$/.exec(id)?.[0] ?? 0)
