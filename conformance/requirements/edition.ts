import type { Deviations } from '../../src/reference/deviations.ts'
import { deviationsOf, type EditionName, editionNames, isEditionName } from '../../src/reference/editions.ts'
import { UsageError } from '../errors.ts'
import { echoed } from '../visible.ts'
import { type DeviationRecord, deviations } from './deviations.ts'
import { requirements } from './registry.ts'

/** All that the kit knows of one edition. It is resolved once, where the name enters, and handed on from there. */
export interface Edition {
  readonly name: EditionName
  /** The deviations of its model. */
  readonly deviations: Deviations
  /** The records of its deviations, one per contradicted requirement. */
  readonly deviationRecords: readonly DeviationRecord[]
  /** The ids of the requirements that were observed in other editions only: what they say is unspecified in this one. */
  readonly unspecified: ReadonlySet<string>
  /** Whether one of its deviations contradicts the requirement with this id. */
  deviatesFrom(requirement: string): boolean
}

const resolved = new Map<EditionName, Edition>()

/** The edition of this name; the same object every time. */
export function editionOf(name: EditionName): Edition {
  const known = resolved.get(name)
  if (known !== undefined) return known
  const edition = resolve(name)
  resolved.set(name, edition)
  return edition
}

/**
 * The edition that somebody has named; `place` says where, such as `--edition`.
 *
 * @throws UsageError if there is no such edition
 */
export function editionNamed(name: string, place: string): Edition {
  if (isEditionName(name)) return editionOf(name)
  // A program without types may give anything.
  throw new UsageError(
    `${place} "${echoed(String(name))}": no such edition (one of ${editionNames.join(', ')} is wanted)`,
  )
}

/**
 * The edition that a driver says it is of.
 *
 * @throws UsageError if there is no such edition
 */
export function editionClaimed({ edition }: { readonly edition: string }): Edition {
  return editionNamed(edition, 'the driver claims edition')
}

function resolve(name: EditionName): Edition {
  const own = deviationsOf(name)
  const deviationRecords = deviations.filter((record) => own.has(record.name))
  const contradicted = new Set(deviationRecords.map(({ requirement }) => requirement))
  const unspecified = requirements.flatMap(({ id, basis }) => {
    // Where a release line has a deviation, its behaviour is known.
    const isKnown = contradicted.has(id)
    return basis.kind === 'observed' && !basis.in.includes(name) && !isKnown ? [id] : []
  })
  return {
    name,
    deviations: own,
    deviationRecords,
    unspecified: new Set(unspecified),
    deviatesFrom: (requirement) => contradicted.has(requirement),
  }
}
