import type { Deviations } from '../../src/reference/deviations.ts'
import { open, type State, step } from '../../src/reference/model.ts'
import { textNumbering } from '../explore/text-numbering.ts'
import type { Bounds } from '../schedules/bounds.ts'
import type { Fault } from '../schedules/faults.ts'
import type { Space } from '../schedules/space.ts'
import { spaceOf } from '../schedules/spaces.ts'
import type { Token } from '../schedules/token.ts'
import { choosing, walk } from '../schedules/walk.ts'

/** Whether the implementation still shows what is wrong, in this case. */
export type StillFails = (token: Token) => Promise<boolean>

/** A shorter case, and what was gone through to find it. */
export interface Shortened {
  readonly token: Token
  readonly tried: number
  /**
   * Whether no shorter one is left within these bounds: of all ways to each situation of the model the shortest was gone, and
   * every move from there was tried. False where there were too many.
   */
  readonly isShortest: boolean
}

/**
 * Looks, breadth first through the situations of the model, for the shortest case that still fails: in the bounds given and in
 * all that are smaller, with the faults of the case as often as it has them, fewer steps first, then smaller bounds. What the model takes for the same situation is tried once, so an
 * implementation that remembers more than it should may have a shorter case yet.
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
    const space = spaceOf(bounds)
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

/** How many steps a case has, those of its prefix among them. */
function lengthOf({ bounds, choices }: Token): number {
  return spaceOf(bounds).prefix.length + choices.length
}

/** The faults of a case, in the order of its bounds, and how often the one comes that comes most often; once at least. */
function faultsUsed({ bounds, choices }: Token, deviations: Deviations) {
  const used = new Map<Fault, number>()
  const choose = choosing(choices)
  walk(
    spaceOf(bounds),
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

/** To each situation the shortest way, and one move more: every edge of the space's graph, the nearest first. */
function* shortestFirst(space: Space, deviations: Deviations, atMost: number): Generator<readonly number[]> {
  const numbering = textNumbering()
  let { state } = open(space.opening, deviations)
  for (const action of space.prefix) state = step(state, action).state
  numbering.numberOf(space.env, undefined, state)
  yield []
  let layer: readonly { readonly env: unknown; readonly state: State; readonly choices: readonly number[] }[] = [
    { env: space.env, state, choices: [] },
  ]
  for (let length = 1; length <= atMost && layer.length > 0; length++) {
    const next: (typeof layer)[number][] = []
    for (const from of layer) {
      for (const [choice, { action, env }] of space.moves(from.env, from.state).entries()) {
        const choices = [...from.choices, choice]
        yield choices
        const after = step(from.state, action).state
        const size = numbering.size
        if (numbering.numberOf(env, undefined, after) === size) next.push({ env, state: after, choices })
      }
    }
    layer = next
  }
}

const shrinkable = ['writers', 'readers', 'partitions', 'epochs', 'rows', 'executions', 'plans', 'depth', 'times']

/** These bounds and all within them, the smallest first. */
function smallerBounds(bounds: Bounds): readonly Bounds[] {
  const fields = Object.entries(bounds).filter(([name]) => shrinkable.includes(name))
  const smaller = fields.reduce<readonly Readonly<Record<string, number>>[]>(
    (all, [name, most]) =>
      all.flatMap((one) => Array.from({ length: Number(most) + 1 }, (_, value) => ({ ...one, [name]: value }))),
    [{}],
  )
  return smaller
    .filter(({ times = 1, epochs = 1 }) => times >= 1 && epochs >= 1)
    .map((numbers): Bounds => ({ ...bounds, ...numbers }))
    .toSorted((one, other) => sizeOf(one) - sizeOf(other))
}

const sizeOf = (bounds: Bounds) =>
  Object.entries(bounds).reduce((sum, [name, value]) => sum + (shrinkable.includes(name) ? Number(value) : 0), 0)

const isSmaller = (one: Bounds, other: Bounds) => sizeOf(one) < sizeOf(other)
