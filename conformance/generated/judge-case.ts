import type { Event } from '../../src/contract/events.ts'
import { isExactMatch } from '../oracle/match-events.ts'
import type { Nonconformance } from '../oracle/nonconformance.ts'
import { believe, follow } from '../oracle/oracle.ts'
import type { Moment, RoleProperties } from '../properties/property.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Walk } from '../state-space/walk.ts'

/** What speaks against an implementation in one step of a generated case; step 0 is the opening. */
export type Finding =
  /** It does what a property forbids. */
  | {
      readonly kind: 'broken'
      readonly at: number
      readonly property: string
      readonly requirements: readonly string[]
      readonly how: string
    }
  /** It does what the model of the edition does not. */
  | { readonly kind: 'nonconforming'; readonly at: number; readonly why: Nonconformance }

/** What was seen of an implementation that was put through a walk. */
export interface SeenCase {
  readonly opened: readonly Event[]
  readonly steps: readonly (readonly Event[])[]
}

/** Is told each moment of a case as it was seen. */
export type Watch = (moment: Moment) => void

/**
 * Holds what was seen against the properties, which come from the page alone, and against the model of the edition. The
 * first thing that is wrong, if there is one: a property before the model, since it says more.
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
    if (followed?.kind !== 'explained') continue
    followed = follow(followed.belief, action, events)
    if (followed.kind === 'nonconforming') return { kind: 'nonconforming', at: index + 1, why: followed.why }
  }
  return undefined
}

/** Whether what was seen is what the model did on this walk, event by event. */
function isWalked({ opened, steps }: Walk, seen: SeenCase): boolean {
  return (
    isExactMatch(opened, seen.opened, 'compare') &&
    steps.every(({ events }, at) => isExactMatch(events, seen.steps[at] ?? [], 'compare'))
  )
}
