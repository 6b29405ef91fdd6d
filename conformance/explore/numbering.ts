import type { Role } from '../../src/contract/roles.ts'
import type { State } from '../../src/reference/model.ts'

/** The unit of a search: the kit's own inputs, the observed history, and the model's state. */
export interface Situation<Env = unknown, History = unknown, R extends Role = Role> {
  readonly env: Env
  readonly history: History
  readonly state: State<R>
}

/**
 * Numbers the situations of a search from 0. Equal situations share a number. If it is `symmetric`, situations that differ only
 * in the names of partitions share one, too.
 */
export interface Numbering<Env = unknown, History = unknown, R extends Role = Role> {
  readonly size: number
  readonly symmetric: boolean
  /** The situation's number; a new one's is `size - 1` afterwards. */
  numberOf(env: Env, history: History, state: State<R>): number
  /** The numbers of several situations in order, where that is faster than one by one. The result is valid until the next call. */
  numbersOf?(situations: readonly Situation<Env, History, R>[]): ArrayLike<number>
  /**
   * Announces the situation from which the next ones are reached, so the parts that they share need not be read again. With
   * symmetry it returns, by sender (`Move.by`), the first sender in the same state: their moves lead to one situation, so one of
   * them is enough. The result is valid until the next call.
   */
  leave?(env: Env, state: State<R>): ArrayLike<number> | undefined
}
