import type { State } from '../../src/reference/model.ts'

/**
 * Numbers the situations of a search from 0, each told by what the kit has given, what was seen, and the model's state.
 * Equal ones have one number; where it is `symmetric`, so have those that differ in the partitions' names only.
 */
export interface Numbering<Env = unknown, History = unknown> {
  readonly size: number
  readonly symmetric: boolean
  /** The situation's number; a new one's is `size - 1` afterwards. */
  numberOf(env: Env, history: History, state: State): number
  /**
   * Where symmetry counts: for each of those whose moves are alike (`Move.by`) the first that stands just as it does. Their
   * moves lead to one situation, so one of them is enough. The answer is good until the next call.
   */
  firstAlike?(env: Env, state: State): ArrayLike<number>
}
