import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Actor, Event } from '../../src/contract/events.ts'

/** One problem of a step: with one event, or with the order of two. */
export type Problem =
  /** The model has the event here, and it was not observed. */
  | { readonly kind: 'missing'; readonly actor: Actor; readonly expected: Event }
  /** The event was observed, and the model does not have it here. */
  | { readonly kind: 'too-much'; readonly actor: Actor; readonly seen: Event }
  /** The actor has an event of this kind with other fields. */
  | { readonly kind: 'different'; readonly actor: Actor; readonly expected: Event; readonly seen: Event }
  /** The actor has all expected events in another order: the first expected one that is elsewhere, and the one in its place. */
  | { readonly kind: 'wrong-order'; readonly actor: Actor; readonly expected: Event; readonly seen: Event }
  /** The event was observed before an event of another actor that happens before it. */
  | { readonly kind: 'before-its-cause'; readonly actor: Actor; readonly cause: Event; readonly seen: Event }
  /** An actor with a permission has broken an invariant. */
  | {
      readonly kind: 'forbidden'
      readonly actor: Actor
      readonly requirement: string
      readonly says: string
      readonly seen: Event
    }

/** One action of an order, and the events that follow from it. */
export interface Taken {
  readonly action: Plain<Action>
  readonly events: readonly Event[]
}

/** The obstacle of the order of the actions of a `together` that explains most. */
export type Guard =
  /** After the action the events of `before` were seen, and then `instead`, if anything, in place of the expected event. */
  | {
      readonly kind: 'event'
      readonly action: Plain<Action>
      readonly before: readonly Event[]
      readonly expected: Event
      readonly instead?: Event
    }
  | { readonly kind: 'not-enabled'; readonly action: Plain<Action>; readonly reason: string }
  /** All actions are taken, and these observed events remain. */
  | { readonly kind: 'left-over'; readonly seen: readonly Event[] }

/** The order of the actions of a `together` that explains most of the observed events. */
export interface ClosestOrder {
  /** Its actions up to the obstacle, each with the events that it explains. */
  readonly taken: readonly Taken[]
  readonly stopped: Guard
  /** The other actions, in the order in which they were given. */
  readonly left: readonly Plain<Action>[]
}

/** A step that the model does not allow. */
export interface Nonconformance {
  readonly problems: readonly [Problem, ...Problem[]]
  /** The compared events: the model's (in a `together`: in the order that explains most) and the observed ones. */
  readonly expected: readonly Event[]
  readonly seen: readonly Event[]
  /** For a `together`. */
  readonly together?: ClosestOrder
}
