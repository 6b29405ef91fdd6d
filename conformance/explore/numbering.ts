import type { Role } from '../../src/contract/roles.ts'
import type { State } from '../../src/reference/model.ts'

/** What a search tells from each other: what the kit has given, what was seen, and the model's state. */
export interface Situation<Env = unknown, History = unknown, R extends Role = Role> {
  readonly env: Env
  readonly history: History
  readonly state: State<R>
}

/**
 * Numbers the situations of a search from 0. Equal ones have one number; where it is `symmetric`, so have those that differ in
 * the partitions' names only.
 */
export interface Numbering<Env = unknown, History = unknown, R extends Role = Role> {
  readonly size: number
  readonly symmetric: boolean
  /** The situation's number; a new one's is `size - 1` afterwards. */
  numberOf(env: Env, history: History, state: State<R>): number
  /** The numbers of several, in their order, where that is faster than one by one. The answer is good until the next call. */
  numbersOf?(situations: readonly Situation<Env, History, R>[]): ArrayLike<number>
  /**
   * Told of the situation from which the next ones come, so that what they share with it need not be read again. Where
   * symmetry counts it answers, for each of those whose moves are alike (`Move.by`), the first that stands just as it does:
   * their moves lead to one situation, so one of them is enough. The answer is good until the next call.
   */
  leave?(env: Env, state: State<R>): ArrayLike<number> | undefined
}
