import type { Trace } from '../assertions/trace.ts'
import type { Walk } from '../state-space/walk.ts'
import type { Driven } from './drive-case.ts'

/** The observed steps of a case, as a trace. */
export function observedTrace(
  { space, steps }: Pick<Walk, 'space' | 'steps'>,
  { opened, steps: seen, omitted = [] }: Driven,
): Trace {
  const notKept = (at: number) => {
    const count = omitted[at] ?? 0
    return count === 0 ? {} : { omitted: count }
  }
  return [
    { kind: 'opened', opening: space.opening, events: opened, ...notKept(0) },
    ...steps.slice(0, seen.length).map(({ action }, at) => ({
      kind: 'acted' as const,
      action,
      events: seen[at] ?? [],
      ...notKept(at + 1),
    })),
  ]
}
