import type { Driver } from '../../src/adapters/driver.ts'
import type { Rerun } from '../drivers/command-line.ts'
import { checkStretch, type FailedCase } from '../generated/check-stretch.ts'
import { mostFindings, shrinkOne } from '../generated/shrink-failed.ts'
import { uniteStretches } from '../generated/unite-stretches.ts'
import { describeUndetermined, findingReport } from '../report/generated-report.ts'
import type { Edition } from '../requirements/edition.ts'
import type { RunEntry, RunState } from './run-state.ts'
import { isDecided, type PlannedRole, stretchesLeft } from './stretches.ts'

/** Generated cases of a role. */
export interface RoleRun {
  /** They run at the same time, each one case after the other. */
  readonly drivers: readonly Driver[]
  readonly edition: Edition
  readonly rerun: Rerun
  readonly planned: PlannedRole
  /** The same seed generates the same cases. */
  readonly seed: number
  /** How many cases are tried to make a failing one smaller. */
  readonly tries: number
  /** What was done before. */
  readonly state: RunState
  /** Adds a result to the state, for good. */
  keep(entry: RunEntry): void
  onCase(): void
  readonly signal: AbortSignal
}

/** Runs the cases of a role that have not run yet, and makes the failed ones smaller. After a stop, the state has what was done. */
export async function runRole(run: RoleRun): Promise<void> {
  const left = stretchesLeft(run.planned, run.state)
  await eachOnItsDriver(run, left, ({ at }) => at, runStretch)
  if (run.signal.aborted) return
  await eachOnItsDriver(run, [...failuresLeft(run.planned, run.state).entries()], ([at]) => at, shrink)
}

/** The failed cases that are still to be made smaller; none once one of them has shown something else. */
export function failuresLeft({ role }: PlannedRole, state: RunState): readonly FailedCase[] {
  const shrunk = failuresOf(role, state).map((failed) => ({ failed, as: state.shrunk(role, failed.sort) }))
  if (shrunk.some(({ as }) => as?.kind === 'unsteady')) return []
  return shrunk.filter(({ as }) => as === undefined).map(({ failed }) => failed)
}

/** The failed cases of a role that are shown, the plainest first. */
export function failuresOf(role: PlannedRole['role'], state: RunState): readonly FailedCase[] {
  const [first, ...others] = state.stretches(role).map(({ outcome }) => outcome)
  return first === undefined ? [] : uniteStretches([first, ...others]).failed.slice(0, mostFindings)
}

/** Deals the items out among the drivers, always in the same way. */
async function eachOnItsDriver<Item>(
  run: RoleRun,
  items: readonly Item[],
  placeOf: (item: Item) => number,
  work: (run: RoleRun, driver: Driver, item: Item) => Promise<void>,
): Promise<void> {
  let isBroken = false
  const running = run.drivers.map(async (driver, at) => {
    try {
      for (const item of items) {
        if (placeOf(item) % run.drivers.length !== at) continue
        if (run.signal.aborted || isBroken) return
        await work(run, driver, item)
      }
    } catch (error) {
      isBroken = true
      throw error
    }
  })
  for (const ended of await Promise.allSettled(running)) if (ended.status === 'rejected') throw ended.reason
}

async function runStretch(
  run: RoleRun,
  driver: Driver,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  const { edition, seed, signal, planned, state } = run
  const { role } = planned
  if (isDecided({ from }, state.stretches(role))) return
  const { undetermined, ...outcome } = await checkStretch({
    ...{ driver, edition, signal, from, to },
    generated: { role, seed },
    lostBefore: state.stretches(role).find((before) => before.to === from)?.outcome.lostAtEnd,
    onCase: run.onCase,
  })
  if (undetermined !== undefined) {
    const entry = { ...outcome, undetermined: describeUndetermined(undetermined) }
    return run.keep({ kind: 'stretch', to, outcome: entry })
  }
  // After a stop, a stretch is as long as it has become.
  if (outcome.cases > 0) run.keep({ kind: 'stretch', to: from + outcome.cases, outcome })
}

type Shrunk = Extract<RunEntry, { readonly kind: 'finding' | 'unsteady' }>

async function shrink(run: RoleRun, driver: Driver, [, failed]: readonly [number, FailedCase]): Promise<void> {
  const { edition, seed, signal, tries, planned, rerun, state } = run
  const { role } = planned
  const { sort } = failed
  if (failuresLeft(planned, state).length === 0) return
  const shown = await shrinkOne({ driver, edition, signal, tries, generated: { role, seed } }, failed)
  // After a stop it may not be as small as it can be: the report has it, and a resumed run does not.
  const add = (entry: Shrunk) => (signal.aborted ? state.addUnfinished(entry) : run.keep(entry))
  if (!('finding' in shown)) return add({ kind: 'unsteady', role, sort, runs: describeUndetermined(shown) })
  const { number, faults, actions } = shown
  const finding = { ...findingReport(shown.finding, edition, rerun), from: { case: number, faults, actions } }
  add({ kind: 'finding', role, sort, finding })
}
