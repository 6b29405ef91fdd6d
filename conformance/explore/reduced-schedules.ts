import type { Deviations } from '../../src/reference/deviations.ts'
import { open, type State, step } from '../../src/reference/model.ts'
import type { Move, StateSpace } from '../state-space/state-space.ts'
import { areIndependent } from './independent.ts'
import { textOf } from './text-numbering.ts'

/**
 * The complete schedules of a state space, depth first. Without a reduction: all of them. With sleep sets: at least one of each
 * class that differs only in the order of independent moves, so every sequence of events still occurs (Godefroid 1996, chapter 5:
 * a move that was tried earlier sleeps until a dependent move is taken).
 */
export function* schedulesOf(
  space: StateSpace,
  deviations: Deviations,
  reduction: 'none' | 'sleep-sets',
): Generator<readonly number[]> {
  let { state } = open(space.opening, deviations)
  for (const action of space.prefix) state = step(state, action).state
  yield* from(state, space.env, [], [])

  function* from(
    here: State,
    env: unknown,
    choices: readonly number[],
    asleep: readonly Move[],
  ): Generator<readonly number[]> {
    const moves = space.moves(env, here)
    if (moves.length === 0) yield choices
    // A sleeping move is still enabled here: independent moves since then have not disabled it.
    const notNow = moves.filter((move) => asleep.some((one) => isSame(one, move)))
    for (const [choice, move] of moves.entries()) {
      if (notNow.includes(move)) continue
      const stillAsleep = reduction === 'none' ? [] : notNow.filter((one) => areIndependent(space, here, move, one))
      yield* from(step(here, move.action).state, move.env, [...choices, choice], stillAsleep)
      notNow.push(move)
    }
  }
}

const isSame = (one: Move, other: Move) => one.fault === other.fault && textOf(one.action) === textOf(other.action)
