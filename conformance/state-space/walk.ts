import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, type State, step } from '../../src/reference/model.ts'
import { UsageError } from '../errors.ts'
import type { Move, StateSpace } from './state-space.ts'

/** A schedule, run on the model: the choices, the actions and the events of the model. */
export interface Walk<Env = unknown> {
  readonly space: StateSpace<Env>
  /** The events of the opening. */
  readonly opened: readonly Event[]
  /** The steps of the prefix, and then one step per choice. */
  readonly steps: readonly WalkStep<Env>[]
  readonly choices: readonly number[]
  readonly state: State
}

export interface WalkStep<Env = unknown> {
  readonly action: Action
  readonly env: Env
  readonly events: readonly Event[]
}

/** Picks a move by its index; the list is empty at the end. Undefined ends the walk. */
export type Choose<Env = unknown> = (moves: readonly Move<Env>[]) => number | undefined

/** Runs moves on the model until there is none left, or none is chosen. */
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

/** A choice that is not the index of a move. */
export class NoSuchChoice extends UsageError {
  override readonly name = 'NoSuchChoice'
}

/** Takes the given choices in order. @throws NoSuchChoice if a choice is not the index of a move */
export function choosing(choices: readonly number[]): (moves: readonly unknown[]) => number | undefined {
  let at = 0
  return (moves) => {
    const choice = choices[at++]
    if (choice === undefined || choice < moves.length) return choice
    throw new NoSuchChoice(`choice ${at} is ${choice}, and there are ${moves.length} to choose from`)
  }
}

/**
 * Decodes numbers below 2^16: the low byte picks a normal move or a fault kind, the high byte picks within that kind. Most values
 * of the low byte are normal moves, and 0 is the first of them.
 * So an array of small integers is a schedule, and shrinks to a shorter and a plainer one.
 */
export function randomChoices(numbers: readonly number[]): Choose {
  let at = 0
  return (moves) => {
    const number = numbers[at++]
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

/** `randomChoices` reads numbers below this. */
export const randomBelow = 2 ** 16

const faultsFrom = 176
