import { cutTrace, sizeOf } from '../assertions/cut.ts'
import type { Walk } from '../state-space/walk.ts'
import type { Driven } from './drive-case.ts'
import { observedTrace } from './observed-trace.ts'

/** The room of a failed case, in characters of JSON. */
const room = 64 * 1024

/**
 * A failed case as it is kept until it is made smaller: a driver may show megabytes in each. Events are left out only if the rest still
 * shows the failure.
 */
export function keptDriven(walk: Walk, driven: Driven, stillShows: (kept: Driven) => boolean): Driven {
  if (sizeOf(driven) <= room) return driven
  const [opened, ...steps] = cutTrace(observedTrace(walk, driven), room, driven.failedAt)
  const kept: Driven = {
    ...driven,
    opened: opened?.events ?? [],
    steps: steps.map(({ events }) => events),
    omitted: [opened, ...steps].map((step) => step?.omitted ?? 0),
  }
  return stillShows(kept) ? kept : driven
}
