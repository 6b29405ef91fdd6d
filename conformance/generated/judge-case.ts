import type { Event } from '../../src/contract/events.ts'
import { isExactMatch } from '../oracle/match-events.ts'
import type { Nonconformance } from '../oracle/nonconformance.ts'
import { believe, follow } from '../oracle/oracle.ts'
import type { Moment, RoleProperties } from '../properties/property.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Walk } from '../state-space/walk.ts'

/** The evidence against an implementation in one step of a generated case; step 0 is the opening. */
export type Finding =
  /** The implementation breaks a property. */
  | {
      readonly kind: 'broken'
      readonly at: number
      readonly property: string
      readonly requirements: readonly string[]
      readonly how: string
    }
  /** The model of the edition does not allow the step. */
  | { readonly kind: 'nonconforming'; readonly at: number; readonly why: Nonconformance }

/** The events that an implementation showed in a walk. */
export interface SeenCase {
  readonly opened: readonly Event[]
  readonly steps: readonly (readonly Event[])[]
}

/** Called with each observed moment of a case. */
export type Watch = (moment: Moment) => void

/**
 * Checks the observed events against the properties, which come from the page alone, and against the model of the edition. Returns
 * the first finding, if any. A property comes before the model, because its finding says more.
 */
export function judgeCase(
  walk: Walk,
  seen: SeenCase,
  properties: RoleProperties,
  edition: Edition,
  watch?: Watch,
): Finding | undefined {
  const { space } = walk
  // The walk is a run of the model: who does just the same needs no other explanation.
  let followed = isWalked(walk, seen) ? undefined : believe(space.opening, seen.opened, edition)
  if (followed?.kind === 'nonconforming') return { kind: 'nonconforming', at: 0, why: followed.why }
  let history = properties.begin(space.bounds)
  for (const [index, { action, env }] of walk.steps.entries()) {
    const events = seen.steps[index] ?? []
    const moment: Moment = { bounds: space.bounds, env, history, action, events }
    for (const property of properties.always) {
      if (events.length === 0 && !property.alsoWithoutEvents) continue
      const how = property.broken(moment)
      if (how === undefined) continue
      return { kind: 'broken', at: index + 1, property: property.name, requirements: property.requirements, how }
    }
    watch?.(moment)
    if (events.length > 0) history = properties.after(history, events)
    if (followed?.kind !== 'conforming') continue
    followed = follow(followed.belief, action, events)
    if (followed.kind === 'nonconforming') return { kind: 'nonconforming', at: index + 1, why: followed.why }
  }
  return undefined
}

/** Whether the observed events equal those of the model on this walk, one by one. */
function isWalked({ opened, steps }: Walk, seen: SeenCase): boolean {
  return (
    isExactMatch(opened, seen.opened, 'compare') &&
    steps.every(({ events }, at) => isExactMatch(events, seen.steps[at] ?? [], 'compare'))
  )
}
