import fc from 'fast-check'
import { propertiesOf } from '../properties/role-properties.ts'
import { checkCase } from './check-case.ts'
import { arbitraryCase, caseOf, type FailedCase, type StretchRun, walkOf } from './check-stretch.ts'
import { sortOf } from './counterevidence.ts'
import { type Counterexample, type Failing, isSlow, mostTries, smallest } from './counterexample.ts'
import type { Undetermined } from './determinism.ts'
import type { Driven } from './drive-case.ts'
import type { RandomCase } from './random-case.ts'

/** So many sorts of failures are made smaller and shown. */
const enough = 5

/** A finding, with the number of the case that showed its sort first. */
export interface NumberedFinding extends Omit<FailedCase, 'driven'> {
  readonly finding: Counterexample
}

/** The findings behind failed cases, or a case that shows something else when it is put to the driver again. */
export interface Shrunk {
  readonly findings: readonly NumberedFinding[]
  readonly undetermined?: Undetermined
}

type ShrinkingRun = Omit<StretchRun, 'from' | 'to' | 'onCase'> & {
  /** How many cases are tried to make a failing one smaller (default: 2,000). */
  readonly tries?: number | undefined
}

/** Makes the plainest case of each sort as small as possible, for the first sorts. */
export async function shrinkFailed(run: ShrinkingRun, failed: readonly FailedCase[]): Promise<Shrunk> {
  const findings: NumberedFinding[] = []
  for (const one of failed.slice(0, enough)) {
    if (run.signal.aborted) break
    const { number, sort } = one
    const found = await shrunkBy(run, one)
    const shown = 'against' in found ? await smallest(limited(run), found) : found
    if (run.signal.aborted && !('token' in shown)) break
    if (!('token' in shown)) return { findings, undetermined: shown }
    findings.push({ number, sort, faults: one.faults, actions: one.actions, finding: shown })
  }
  return { findings }
}

/** The failed case, made smaller by fast-check; or both its runs, if it no longer shows the sort. */
async function shrunkBy(
  run: ShrinkingRun,
  { number, sort, driven: first }: FailedCase,
): Promise<Failing | Undetermined> {
  const { driver, edition, generated, signal } = run
  const properties = propertiesOf(generated.role, edition.deviations)
  let left = 1 + (isSlow(sort) ? 0 : (run.tries ?? mostTries))
  let failing: Failing | undefined
  let second: Driven | undefined
  const passes = async (random: RandomCase): Promise<boolean> => {
    if (signal.aborted || left-- <= 0) return true
    const walked = walkOf(generated.role, random, edition)
    const { outcome, driven } = await checkCase(driver, walked, properties, edition)
    second ??= driven
    if (signal.aborted || outcome.kind === 'agrees' || outcome.kind === 'not-supported') return true
    if (sortOf(outcome) !== sort) return true
    failing = { walk: walked, against: outcome, driven }
    return false
  }
  // The path is the number of the case, so only that case is run, and then made smaller.
  const parameters = { seed: generated.seed, path: `${number}`, numRuns: 1 }
  await fc.check(fc.asyncProperty(arbitraryCase, passes), parameters)
  if (failing !== undefined) return failing
  return { walk: walkOf(generated.role, caseOf(generated, number), edition), first, second: second ?? first }
}

const limited = ({ tries, ...run }: ShrinkingRun) => (tries === undefined ? run : { ...run, tries })
