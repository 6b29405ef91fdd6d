import type { PlainError } from '../contract/values.ts'

/** Places that throw at their next call, once, and what they throw. */
export type Armed<Place extends string> = { readonly [P in Place]?: PlainError }

/** `armed` with `place` ready to throw `error`. */
export function arm<P extends string>(armed: Armed<P>, place: NoInfer<P>, error: PlainError): Armed<P> {
  return { ...armed, [place]: error }
}

/** A call at `place`: what it throws, if it was armed, and what is armed afterwards. */
export function call<P extends string>(
  armed: Armed<P>,
  place: NoInfer<P>,
): { readonly thrown?: PlainError; armed: Armed<P> } {
  const thrown = armed[place]
  if (thrown === undefined) return { armed }
  const { [place]: _, ...rest } = armed
  return { thrown, armed: rest as Armed<P> }
}
