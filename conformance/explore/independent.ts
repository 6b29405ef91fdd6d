import type { Event } from '../../src/contract/events.ts'
import { type State, step } from '../../src/reference/model.ts'
import type { Move, StateSpace } from '../state-space/state-space.ts'
import { textOf } from './text-numbering.ts'

/**
 * Whether two moves of a situation commute: each leaves the other enabled, both orders lead to the same situation and show the
 * same events, and at most one of the moves shows an event. The model decides by trying both orders (Godefroid, Partial-Order
 * Methods for the Verification of Concurrent Systems, 1996, definition 3.1). Two moves that both show events keep their order,
 * which preserves every sequence of events.
 */
export function areIndependent(space: StateSpace, state: State, one: Move, other: Move): boolean {
  const first = step(state, one.action)
  const second = step(state, other.action)
  if (shows(first.events) && shows(second.events)) return false
  const otherAfter = sameMove(space, one.env, first.state, other)
  const oneAfter = sameMove(space, other.env, second.state, one)
  if (otherAfter === undefined || oneAfter === undefined) return false
  const there = step(first.state, otherAfter.action)
  const here = step(second.state, oneAfter.action)
  return (
    textOf(there.events) === textOf(second.events) &&
    textOf(here.events) === textOf(first.events) &&
    textOf([otherAfter.env, there.state]) === textOf([oneAfter.env, here.state])
  )
}

const shows = (events: readonly Event[]) => events.length > 0

/** The move of the same action in another situation, if it is enabled there. */
function sameMove(space: StateSpace, env: unknown, state: State, move: Move): Move | undefined {
  const text = textOf(move.action)
  return space.moves(env, state).find(({ action, fault }) => fault === move.fault && textOf(action) === text)
}
