import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { State } from '../../src/reference/model.ts'
import type { Bounds } from './bounds.ts'
import type { Fault } from './faults.ts'

/**
 * All that a generated check may do to one subject, within bounds: in every situation a finite list of moves.
 * A schedule is a list of indexes into these lists, small integers, so that it can be generated, shrunk, written down and replayed.
 *
 * `Env` is what the kit knows by itself: what it has given, held back and lost. Plain data.
 */
export interface StateSpace<Env = unknown, R extends Role = Role> {
  readonly bounds: Bounds<R>
  readonly opening: Opening<R>
  /** What is done before the first choice. */
  readonly prefix: readonly Plain<Action>[]
  readonly env: Env
  /** The enabled moves: normal moves in a fixed order, then faults, kind by kind. Empty at the end. */
  moves(env: Env, state: State<R>): readonly Move<Env>[]
}

/** One thing that can be done next. */
export interface Move<Env = unknown> {
  readonly action: Action
  /** What the kit knows after it. */
  readonly env: Env
  /** The fault that it is; undefined for a normal move. */
  readonly fault?: Fault
  /** The partition or sender that the move is of, where several are symmetric. */
  readonly by?: number
}
