import type { Event, EventKind, EventOf } from '../../../src/contract/events.ts'
import type { Wrapper } from '../mutant.ts'
import { onEachStep, type Taken } from './wrapper.ts'

// Combinators that alter what is observed: events of a kind, or log lines whose message a pattern matches.

/** A kind of event, or a pattern of log lines. */
export type Select = EventKind | RegExp
export type Selected<S extends Select> = S extends EventKind ? EventOf<S> : EventOf<'logged'>

/** A condition on an action that the model has taken, and on an event that the action has led to. */
export type When<S extends Select = EventKind> = (taken: Taken, event: Selected<S>) => boolean

/** Alters all events of a step, and those of the opening, for which there is no `taken`. */
export function alterEvents(change: (events: readonly Event[], taken: Taken | undefined) => readonly Event[]): Wrapper {
  return (model) => {
    const { step } = onEachStep(({ state, action, take }) => {
      const { state: after, events } = take(state, action)
      return { state: after, events: change(events, { before: state, action, after, events }) }
    })(model)
    return {
      step,
      open(opening, deviations) {
        const { state, events } = model.open(opening, deviations)
        return { state, events: change(events, undefined) }
      },
    }
  }
}

/** Puts other events, none or several, in the place of each that is selected. A condition is not asked of the opening. */
export function alterEach<S extends Select>(
  select: S,
  change: (event: Selected<S>, taken: Taken | undefined) => Event | readonly Event[],
  when?: When<S>,
): Wrapper {
  return alterEvents((events, taken) =>
    events.flatMap((event) => {
      if (!isSelected(select, event)) return [event]
      if (when !== undefined && (taken === undefined || !when(taken, event))) return [event]
      return change(event, taken)
    }),
  )
}

export const drop = <S extends Select>(select: S, when?: When<S>): Wrapper => alterEach(select, () => [], when)

export const double = <S extends Select>(select: S, when?: When<S>): Wrapper =>
  alterEach(select, (event) => [event, event], when)

/** Alters fields of events. */
export const patch = <S extends Select>(
  select: S,
  fields: Partial<Selected<S>> | ((event: Selected<S>, taken: Taken | undefined) => Partial<Selected<S>>),
  when?: When<S>,
): Wrapper =>
  alterEach(
    select,
    (event, taken) => ({ ...event, ...(typeof fields === 'function' ? fields(event, taken) : fields) }) as Event,
    when,
  )

/** Makes events in front of each that is selected. */
export const before = <S extends Select>(
  select: S,
  make: (event: Selected<S>, taken: Taken) => Event | readonly Event[],
  when?: When<S>,
): Wrapper =>
  alterEach(select, (event, taken) => (taken === undefined ? event : [make(event, taken), event].flat()), when)

/** Makes events behind each that is selected. */
export const behind = <S extends Select>(
  select: S,
  make: (event: Selected<S>, taken: Taken) => Event | readonly Event[],
  when?: When<S>,
): Wrapper =>
  alterEach(select, (event, taken) => (taken === undefined ? event : [event, make(event, taken)].flat()), when)

/** Exchanges each event of the second kind with the nearest one of the first kind in front of it. */
export function exchange(first: Select, second: Select): Wrapper {
  return alterEvents((events) => {
    const order = [...events]
    for (const [at, event] of events.entries()) {
      if (!isSelected(second, event)) continue
      const other = events.findLastIndex((one, index) => index < at && isSelected(first, one))
      const earlier = events[other]
      if (earlier !== undefined) [order[other], order[at]] = [event, earlier]
    }
    return order
  })
}

/** Moves each selected event to the place right in front of the nearest earlier one of the other kind. */
export function moveBefore(select: Select, other: Select): Wrapper {
  return alterEvents((events) => {
    const order: Event[] = []
    for (const event of events) {
      const at = isSelected(select, event) ? order.findLastIndex((one) => isSelected(other, one)) : -1
      order.splice(at < 0 ? order.length : at, 0, event)
    }
    return order
  })
}

export function isSelected<S extends Select>(select: S, event: Event): event is Event & Selected<S> {
  return typeof select === 'string' ? event.kind === select : event.kind === 'logged' && select.test(event.message)
}
