import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Opening, State } from '../../src/reference/model.ts'
import type { Bounds } from './bounds.ts'
import type { Fault } from './faults.ts'

/**
 * All that a generated check may do to one subject, within bounds: in every situation a finite menu.
 * A schedule is the list of choices from it, small integers, so that it can be drawn, shrunk, written down and replayed.
 *
 * `Env` is what the kit knows by itself: what it has given, held back and lost. Plain data.
 */
export interface StateSpace<Env = unknown> {
  readonly bounds: Bounds
  readonly opening: Opening
  /** What is done before the first choice. */
  readonly prefix: readonly Plain<Action>[]
  readonly env: Env
  /** What can be done next: first what is ordinary, first come first, then the faults, kind by kind. Empty at the end. */
  moves(env: Env, state: State): readonly Move<Env>[]
}

/** One entry of the menu. */
export interface Move<Env = unknown> {
  readonly action: Action
  /** What the kit knows after it. */
  readonly env: Env
  /** The fault that it is; undefined for what is ordinary. */
  readonly fault?: Fault
  /** Whose move it is, of several that are alike: two of these, if they stand alike, have moves that are alike. */
  readonly by?: number
}
