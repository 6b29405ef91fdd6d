import type { Trace } from '../assertions/trace.ts'
import type { Walk } from '../state-space/walk.ts'
import type { SeenCase } from './judge-case.ts'

/** The observed steps of a case, as a trace. */
export function observedTrace({ space, steps }: Pick<Walk, 'space' | 'steps'>, seen: SeenCase): Trace {
  return [
    { kind: 'opened', opening: space.opening, events: seen.opened },
    ...steps.slice(0, seen.steps.length).map(({ action }, at) => ({
      kind: 'acted' as const,
      action,
      events: seen.steps[at] ?? [],
    })),
  ]
}
