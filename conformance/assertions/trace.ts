import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** One action and the events until quiescence. The first step of a trace is the opening. */
export type TraceStep =
  | { readonly kind: 'opened'; readonly opening: Opening; readonly events: readonly Event[] }
  | { readonly kind: 'acted'; readonly action: Action; readonly events: readonly Event[] }
  | { readonly kind: 'closed'; readonly events: readonly Event[] }

export type Trace = readonly TraceStep[]

export function eventsOf(trace: Trace): readonly Event[] {
  return trace.flatMap((step) => step.events)
}
