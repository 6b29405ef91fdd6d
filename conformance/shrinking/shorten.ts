import type { Deviations } from '../../src/reference/deviations.ts'
import { open, type State, step } from '../../src/reference/model.ts'
import { interner } from '../explore/interner.ts'
import type { Bounds } from '../state-space/bounds.ts'
import type { Fault } from '../state-space/faults.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import type { StateSpace } from '../state-space/state-space.ts'
import type { Token } from '../state-space/token.ts'
import { choosing, walk } from '../state-space/walk.ts'

/** Whether the implementation still shows the finding in this case. */
export type StillFails = (token: Token) => Promise<boolean>

/** A shorter case, and the effort to find it. */
export interface Shortened {
  readonly token: Token
  readonly tried: number
  /**
   * Whether no case that `shorten` distinguishes is shorter within these bounds, because all of them were tried. False if there
   * were too many.
   */
  readonly isShortest: boolean
}

/**
 * Searches the situations of the model breadth first for the shortest case that still fails: within these bounds and all smaller
 * ones, with the faults of the case or fewer. Fewer steps count first, then smaller bounds. Schedules with the same actions in
 * another order, the same last action and the same state of the model are tried once. So an implementation that remembers more
 * of the order may have a shorter case.
 */
export async function shorten(
  token: Token,
  deviations: Deviations,
  stillFails: StillFails,
  mostTries: number,
): Promise<Shortened> {
  let best = token
  let tried = 0
  let isShortest = true
  const { faults, times } = faultsUsed(token, deviations)
  for (const bounds of smallerBounds({ ...token.bounds, faults, times })) {
    const space = stateSpaceOf(bounds)
    const atMost = lengthOf(best) - space.prefix.length - (isSmaller(bounds, best.bounds) ? 0 : 1)
    for (const choices of shortestFirst(space, deviations, atMost)) {
      if (tried >= mostTries) {
        isShortest = false
        break
      }
      tried++
      if (await stillFails({ bounds, choices })) {
        best = { bounds, choices }
        break
      }
    }
  }
  return { token: best, tried, isShortest }
}

/** The number of steps of a case, its prefix included. */
function lengthOf({ bounds, choices }: Token): number {
  return stateSpaceOf(bounds).prefix.length + choices.length
}

/** The faults of a case in the order of its bounds, and the count of the most frequent one, at least 1. */
function faultsUsed({ bounds, choices }: Token, deviations: Deviations) {
  const used = new Map<Fault, number>()
  const choose = choosing(choices)
  walk(
    stateSpaceOf(bounds),
    (moves) => {
      const choice = choose(moves)
      const fault = choice === undefined ? undefined : moves[choice]?.fault
      if (fault !== undefined) used.set(fault, (used.get(fault) ?? 0) + 1)
      return choice
    },
    deviations,
  )
  return { faults: bounds.faults.filter((fault) => used.has(fault)), times: Math.max(1, ...used.values()) }
}

/**
 * One shortest path to each situation plus one more move, the shortest first. Situations differ by the model's state, the set of
 * actions and the last action: an implementation may remember more than the model.
 */
function* shortestFirst(space: StateSpace, deviations: Deviations, atMost: number): Generator<readonly number[]> {
  const intern = interner()
  const known = new Set<string>()
  let { state } = open(space.opening, deviations)
  for (const action of space.prefix) state = step(state, action).state
  yield []
  let layer: readonly Path[] = [{ env: space.env, state, choices: [], done: [] }]
  for (let length = 1; length <= atMost && layer.length > 0; length++) {
    const next: Path[] = []
    for (const from of layer) {
      for (const [choice, { action, env }] of space.moves(from.env, from.state).entries()) {
        const choices = [...from.choices, choice]
        yield choices
        const after = step(from.state, action).state
        const last = intern(action)
        const done = [...from.done, last].sort((one, other) => one - other)
        const key = `${intern(env)} ${intern(after)} ${done.join()} ${last}`
        if (known.has(key)) continue
        known.add(key)
        next.push({ env, state: after, choices, done })
      }
    }
    layer = next
  }
}

/** A path to a situation, with its actions as sorted numbers. */
interface Path {
  readonly env: unknown
  readonly state: State
  readonly choices: readonly number[]
  readonly done: readonly number[]
}

const shrinkable = ['writers', 'readers', 'partitions', 'epochs', 'rows', 'executions', 'plans', 'depth', 'times']

/** These bounds and all smaller ones, with all or some of the faults, the smallest first. */
export function smallerBounds(bounds: Bounds): readonly Bounds[] {
  const fields = Object.entries(bounds).filter(([name]) => shrinkable.includes(name))
  const smaller = fields.reduce<readonly Readonly<Record<string, number>>[]>(
    (all, [name, most]) =>
      all.flatMap((one) => Array.from({ length: Number(most) + 1 }, (_, value) => ({ ...one, [name]: value }))),
    [{}],
  )
  const some = bounds.faults.reduce<readonly (readonly Fault[])[]>(
    (all, fault) => all.flatMap((one) => [one, [...one, fault]]),
    [[]],
  )
  return smaller
    .filter(({ times = 1, epochs = 1 }) => times >= 1 && epochs >= 1)
    .flatMap((numbers) => some.map((faults): Bounds => ({ ...bounds, ...numbers, faults })))
    .filter(({ faults, times }) => faults.length > 0 || times === 1)
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))
}

const sizeOf = (bounds: Bounds) =>
  Object.entries(bounds).reduce(
    (sum, [name, value]) => sum + (shrinkable.includes(name) ? Number(value) : 0),
    bounds.faults.length,
  )

const isSmaller = (one: Bounds, other: Bounds) => sizeOf(one) < sizeOf(other)
