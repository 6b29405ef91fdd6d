import type { Driver } from '../../src/adapters/driver.ts'
import { deviationsOf, type EditionName } from '../../src/reference/editions.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { graphOf } from '../explore/graph.ts'
import { schedulesOf } from '../explore/schedules.ts'
import { toursOf } from '../explore/tours.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Space } from '../schedules/space.ts'
import { choosing, type Walk, walk } from '../schedules/walk.ts'
import { type Against, sortOf } from './against.ts'
import { checkCase } from './check-case.ts'
import { type Counterexample, smallest } from './counterexample.ts'
import { firstUndetermined, type Undetermined } from './determinism.ts'
import { type PropertyTally, tallyOf } from './tally.ts'

/**
 * How an implementation is explored that cannot be looked into.
 * - `schedules`: every schedule within the bounds, but for those that differ only in the order of moves that the model knows
 *   to be independent: exhaustive, as long as the implementation is as independent in these as the model.
 * - `tours`: ways that together go along every edge of the model's graph: coverage, and no proof.
 */
export type Method = 'schedules' | 'tours'

export interface DriverExploration {
  readonly driver: Driver
  readonly edition: EditionName
  readonly space: Space
  readonly method: Method
  /** No more cases than this. */
  readonly most: number
  readonly signal: AbortSignal
  onCase(done: number): void
}

/** What came of it. */
export interface DriverExplored {
  readonly cases: number
  readonly actions: number
  /** Whether that were all. */
  readonly complete: boolean
  readonly notSupported: number
  readonly reasons: readonly string[]
  /** The first case that speaks against the implementation: it ends the exploration. */
  readonly finding?: Counterexample
  readonly undetermined?: Undetermined
  readonly properties: readonly PropertyTally[]
  readonly coverage: CoverageReport
}

/** So many cases have to show the same twice, before any is believed. */
const shownTwice = 3

/** Explores an implementation. @throws TooLarge if the model's graph within the bounds has too many states */
export async function exploreDriver(exploration: DriverExploration): Promise<DriverExplored> {
  const { driver, edition, space, method, most, signal } = exploration
  const deviations = deviationsOf(edition)
  const properties = propertiesOf(space.bounds.role)
  const graph = graphOf(space, deviations)
  const coverage = coverageOf(graph)
  const tally = tallyOf(properties)
  const reasons = new Set<string>()
  const again = (choices: readonly number[]) => walk(space, choosing(choices), deviations)
  const cases = () => (method === 'tours' ? toursOf(graph) : schedulesOf(space, deviations, 'sleep-sets'))
  let [done, actions, notSupported] = [0, 0, 0]
  let against: { readonly walk: Walk; readonly against: Against } | undefined
  let complete = true

  const undetermined = await firstUndetermined(driver, firsts(cases(), shownTwice).map(again))
  for (const choices of undetermined === undefined ? cases() : []) {
    if (signal.aborted || done >= most) {
      complete = false
      break
    }
    const walked = again(choices)
    const { outcome } = await checkCase(driver, walked, properties, edition, tally.watch)
    if (signal.aborted) continue
    exploration.onCase(++done)
    actions += walked.steps.length
    coverage.follow(
      space.opening,
      walked.steps.map(({ action }) => action),
    )
    if (outcome.kind === 'agrees') continue
    if (outcome.kind === 'not-supported') {
      notSupported++
      reasons.add(outcome.reason)
      continue
    }
    against = { walk: walked, against: outcome }
    complete = false
    break
  }
  const finding = against && (await smallest({ driver, edition }, against.walk, sortOf(against.against)))
  return {
    cases: done,
    actions,
    complete: complete && undetermined === undefined,
    notSupported,
    reasons: [...reasons],
    ...(finding === undefined ? {} : { finding }),
    ...(undetermined === undefined ? {} : { undetermined }),
    properties: tally.report(),
    coverage: coverage.report(),
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
