import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Actor, Event } from '../../src/contract/events.ts'

/** What is wrong with the events of one step, as far as one event, or the order of two, is concerned. */
export type Problem =
  /** The model does it here, and it was not seen. */
  | { readonly kind: 'missing'; readonly actor: Actor; readonly expected: Event }
  /** It was seen, and the model does not do it here. */
  | { readonly kind: 'too-much'; readonly actor: Actor; readonly seen: Event }
  /** The actor does something of this kind, but not this. */
  | { readonly kind: 'different'; readonly actor: Actor; readonly expected: Event; readonly seen: Event }
  /** The actor does all that it should, in another order: where it departs, and what was seen there. */
  | { readonly kind: 'wrong-order'; readonly actor: Actor; readonly expected: Event; readonly seen: Event }
  /** What one actor does comes before that of another which causes it. */
  | { readonly kind: 'before-its-cause'; readonly actor: Actor; readonly cause: Event; readonly seen: Event }
  /** An actor with a permission has broken an invariant. */
  | {
      readonly kind: 'forbidden'
      readonly actor: Actor
      readonly requirement: string
      readonly says: string
      readonly seen: Event
    }

/** What stopped the best attempt to put the actions of a `together` into an order. */
export type Guard =
  | { readonly kind: 'event'; readonly action: Plain<Action>; readonly expected: Event; readonly instead?: Event }
  | { readonly kind: 'not-enabled'; readonly action: Plain<Action>; readonly reason: string }
  /** All actions are done, and these events remain. */
  | { readonly kind: 'left-over'; readonly seen: readonly Event[] }

/** A step that no run of the model shows. */
export interface Nonconformance {
  readonly problems: readonly [Problem, ...Problem[]]
  /** What the model does here (in a `together`: in the order that explains most), and what was seen; of what is looked at. */
  readonly expected: readonly Event[]
  readonly seen: readonly Event[]
  /** Of a `together`: the longest prefix of an order of its actions that explains what was seen, and what stopped it. */
  readonly together?: { readonly prefix: readonly Plain<Action>[]; readonly guard: Guard }
}
