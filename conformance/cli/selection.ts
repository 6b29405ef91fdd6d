import type { Role } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import { requirementById } from '../requirements/registry.ts'
import type { Requirement } from '../requirements/requirement.ts'
import { anyTag } from '../suite/tags.ts'
import { echoed } from '../visible.ts'

/** The options of `cwc run` that select scenarios. */
export interface SelectionOptions {
  readonly role?: Role
  /** Ids in capitals or not. A word may hold several, with commas between them. */
  readonly requirement?: readonly string[]
  readonly tags?: string
  /** Places `FILE` and `FILE:LINE`, by the option. */
  readonly features?: readonly string[]
}

/** The scenarios that a command line selects. */
export interface Selected {
  /** A tag expression; empty for all. */
  readonly tags: string
  /** Feature files, or scenarios in them, instead of the suite. */
  readonly places: readonly string[] | undefined
  /** The selection in words; empty for the whole suite. */
  readonly words: string
}

/** @throws UsageError, UnknownRequirement */
export function selected(options: SelectionOptions, places: readonly string[]): Selected {
  const tags = tagExpression(options)
  const all = [...(options.features ?? []), ...places]
  if (all.length === 0) return { tags, places: undefined, words: tags }
  const named = all.map((place) => echoed(place, 300)).join(', ')
  return { tags, places: all, words: tags === '' ? named : `${tags} in ${named}` }
}

function tagExpression({ role, requirement, tags }: SelectionOptions): string {
  const ids = requirementsIn(requirement ?? []).map(({ id }) => id)
  const others = [anyTag(role === undefined ? [] : [role]), anyTag(ids)].filter((part) => part !== '')
  // A lone expression stands in the report as it was given.
  if (others.length === 0) return tags ?? ''
  return [...others, ...(tags === undefined ? [] : [`(${tags})`])].join(' and ')
}

/** The requirements of `--requirement`, each once. */
function requirementsIn(words: readonly string[]): readonly Requirement[] {
  const ids = words.flatMap((word) => word.split(',')).map((id) => id.trim())
  if (ids.includes(''))
    throw new UsageError('--requirement: an id is empty (ids such as OP-3 are wanted, with commas between them)')
  return [...new Set(ids.map(requirementById))]
}

/** The reason why a selection has no scenario. */
export function nothingSelected({ tags, places }: Selected, { requirement = [] }: SelectionOptions): string {
  const where = places === undefined ? 'the suite' : places.map((place) => echoed(place, 300)).join(', ')
  const untestable = requirementsIn(requirement).flatMap((one) =>
    one.level === 'untestable' ? [`; ${one.id} is untestable: ${one.reason}`] : [],
  )
  return `${where} has no scenario${tags === '' ? '' : ` that ${echoed(tags, 300)} selects`}${untestable.join('')}`
}
