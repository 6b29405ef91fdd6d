import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** One action and the events until quiescence. The first step of a trace is the opening. */
export type TraceStep = (
  | { readonly kind: 'opened'; readonly opening: Opening }
  | { readonly kind: 'acted'; readonly action: Action }
  | { readonly kind: 'closed' }
) & {
  readonly events: readonly Event[]
  /** How many more events there were. A report does not keep thousands of them; they were examined. */
  readonly omitted?: number
}

export type Trace = readonly TraceStep[]

export function eventsOf(trace: Trace): readonly Event[] {
  return trace.flatMap((step) => step.events)
}
