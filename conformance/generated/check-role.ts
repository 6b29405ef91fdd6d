import type { Driver } from '../../src/adapters/driver.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { checkStretch, type StretchOutcome } from './check-stretch.ts'
import type { Counterexample } from './counterexample.ts'
import type { Undetermined } from './determinism.ts'
import { type NumberedFinding, shrinkFailed } from './shrink-failed.ts'

/** Generated cases of one role, run on one driver. */
export interface RoleRun {
  readonly driver: Driver
  readonly edition: Edition
  readonly role: Bounds['role']
  readonly runs: number
  /** Only these of the cases, by number (default: all of them). */
  readonly part?: { readonly from: number; readonly to: number } | undefined
  /** The same seed generates the same cases. */
  readonly seed: number
  readonly signal: AbortSignal
  /** How many cases are tried to make a failing one smaller (default: 2,000). */
  readonly tries?: number
  onCase(done: number): void
}

/** The result of the cases of a role. */
export interface RoleOutcome extends Omit<StretchOutcome, 'failed' | 'from' | 'hangs' | 'lostAtEnd'> {
  readonly seed: number
  readonly planned: number
  /** The first finding of each sort, made as small as possible. */
  readonly findings: readonly RoleFinding[]
}

/** A finding, and the case that was made smaller: its number, and how many kinds of fault and how many actions it had. */
export type RoleFinding = Counterexample & {
  readonly from: { readonly case: number; readonly faults: number; readonly actions: number }
}

/** Generates cases and runs them on the driver, and makes the first failing case of each sort smaller. */
export async function checkRole(run: RoleRun): Promise<RoleOutcome> {
  const { role, seed, driver, edition, signal } = run
  const generated = { role, seed }
  const { from, to } = run.part ?? { from: 0, to: run.runs }
  let done = 0
  const outcome = await checkStretch({
    ...{ driver, edition, generated, signal, from, to },
    onCase: () => run.onCase(++done),
  })
  const { findings, undetermined } = await shrinkFailed(
    { driver, edition, generated, signal, tries: run.tries },
    outcome.failed,
  )
  return roleOutcome({ outcome, seed, planned: to - from, findings, undetermined })
}

/** The result of a role from what its cases have shown. */
export function roleOutcome(parts: {
  readonly outcome: StretchOutcome
  readonly seed: number
  readonly planned: number
  readonly findings: readonly NumberedFinding[]
  readonly undetermined: Undetermined | undefined
}): RoleOutcome {
  const { outcome, seed, planned, findings, undetermined } = parts
  const { failed: _, from: __, hangs: ___, lostAtEnd: ____, ...counts } = outcome
  return {
    ...counts,
    seed,
    planned,
    findings: findings.map(({ finding, number, faults, actions }) => ({
      ...finding,
      from: { case: number, faults, actions },
    })),
    ...(undetermined === undefined ? {} : { undetermined }),
  }
}
