import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { State } from '../../src/reference/model.ts'
import type { Bounds } from './bounds.ts'
import type { Fault } from './faults.ts'

/**
 * All moves that a generated check may make on one subject, within bounds: a finite list in each state. A schedule is a list of
 * indexes into these lists: small integers, which can be generated, shrunk, written down and replayed.
 *
 * `Env` is the knowledge of the kit: the inputs that it has sent, held and lost. Plain data.
 */
export interface StateSpace<Env = unknown, R extends Role = Role> {
  readonly bounds: Bounds<R>
  readonly opening: Opening<R>
  /** The actions before the first choice. */
  readonly prefix: readonly Plain<Action>[]
  readonly env: Env
  /** The enabled moves: normal moves in a fixed order, then faults, kind by kind. Empty at the end. */
  moves(env: Env, state: State<R>): readonly Move<Env>[]
}

/** One possible next action. */
export interface Move<Env = unknown> {
  readonly action: Action
  /** The knowledge of the kit after the move. */
  readonly env: Env
  /** The fault of the move; undefined for a normal move. */
  readonly fault?: Fault
  /** The partition or sender of the move, if several are symmetric. */
  readonly by?: number
}
