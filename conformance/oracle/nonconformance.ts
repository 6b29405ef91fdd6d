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

/** The obstacle of the longest order of the actions of a `together` that fits. */
export type Guard =
  | { readonly kind: 'event'; readonly action: Plain<Action>; readonly expected: Event; readonly instead?: Event }
  | { readonly kind: 'not-enabled'; readonly action: Plain<Action>; readonly reason: string }
  /** All actions are taken, and these observed events remain. */
  | { readonly kind: 'left-over'; readonly seen: readonly Event[] }

/** A step that the model does not allow. */
export interface Nonconformance {
  readonly problems: readonly [Problem, ...Problem[]]
  /** The compared events: the model's (in a `together`: in the order that explains most) and the observed ones. */
  readonly expected: readonly Event[]
  readonly seen: readonly Event[]
  /** For a `together`: the longest prefix of an order of its actions that explains the observed events, and what stopped it. */
  readonly together?: { readonly prefix: readonly Plain<Action>[]; readonly guard: Guard }
}
