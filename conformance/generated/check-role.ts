import fc from 'fast-check'
import type { Driver } from '../../src/adapters/driver.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { graphOf } from '../explore/graph.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { referenceBounds, stateSpaceOf } from '../state-space/roles.ts'
import { randomChoices, type Walk, walk } from '../state-space/walk.ts'
import { type CaseOutcome, checkCase } from './check-case.ts'
import { sortOf } from './counterevidence.ts'
import { type Counterexample, type Failing, isSlow, mostTries, smallest } from './counterexample.ts'
import { firstUndetermined, type Undetermined } from './determinism.ts'
import { actionsDone } from './drive-case.ts'
import { type RandomCase, randomBounds, randomCases } from './random-case.ts'
import { type PropertyTally, tallyOf } from './tally.ts'

/** Generated cases of one role, run on one driver. */
export interface RoleRun {
  readonly driver: Driver
  readonly edition: Edition
  readonly role: Bounds['role']
  readonly runs: number
  /** The same seed generates the same cases. */
  readonly seed: number
  readonly signal: AbortSignal
  /** How many cases are tried to make a failing one smaller (default: 2,000). */
  readonly tries?: number
  onCase(done: number): void
}

/** The result of the cases of a role. */
export interface RoleOutcome {
  readonly role: Bounds['role']
  readonly seed: number
  readonly planned: number
  readonly cases: number
  readonly actions: number
  readonly notSupported: number
  readonly reasons: readonly string[]
  /** The first finding of each sort, made as small as possible. */
  readonly findings: readonly Counterexample[]
  /** A case whose two runs differ: then no other case was checked. */
  readonly undetermined?: Undetermined
  readonly properties: readonly PropertyTally[]
  readonly coverage: CoverageReport
}

/** The maximum number of choices per case. */
const longest = 60
/** The run ends after so many sorts of findings. */
const enough = 5
/** Signals are handled after so many cases: a driver in this process leaves no other time for them. */
const stretch = 50
/** The run ends after so many consecutive cases that lose the driver. */
const patience = 3
/** How many cases are run twice to check that the driver is deterministic. */
const shownTwice = 5

/**
 * Generates cases and runs them on the driver. It makes a failing case smaller and goes on in search of other sorts of findings.
 * A seed always generates the same cases, wherever the run ends.
 */
export async function checkRole(run: RoleRun): Promise<RoleOutcome> {
  const { role, driver, edition } = run
  const properties = propertiesOf(role, edition.deviations)
  const tally = tallyOf(properties)
  const coverage = coverageOf(graphOf(stateSpaceOf(referenceBounds(role)), edition.deviations))
  const reasons = new Set<string>()
  const findings: Counterexample[] = []
  const known = new Set<string>()
  let [cases, actions, notSupported, left, lostInARow] = [0, 0, 0, 0, 0]
  /** The finding that is being shrunk: a smaller case has to show the same sort. */
  let shrinking: string | undefined
  let failing: Failing | undefined
  const isOver = () => run.signal.aborted || lostInARow >= patience

  const passes = async (random: RandomCase): Promise<boolean> => {
    if (isOver() || (shrinking !== undefined && left-- <= 0)) return true
    if (cases % stretch === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    const walked = walkOf(role, random, edition)
    const watch = shrinking === undefined ? tally.watch : undefined
    const { outcome, driven } = await checkCase(driver, walked, properties, edition, watch)
    // A failure that the stop of the run has caused is no evidence about the driver.
    if (run.signal.aborted) return true
    if (shrinking === undefined) {
      cases++
      const done = actionsDone(walked, driven)
      actions += done.length
      if (driven.failedAt !== 0) coverage.follow(walked.space.opening, done)
      if (outcome.kind === 'not-supported') {
        notSupported++
        tally.notSupported(walked)
        reasons.add(outcome.reason)
      }
      lostInARow = isSlowOne(outcome) ? lostInARow + 1 : 0
      run.onCase(cases)
    }
    if (outcome.kind === 'agrees' || outcome.kind === 'not-supported') return true
    const sort = sortOf(outcome)
    if (known.has(sort)) return true
    if (shrinking !== undefined && sort !== shrinking) return true
    failing = { walk: walked, against: outcome, driven }
    if (shrinking !== undefined) return false
    shrinking = sort
    left = isSlow(sort) ? 0 : (run.tries ?? mostTries)
    return false
  }

  const sample = fc.sample(randomCases(longest), { seed: run.seed, numRuns: Math.min(shownTwice, run.runs) })
  let undetermined = await firstUndetermined(
    driver,
    sample.map((random) => walkOf(role, random, edition)),
    run.signal,
  )
  for (
    let round = 0;
    undetermined === undefined && cases < run.runs && findings.length < enough && !isOver();
    round++
  ) {
    const parameters = { seed: run.seed + round, numRuns: run.runs - cases }
    await fc.check(fc.asyncProperty(randomCases(longest), passes), parameters)
    // Assigned in `passes`, which the compiler does not see.
    const found = failing as Failing | undefined
    ;[shrinking, failing] = [undefined, undefined]
    if (found === undefined) break
    known.add(sortOf(found.against))
    const shown = await smallest(run, found)
    if ('token' in shown) findings.push(shown)
    else undetermined = shown
  }
  return {
    role,
    seed: run.seed,
    planned: run.runs,
    cases,
    actions,
    notSupported,
    reasons: [...reasons],
    findings,
    ...(undetermined === undefined ? {} : { undetermined }),
    properties: tally.report(),
    coverage: coverage.report(),
  }
}

const isSlowOne = (outcome: CaseOutcome) => outcome.kind === 'driver' && isSlow(sortOf(outcome))

function walkOf(role: Bounds['role'], { setup, schedule }: RandomCase, edition: Edition): Walk {
  return walk(stateSpaceOf(randomBounds(role, setup)), randomChoices(schedule), edition.deviations)
}
