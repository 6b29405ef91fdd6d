import type { Report } from '../contract/messages.ts'
import type { PlainError } from '../contract/values.ts'

/** Places that throw at their next call, once, and what they throw. */
export type PendingFaults<Place extends string> = { readonly [P in Place]?: Fault }

/** What is thrown; a send may be made to throw at its next call with one message only. */
export type Fault = PlainError & { readonly of?: Report['type'] }

/** `faults` with one more: `place` will throw `error`. */
export function inject<P extends string>(faults: PendingFaults<P>, place: NoInfer<P>, error: Fault): PendingFaults<P> {
  return { ...faults, [place]: error }
}

/** A call at `place`, with a message where it is a send: what it throws, if a fault is pending there, and the faults that are left. */
export function call<P extends string>(
  faults: PendingFaults<P>,
  place: NoInfer<P>,
  message?: Report['type'],
): { readonly thrown?: PlainError; faults: PendingFaults<P> } {
  const fault = faults[place]
  if (fault === undefined) return { faults }
  const { of, ...thrown } = fault
  if (of !== undefined && of !== message) return { faults }
  const { [place]: _, ...rest } = faults
  return { thrown, faults: rest as PendingFaults<P> }
}
