import type { Driver } from '../../src/adapters/driver.ts'
import { excerpt } from '../../src/adapters/stdio/excerpt.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { type Graph, graphOf, TooLarge } from '../explore/graph.ts'
import { schedulesOf } from '../explore/reduced-schedules.ts'
import { toursOf } from '../explore/tours.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Edition } from '../requirements/edition.ts'
import type { StateSpace } from '../state-space/state-space.ts'
import { choosing, walk } from '../state-space/walk.ts'
import { checkCase } from './check-case.ts'
import { longestReason } from './check-stretch.ts'
import { type Counterexample, type Failing, smallest } from './counterexample.ts'
import { firstUndetermined, type Undetermined } from './determinism.ts'
import { actionsDone } from './drive-case.ts'
import { type PropertyTally, tallyOf } from './tally.ts'

/**
 * The strategy to explore an implementation whose state is hidden.
 * - `schedules`: every schedule within the bounds, except those that differ only in the order of moves that are independent in
 *   the model: exhaustive if the same moves are independent in the implementation.
 * - `tours`: paths that together cover every edge of the model's graph: coverage, not proof.
 */
export type Method = 'schedules' | 'tours'

export interface DriverExploration {
  readonly driver: Driver
  readonly edition: Edition
  readonly space: StateSpace
  readonly method: Method
  /** The maximum number of cases. */
  readonly most: number
  readonly signal: AbortSignal
  onCase(done: number): void
}

/** The result of the exploration. */
export interface DriverExplored {
  readonly cases: number
  readonly actions: number
  /** Whether all cases were run. */
  readonly complete: boolean
  readonly notSupported: number
  readonly reasons: readonly string[]
  /** The first finding against the implementation: it ends the exploration. */
  readonly finding?: Counterexample
  readonly undetermined?: Undetermined
  readonly properties: readonly PropertyTally[]
  /** Coverage, unless the graph is too large to count. */
  readonly coverage?: CoverageReport
}

/** Signals are handled after so many cases: a driver in this process leaves no other time for them. */
const stretch = 50
/** How many cases are run twice, first of all, to check that the driver is deterministic. */
const shownTwice = 3

/** Explores an implementation. @throws TooLarge if the model's graph within the bounds has too many states for tours */
export async function exploreDriver(exploration: DriverExploration): Promise<DriverExplored> {
  const { driver, edition, space, method, most, signal } = exploration
  const deviations = edition.deviations
  const properties = propertiesOf(space.bounds.role, edition.deviations)
  const graph = method === 'tours' ? graphOf(space, deviations) : smallGraph(space, deviations)
  const coverage = graph && coverageOf(graph)
  const tally = tallyOf(properties)
  const reasons = new Set<string>()
  const again = (choices: readonly number[]) => walk(space, choosing(choices), deviations)
  const cases = () =>
    method === 'tours' && graph !== undefined ? toursOf(graph) : schedulesOf(space, deviations, 'sleep-sets')
  let [done, actions, notSupported] = [0, 0, 0]
  let failing: Failing | undefined
  let complete = true

  let undetermined = await firstUndetermined(driver, firsts(cases(), shownTwice).map(again), signal)
  for (const choices of undetermined === undefined ? cases() : []) {
    if (done % stretch === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    if (signal.aborted || done >= most) {
      complete = false
      break
    }
    const walked = again(choices)
    const { outcome, driven } = await checkCase(driver, walked, properties, edition, tally.watch)
    if (signal.aborted) {
      complete = false
      break
    }
    exploration.onCase(++done)
    const acted = actionsDone(walked, driven)
    actions += acted.length
    if (driven.failedAt !== 0) coverage?.follow(space.opening, acted)
    if (outcome.kind === 'agrees') continue
    if (outcome.kind === 'not-supported') {
      notSupported++
      tally.notSupported(walked)
      reasons.add(excerpt(outcome.reason, longestReason))
      continue
    }
    failing = { walk: walked, against: outcome, driven }
    complete = false
    break
  }
  const shown = failing && (await smallest(exploration, failing))
  const finding = shown !== undefined && 'token' in shown ? shown : undefined
  if (shown !== undefined && !('token' in shown)) undetermined = shown
  return {
    cases: done,
    actions,
    complete: complete && undetermined === undefined,
    notSupported,
    reasons: [...reasons],
    ...(finding === undefined ? {} : { finding }),
    ...(undetermined === undefined ? {} : { undetermined }),
    properties: tally.report(),
    ...(coverage === undefined ? {} : { coverage: coverage.report() }),
  }
}

/** The graph, if it has few enough states: schedules need it for their coverage only. */
function smallGraph(space: StateSpace, deviations: Deviations): Graph | undefined {
  try {
    return graphOf(space, deviations, 20_000)
  } catch (error) {
    if (error instanceof TooLarge) return undefined
    throw error
  }
}

function firsts<T>(all: Iterable<T>, count: number): readonly T[] {
  const some: T[] = []
  for (const one of all) {
    if (some.length >= count) break
    some.push(one)
  }
  return some
}
