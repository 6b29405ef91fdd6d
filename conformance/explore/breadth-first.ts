import type { Deviations } from '../../src/reference/deviations.ts'
import { type Model, open, step } from '../../src/reference/model.ts'
import type { Always, Moment, RoleProperties } from '../properties/property.ts'
import type { StateSpace } from '../state-space/state-space.ts'
import { GrowableArray } from './growable-array.ts'
import { interleavings } from './interleavings.ts'
import type { Numbering, Situation } from './numbering.ts'
import { shortestPaths } from './shortest-paths.ts'

/** The inputs of a search. */
export interface Search<Env, History> {
  readonly space: StateSpace<Env>
  readonly properties: RoleProperties<Env, History>
  readonly numbering: Numbering<Env, History>
  readonly deviations: Deviations
  readonly model?: Model
}

/** The progress of a search. */
export interface SearchProgress {
  readonly states: number
  readonly edges: number
}

/** The result of a search: over every situation within the bounds, or over those visited before it stopped. */
export interface Exploration {
  readonly states: number
  readonly edges: number
  /** The length of the longest of the shortest paths to a situation. */
  readonly depth: number
  /** The number of schedules. Undefined if the search is incomplete or there were too many edges to keep. */
  readonly interleavings: bigint | undefined
  /** The first broken property, with the shortest choices that break it. */
  readonly violation: Violation | undefined
  /** The `sometimes` properties that were reached, by name, each with the shortest choices that reach it. */
  readonly reached: ReadonlyMap<string, readonly number[]>
  /** The names of the `sometimes` properties that the bounds allow and no schedule reached. */
  readonly unreached: readonly string[]
  /** The names of the `always` properties that no event exercised, so the search did not check them. */
  readonly unspoken: readonly string[]
  /** Whether every situation within the bounds was visited. */
  readonly complete: boolean
  /** Whether situations that differ only in the names of partitions counted as one. */
  readonly symmetric: boolean
}

/** A broken property. */
export interface Violation {
  readonly property: string
  readonly requirements: readonly string[]
  readonly how: string
  readonly choices: readonly number[]
}

/** Edges between two yields: about a second at the speed of text keys, so that an interrupt is heard. */
const progressEvery = 1 << 14
const mostEdgesKept = 1 << 22

/**
 * Searches the state space on the model breadth first: every situation once, every property at every step. So the first violation
 * is a shortest one.
 */
export function searchBreadthFirst<Env, History>(search: Search<Env, History>): Exploration {
  return runToEnd(searchInSteps(search))
}

/** The result of a search in steps that is never stopped. */
export function runToEnd<Result>(steps: Generator<SearchProgress, Result, undefined>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/** The same in steps: it yields its progress from time to time, and returns the result so far on `stop`. */
export function* searchInSteps<Env, History>(
  search: Search<Env, History>,
): Generator<SearchProgress, Exploration, 'stop' | undefined> {
  const { space, properties, numbering, deviations, model = { open, step } } = search
  const { bounds } = space
  const paths = shortestPaths()
  const starts = new GrowableArray(Int32Array)
  const targets = new GrowableArray(Int32Array)
  const alsoWithoutEvents = properties.always.filter((property) => property.alsoWithoutEvents)
  const reached = new Map<string, readonly number[]>()
  let unreached = properties.sometimes.filter(({ needs }) => needs.every((fault) => bounds.faults.includes(fault)))
  let unspoken = properties.always
  let edges = 0
  let depth = 0

  const begin = (): Situation<Env, History> => {
    let { state } = model.open(space.opening, deviations)
    for (const action of space.prefix) state = model.step(state, action).state
    const history = properties.begin(bounds)
    numbering.numberOf(space.env, history, state)
    return { env: space.env, history, state }
  }
  const found = (violation: Violation | undefined, complete: boolean): Exploration => ({
    states: numbering.size,
    edges,
    depth,
    // Counted on demand, because counting may take as long as the search.
    get interleavings() {
      return complete && targets.length === edges ? countInterleavings() : undefined
    },
    violation,
    reached,
    unreached: unreached.map(({ name }) => name),
    unspoken: unspoken.map(({ name }) => name),
    complete,
    symmetric: numbering.symmetric,
  })
  const countInterleavings = () => {
    const start = (state: number) => (state < starts.length ? starts.at(state) : edges)
    return interleavings({ states: numbering.size, start, target: (edge) => targets.at(edge) })
  }

  const numbersOf = (situations: readonly Situation<Env, History>[]): ArrayLike<number> =>
    numbering.numbersOf?.(situations) ??
    situations.map(({ env, history, state }) => numbering.numberOf(env, history, state))

  let size = 1
  let next: Situation<Env, History>[] = []
  /** Tries every move of a situation; returns the property that one of them breaks. */
  const explore = (number: number, { env, history, state }: Situation<Env, History>): Violation | undefined => {
    let violation: Violation | undefined
    const alike = numbering.leave?.(env, state)
    const reachedHere: Situation<Env, History>[] = []
    /** By choice, and by sender: the index in `reachedHere` of the situation that the move leads to. */
    const leadsTo: number[] = []
    const leadsToBy: number[] = []
    for (const { action, env: then, by } of space.moves(env, state)) {
      const twin = by === undefined || alike === undefined ? undefined : leadsToBy[alike[by] as number]
      if (twin !== undefined) {
        leadsTo.push(twin)
        continue
      }
      const { state: after, events } = model.step(state, action)
      const moment = { bounds, env: then, history, action, events, state: after }
      const broken = firstBroken(events.length === 0 ? alsoWithoutEvents : properties.always, moment)
      if (broken !== undefined) {
        violation = { ...broken, choices: paths.to(number, leadsTo.length) }
        break
      }
      if (unspoken.length > 0) listen(moment)
      if (unreached.length > 0) look(moment, number, leadsTo.length)
      if (by !== undefined && alike !== undefined) leadsToBy[by] = reachedHere.length
      leadsTo.push(reachedHere.length)
      const seen = events.length === 0 ? history : properties.after(history, events)
      reachedHere.push({ env: then, history: seen, state: after })
    }
    // Situations are explored in the order of their numbers, so their edges are stored in that order.
    starts.push(targets.length)
    const numbers = numbersOf(reachedHere)
    for (let choice = 0; choice < leadsTo.length; choice++) {
      const which = leadsTo[choice] as number
      const to = numbers[which] as number
      if (to === size) {
        size++
        paths.add(number, choice)
        next.push(reachedHere[which] as Situation<Env, History>)
      }
      if (edges++ < mostEdgesKept) targets.push(to)
    }
    return violation
  }
  const listen = (moment: Moment<Env, History>) => {
    for (const property of unspoken) {
      if (hasSpoken(property, moment)) unspoken = unspoken.filter((one) => one !== property)
    }
  }
  const look = (moment: Moment<Env, History>, number: number, choice: number) => {
    for (const property of unreached) {
      if (!property.reached(moment)) continue
      reached.set(property.name, paths.to(number, choice))
      unreached = unreached.filter((one) => one !== property)
    }
  }

  next.push(begin())
  let number = 0
  let told = 0
  while (next.length > 0) {
    const layer = next
    next = []
    for (const situation of layer) {
      const violation = explore(number++, situation)
      if (violation !== undefined) return found(violation, false)
      if (edges - told < progressEvery) continue
      told = edges
      if ((yield { states: numbering.size, edges }) === 'stop') return found(undefined, false)
    }
    if (next.length > 0) depth++
  }
  return found(undefined, true)
}

/** The first property that the moment breaks, and how. */
function firstBroken<Env, History>(
  properties: readonly Always<Env, History>[],
  moment: Moment<Env, History>,
): Omit<Violation, 'choices'> | undefined {
  for (const { name, requirements, broken } of properties) {
    const how = broken(moment)
    if (how !== undefined) return { property: name, requirements, how }
  }
  return undefined
}

/** Whether the moment exercises the property. */
function hasSpoken<Env, History>({ spoke, speaksOf }: Always<Env, History>, moment: Moment<Env, History>): boolean {
  return spoke === undefined ? moment.events.some(({ kind }) => speaksOf.includes(kind)) : spoke(moment)
}
