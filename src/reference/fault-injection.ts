import type { CoordinatorPlace, OperatorPlace, TaskPlace } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { OneWayMessage } from '../contract/messages.ts'
import type { PlainError } from '../contract/values.ts'

// No page: how the kit makes a call throw. The pages' "in case of an error" begins here.
// A list of events is a list of calls, in the order in which they are made. `attempt` stops before the first that is to throw.

type AnyPlace = CoordinatorPlace | OperatorPlace | TaskPlace

/** Places that throw at their next call, once, and what they throw. */
export type PendingFaults<Place extends string> = { readonly [P in Place]?: Fault }

/** The error to throw. A fault of a send may be for one type of message only. */
export type Fault = PlainError & { readonly of?: OneWayMessage['type'] }

/** No place throws. `attempt` looks no further when it meets this very object. */
export const noFaults: PendingFaults<never> = {}

/** `faults` with one more: `place` will throw `error`. */
export function inject<P extends string>(faults: PendingFaults<P>, place: NoInfer<P>, error: Fault): PendingFaults<P> {
  return { ...faults, [place]: error }
}

/** The place whose call an event reports; all other events report nothing that can throw. */
const placeOf: { readonly [K in Event['kind']]?: AnyPlace } = {
  'writer-factory-created': 'create-writer-factory',
  'child-executed': 'child',
  'upstream-computed': 'upstream',
  'writer-created': 'create-writer',
  'row-written': 'write',
  'partition-committed': 'commit',
  sent: 'send',
  'writer-aborted': 'abort',
  'offset-added': 'query.add-offset',
  'epoch-committed': 'writer.commit',
  'query-committed': 'query.commit',
}

/** How far `attempt` has come. */
export interface Attempted<S> {
  /** The state given, without the fault that was thrown; the same object if nothing was thrown. */
  readonly after: S
  /** The events that have happened. */
  readonly events: readonly Event[]
  readonly thrown: PlainError | undefined
}

/** Makes the calls that the events report, in order, and stops before the first one whose place has a pending fault: it throws. */
export function attempt<S extends { readonly faults: PendingFaults<AnyPlace> }>(
  state: S,
  events: readonly Event[],
): Attempted<S> {
  if (state.faults === noFaults) return { after: state, events, thrown: undefined }
  for (const [index, event] of events.entries()) {
    const place = placeOf[event.kind]
    const fault = place && state.faults[place]
    if (fault === undefined) continue
    const { of, ...thrown } = fault
    if (of !== undefined && event.kind === 'sent' && of !== event.message.type) continue
    return { after: { ...state, faults: without(state.faults, place) }, events: events.slice(0, index), thrown }
  }
  return { after: state, events, thrown: undefined }
}

function without(faults: PendingFaults<AnyPlace>, place: AnyPlace | undefined): PendingFaults<AnyPlace> {
  const left = Object.entries(faults).filter(([other]) => other !== place)
  return left.length === 0 ? noFaults : Object.fromEntries(left)
}
