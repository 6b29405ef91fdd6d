import { propertiesOf } from '../properties/role-properties.ts'
import { writeToken } from '../state-space/token.ts'
import { checkCase, outcomeOf } from './check-case.ts'
import { caseOf, type FailedCase, type StretchRun, walkOf, whileHolds } from './check-stretch.ts'
import { sortOf } from './counterevidence.ts'
import { type Counterexample, type Failing, isHang, isSlow, mostTries, smallest } from './counterexample.ts'
import type { Undetermined } from './determinism.ts'
import type { Driven } from './drive-case.ts'
import type { RandomCase } from './random-case.ts'

/** So many sorts of failures are made smaller and shown. */
export const mostFindings = 5

/** A finding, with the number of the case that showed its sort first. */
export interface NumberedFinding extends Omit<FailedCase, 'driven'> {
  readonly finding: Counterexample
}

export type ShrinkingRun = Omit<StretchRun, 'from' | 'to' | 'onCase'> & {
  /** How many cases are tried to make a failing one smaller (default: 2,000). */
  readonly tries?: number | undefined
}

/**
 * Makes a failed case as small as possible. Returns both of its runs if it shows something else when it is put to the driver again. After a stop, returns
 * the smallest case so far.
 */
export async function shrinkOne(run: ShrinkingRun, failed: FailedCase): Promise<NumberedFinding | Undetermined> {
  if (run.signal.aborted) return asItIs(run, failed)
  const found = await shrunkBy(run, failed)
  const shown = 'against' in found ? await smallestOf(run, found, failed.sort) : found
  if ('token' in shown) return numbered(failed, shown)
  return run.signal.aborted ? asItIs(run, failed) : shown
}

/** A case that loses the driver is as it was shown again: that has taken long enough. */
async function smallestOf(
  { tries, ...run }: ShrinkingRun,
  { hung, ...failing }: Failing & { readonly hung: boolean },
  sort: string,
): Promise<Counterexample | Undetermined> {
  if (!isSlow(sort)) return await smallest({ ...run, hung, ...(tries === undefined ? {} : { tries }) }, failing)
  const { space, choices } = failing.walk
  const token = writeToken({ bounds: space.bounds, choices })
  return { token, ...failing, isShortest: false, ...(hung ? { hung } : {}) }
}

/** The failed case as a finding, without another run of it. */
export function asItIs(
  { edition, generated }: Pick<ShrinkingRun, 'edition' | 'generated'>,
  failed: FailedCase,
): NumberedFinding {
  const { driven } = failed
  const walk = walkOf(generated.role, caseOf(generated, failed.number), edition)
  const properties = propertiesOf(generated.role, edition.deviations)
  const against = outcomeOf(walk, driven, { properties, edition })
  if (against.kind === 'agrees' || against.kind === 'not-supported')
    throw new Error(`case ${failed.number} of role ${generated.role} has not failed`)
  const token = writeToken({ bounds: walk.space.bounds, choices: walk.choices })
  const hung = isHang(against) ? { hung: true as const } : {}
  return numbered(failed, { token, walk, against, driven, isShortest: false, ...hung })
}

function numbered({ number, sort, faults, actions }: FailedCase, finding: Counterexample): NumberedFinding {
  return { number, sort, faults, actions, finding }
}

/** The failed case, made smaller by fast-check; or both its runs, if it no longer shows the sort. */
async function shrunkBy(
  run: ShrinkingRun,
  { number, sort, driven: first }: FailedCase,
): Promise<(Failing & { readonly hung: boolean }) | Undetermined> {
  const { driver, edition, generated, signal } = run
  const properties = propertiesOf(generated.role, edition.deviations)
  let left = 1 + (isSlow(sort) ? 0 : (run.tries ?? mostTries))
  let failing: Failing | undefined
  let second: Driven | undefined
  let hung = false
  const passes = async (random: RandomCase): Promise<boolean> => {
    if (signal.aborted || hung || left-- <= 0) return true
    const walked = walkOf(generated.role, random, edition)
    const { outcome, driven } = await checkCase(driver, walked, properties, edition)
    second ??= driven
    hung = isHang(outcome)
    if (signal.aborted || outcome.kind === 'agrees' || outcome.kind === 'not-supported') return true
    if (sortOf(outcome) !== sort) return true
    failing = { walk: walked, against: outcome, driven }
    return false
  }
  // The path is the number of the case, so only that case is run, and then made smaller.
  await whileHolds(passes, { seed: generated.seed, path: `${number}`, numRuns: 1, endOnFailure: false })
  if (failing !== undefined) return { ...failing, hung }
  return { walk: walkOf(generated.role, caseOf(generated, number), edition), first, second: second ?? first }
}
