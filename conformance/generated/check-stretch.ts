import fc from 'fast-check'
import type { Driver } from '../../src/adapters/driver.ts'
import { excerpt } from '../../src/adapters/stdio/excerpt.ts'
import { type CoverageReport, coverageOf } from '../explore/coverage.ts'
import { referenceGraph } from '../explore/reference-graph.ts'
import { propertiesOf } from '../properties/role-properties.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { stateSpaceOf } from '../state-space/roles.ts'
import { randomChoices, type Walk, walk } from '../state-space/walk.ts'
import { type CaseOutcome, checkCase, outcomeOf } from './check-case.ts'
import { sortOf } from './counterevidence.ts'
import { isHang, isSlow } from './counterexample.ts'
import { firstUndetermined, type Undetermined } from './determinism.ts'
import { actionsDone, type Driven } from './drive-case.ts'
import { keptDriven } from './kept-driven.ts'
import { type RandomCase, randomBounds, randomCases } from './random-case.ts'
import { type PropertyTally, tallyOf } from './tally.ts'

/** A run keeps each different reason for which a case is not supported, so far. */
export const longestReason = 300
/** The maximum number of choices per case. */
const longest = 60
/** Signals are handled after so many cases: a driver in this process leaves no other time for them. */
const breath = 50
/** A role is given up after so many consecutive cases that lose the driver. */
const patience = 3
/** A role is given up after so many cases in which the driver hung, in a row or not: each costs the time limit. */
const mostHangs = 10
/** How many cases are run twice to check that the driver is deterministic. */
const shownTwice = 5

/** The generated cases of one role: the same seed generates the same cases, and a case depends on its number alone. */
export interface GeneratedCases {
  readonly role: Bounds['role']
  readonly seed: number
}

/** Whether no case after these stretches counts, because the driver hung too often. */
export const isHungTooOften = (outcomes: readonly Pick<StretchOutcome, 'hangs'>[]): boolean =>
  outcomes.reduce((sum, { hangs }) => sum + hangs, 0) >= mostHangs

export const arbitraryCase: fc.Arbitrary<RandomCase> = randomCases(longest)

/** The generated case of this number, from 0 on. */
export function caseOf({ seed }: GeneratedCases, number: number): RandomCase {
  const [random] = fc.sample(arbitraryCase, { seed, path: `${number}`, numRuns: 1 })
  if (random === undefined) throw new Error(`case ${number} is not generated`)
  return random
}

/** A part of the generated cases, put to one driver. */
export interface StretchRun {
  readonly driver: Driver
  readonly edition: Edition
  readonly generated: GeneratedCases
  readonly from: number
  /** The number after the last case. */
  readonly to: number
  readonly signal: AbortSignal
  /** How many cases just before the first one lose the driver. They run again if it is not known. */
  readonly lostBefore?: number | undefined
  onCase?(): void
}

/** The plainest case that shows one sort of failure: the one with the fewest kinds of fault, then the fewest actions, then the first. */
export interface FailedCase {
  readonly number: number
  readonly sort: string
  /** How many kinds of fault its bounds allow. */
  readonly faults: number
  readonly actions: number
  readonly driven: Driven
}

/** Orders failed cases, the plainest first. */
export const byPlainness = (one: Plainness, other: Plainness): number =>
  one.faults - other.faults || one.actions - other.actions || one.number - other.number

export type Plainness = Pick<FailedCase, 'faults' | 'actions' | 'number'>

/** What a part of the cases has shown. Data, so that the parts can be run anywhere, kept, and put together. */
export interface StretchOutcome {
  readonly role: Bounds['role']
  /** The number of its first case. */
  readonly from: number
  /** How many cases ran; fewer than the stretch has if it was stopped, or if the driver was lost again and again. */
  readonly cases: number
  readonly actions: number
  readonly notSupported: number
  readonly reasons: readonly string[]
  /** One for each sort, the plainest first. */
  readonly failed: readonly FailedCase[]
  readonly properties: readonly PropertyTally[]
  readonly coverage: CoverageReport
  /** A case whose two runs differ: then no other case was checked. */
  readonly undetermined?: Undetermined
  /** In how many cases the driver hung. */
  readonly hangs: number
  /** How many cases lost the driver at the end of the stretch, and just before it if all of its cases did. */
  readonly lostAtEnd: number
  /** The driver was lost so often that no later case counts, of this stretch or of another one. */
  readonly givenUp?: true
}

/** What a role has shown of which no case has run. */
export function emptyStretch(role: Bounds['role'], from: number, edition: Edition): StretchOutcome {
  return {
    ...{ role, from, cases: 0, actions: 0, notSupported: 0, reasons: [], failed: [], hangs: 0, lostAtEnd: 0 },
    properties: tallyOf(propertiesOf(role, edition.deviations)).report(),
    coverage: coverageOf(referenceGraph(role, edition.deviations)).report(),
  }
}

/** Runs a part of the generated cases. The part with the first case also checks that the driver is deterministic. */
export async function checkStretch(run: StretchRun): Promise<StretchOutcome> {
  const { driver, edition, generated, signal } = run
  const { role } = generated
  const properties = propertiesOf(role, edition.deviations)
  const tally = tallyOf(properties)
  const coverage = coverageOf(referenceGraph(role, edition.deviations))
  const reasons = new Set<string>()
  const failed = new Map<string, FailedCase>()
  let [cases, actions, notSupported, lostInARow, hangs] = [0, 0, 0, 0, 0]

  const checkOne = async (random: RandomCase, number: number): Promise<void> => {
    const walked = walkOf(role, random, edition)
    const { outcome, driven } = await checkCase(driver, walked, properties, edition, tally.watch)
    // A failure that the stop of the run has caused is no evidence about the driver.
    if (signal.aborted) return
    cases++
    const done = actionsDone(walked, driven)
    actions += done.length
    if (driven.failedAt !== 0) coverage.follow(walked.space.opening, done)
    run.onCase?.()
    if (outcome.kind === 'not-supported') {
      notSupported++
      tally.notSupported(walked)
      reasons.add(excerpt(outcome.reason, longestReason))
    }
    const sort = outcome.kind === 'differs' || outcome.kind === 'driver' ? sortOf(outcome) : undefined
    lostInARow = isLosing(outcome) ? lostInARow + 1 : 0
    // Such a row may have begun before the stretch.
    if (lostInARow === 1 && number === run.from) lostInARow += run.lostBefore ?? (await lostBefore(number))
    if (isHang(outcome)) hangs++
    if (sort === undefined) return
    const one = { number, sort, faults: walked.space.bounds.faults.length, actions: done.length }
    const best = failed.get(sort)
    if (best !== undefined && byPlainness(one, best) >= 0) return
    const isOfSort = (again: CaseOutcome) =>
      again.kind !== 'agrees' && again.kind !== 'not-supported' && sortOf(again) === sort
    const kept = keptDriven(walked, driven, (less) => isOfSort(outcomeOf(walked, less, { properties, edition })))
    failed.set(sort, { ...one, driven: kept })
  }

  /** How many cases just before this one lose the driver: it does not matter which stretch has them. */
  const lostBefore = async (number: number): Promise<number> => {
    for (let lost = 0; ; lost++) {
      const before = number - 1 - lost
      if (before < 0 || lost === patience || signal.aborted) return lost
      const { outcome } = await checkCase(driver, walkOf(role, caseOf(generated, before), edition), properties, edition)
      if (!isLosing(outcome)) return lost
    }
  }

  const shown = Array.from({ length: run.from === 0 ? Math.min(shownTwice, run.to) : 0 }, (_, number) =>
    caseOf(generated, number),
  )
  const undetermined = await firstUndetermined(
    driver,
    shown.map((random) => walkOf(role, random, edition)),
    signal,
  )
  const isGivenUp = () => lostInARow >= patience || hangs >= mostHangs
  let next = run.from
  const goesOn = async (random: RandomCase): Promise<boolean> => {
    const number = next++
    if (undetermined !== undefined || signal.aborted || isGivenUp()) return false
    if (number % breath === 0) await new Promise<void>((resolve) => setImmediate(resolve))
    await checkOne(random, number)
    return true
  }
  // One case at a time, so that any number of them needs no more memory. Nothing is shrunk here.
  if (run.to > run.from) {
    await whileHolds(goesOn, { seed: generated.seed, path: `${run.from}`, numRuns: run.to - run.from })
  }
  return {
    role,
    from: run.from,
    cases,
    actions,
    notSupported,
    reasons: [...reasons],
    failed: [...failed.values()].sort(byPlainness),
    properties: tally.report(),
    coverage: coverage.report(),
    hangs,
    lostAtEnd: lostInARow,
    ...(undetermined === undefined ? {} : { undetermined }),
    ...(isGivenUp() ? { givenUp: true } : {}),
  }
}

/**
 * Runs generated cases one after the other, and ends after the first for which the predicate returns false. fast-check takes any error for such
 * a case; here it is thrown.
 */
export async function whileHolds(
  predicate: (random: RandomCase) => Promise<boolean>,
  parameters: fc.Parameters<[RandomCase]>,
): Promise<void> {
  let thrown: { readonly error: unknown } | undefined
  const guarded = async (random: RandomCase): Promise<boolean> => {
    try {
      return thrown === undefined && (await predicate(random))
    } catch (error) {
      thrown = { error }
      return false
    }
  }
  await fc.check(fc.asyncProperty(arbitraryCase, guarded), { endOnFailure: true, ...parameters })
  if (thrown !== undefined) throw thrown.error
}

const isLosing = (outcome: CaseOutcome): boolean => outcome.kind === 'driver' && isSlow(sortOf(outcome))

export function walkOf(role: Bounds['role'], { setup, schedule }: RandomCase, edition: Edition): Walk {
  return walk(stateSpaceOf(randomBounds(role, setup)), randomChoices(schedule), edition.deviations)
}
