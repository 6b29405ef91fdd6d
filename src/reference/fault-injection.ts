import type { Report } from '../contract/messages.ts'
import type { PlainError } from '../contract/values.ts'

/** Places that throw at their next call, once, and what they throw. */
export type PendingFaults<Place extends string> = { readonly [P in Place]?: Fault }

/** What is thrown; a send may be made to throw at its next call with one message only. */
export type Fault = PlainError & { readonly of?: Report['type'] }

/** `armed` with `place` ready to throw `error`. */
export function inject<P extends string>(armed: PendingFaults<P>, place: NoInfer<P>, error: Fault): PendingFaults<P> {
  return { ...armed, [place]: error }
}

/** A call at `place`, with a message where it is a send: what it throws, if it was armed, and what is armed afterwards. */
export function call<P extends string>(
  armed: PendingFaults<P>,
  place: NoInfer<P>,
  message?: Report['type'],
): { readonly thrown?: PlainError; armed: PendingFaults<P> } {
  const fault = armed[place]
  if (fault === undefined) return { armed }
  const { of, ...thrown } = fault
  if (of !== undefined && of !== message) return { armed }
  const { [place]: _, ...rest } = armed
  return { thrown, armed: rest as PendingFaults<P> }
}
