import type { DeviationRecord } from './deviations.ts'
import type { Edition } from './edition.ts'
import type { Requirement } from './requirement.ts'

/** Whether an edition holds an implementation to a requirement and, if not, why. */
export type Binding =
  | { readonly kind: 'binds' }
  /** The edition is known to differ. The implementation has to do what the deviations say instead. */
  | { readonly kind: 'deviates'; readonly deviations: readonly DeviationRecord[] }
  /** The page says nothing, and the behaviour was observed in other editions only. The implementation may do anything. */
  | { readonly kind: 'unspecified' }

/** Whether the edition holds an implementation to the requirement. */
export function bindingOf({ id }: Requirement, edition: Edition): Binding {
  if (edition.deviatesFrom(id))
    return { kind: 'deviates', deviations: edition.deviationRecords.filter(({ requirement }) => requirement === id) }
  return { kind: edition.unspecified.has(id) ? 'unspecified' : 'binds' }
}
