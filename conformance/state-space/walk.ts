import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, type State, step } from '../../src/reference/model.ts'
import { UsageError } from '../errors.ts'
import type { Move, StateSpace } from './state-space.ts'

/** A schedule carried out on the model: what was chosen, what was done, and what the model did. */
export interface Walk<Env = unknown> {
  readonly space: StateSpace<Env>
  /** What was seen while the subject was made. */
  readonly opened: readonly Event[]
  /** The steps of the space's prefix, and then one a choice. */
  readonly steps: readonly WalkStep<Env>[]
  readonly choices: readonly number[]
  readonly state: State
}

export interface WalkStep<Env = unknown> {
  readonly action: Action
  readonly env: Env
  readonly events: readonly Event[]
}

/** Says which move is taken, by its place in the menu, which is empty at the end; undefined ends the walk. */
export type Choose<Env = unknown> = (moves: readonly Move<Env>[]) => number | undefined

/** Goes through the space on the model until there is no move left, or none is chosen. */
export function walk<Env>(
  space: StateSpace<Env>,
  choose: Choose<Env>,
  deviations: Deviations,
  model: Model = { open, step },
): Walk<Env> {
  let { state, events } = model.open(space.opening, deviations)
  const opened = events
  const steps: WalkStep<Env>[] = []
  const choices: number[] = []
  for (const action of space.prefix) {
    ;({ state, events } = model.step(state, action))
    steps.push({ action, env: space.env, events })
  }
  let { env } = space
  for (;;) {
    const moves = space.moves(env, state)
    const choice = choose(moves)
    const move = choice === undefined ? undefined : moves[choice]
    if (move === undefined || choice === undefined) return { space, opened, steps, choices, state }
    ;({ state, events } = model.step(state, move.action))
    env = move.env
    choices.push(choice)
    steps.push({ action: move.action, env, events })
  }
}

/** A choice that is on no menu. */
export class NoSuchChoice extends UsageError {
  override readonly name = 'NoSuchChoice'
}

/** Chooses what is given, one after the other. @throws NoSuchChoice if the menu is shorter than that, or empty too early */
export function choosing(choices: readonly number[]): Choose {
  let at = 0
  return (moves) => {
    const choice = choices[at++]
    if (choice === undefined || choice < moves.length) return choice
    throw new NoSuchChoice(`choice ${at} is ${choice}, and there are ${moves.length} to choose from`)
  }
}

/**
 * Chooses by drawn numbers below 2^16: the low byte takes an ordinary move for most of its values (0 the first to come), and
 * a kind of fault for the others, where there is one; the high byte then takes one of that kind, however many the others have.
 * So an array of small integers is a schedule, and shrinks to a shorter and a plainer one.
 */
export function randomChoices(drawn: readonly number[]): Choose {
  let at = 0
  return (moves) => {
    const number = drawn[at++]
    if (number === undefined || moves.length === 0) return undefined
    const [low, high] = [number & 0xff, number >>> 8]
    const ordinary = moves.findIndex(({ fault }) => fault !== undefined)
    const ordinaries = ordinary === -1 ? moves.length : ordinary
    if (ordinaries === moves.length || (low < faultsFrom && ordinaries > 0)) return low % ordinaries
    const kinds = [...new Set(moves.slice(ordinaries).map(({ fault }) => fault))]
    const kind = kinds[low % kinds.length]
    const first = moves.findIndex(({ fault }) => fault === kind)
    return first + (high % moves.filter(({ fault }) => fault === kind).length)
  }
}

/** All numbers that `drawing` tells apart are below this. */
export const randomBelow = 2 ** 16

const faultsFrom = 176
