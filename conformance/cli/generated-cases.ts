import { randomInt } from 'node:crypto'
import type { Role } from '../../src/contract/roles.ts'
import { roles } from '../../src/contract/roles.ts'
import { checkRole, type RoleOutcome } from '../generated/check-role.ts'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import type { Progress } from './progress.ts'
import type { Started } from './start-driver.ts'

/** Generated cases that were asked for. */
export interface GeneratedCases {
  readonly runs: RunsByRole
  /** Drawn if it is not given; it stands in the report either way. */
  readonly seed: number | undefined
  /** Cases of the role only. */
  readonly role: Role | undefined
  /** So often what fails is run again to make it smaller. */
  readonly tries: number
}

/** The roles of which cases are drawn, with how many: those that the driver claims and that were asked for. */
export function plannedCases({ runs, role }: GeneratedCases, claimed: readonly Role[]) {
  return roles.flatMap((one) => {
    const planned = runs.get(one)
    return planned !== undefined && claimed.includes(one) && (role === undefined || role === one)
      ? [{ role: one, planned }]
      : []
  })
}

/** The roles of which cases were asked for by name, and which the driver does not claim. */
export function notOffered(runs: RunsByRole | undefined, claimed: readonly Role[]): readonly Role[] {
  const named = runs === undefined || runs.size === roles.length ? [] : [...runs.keys()]
  return named.filter((role) => !claimed.includes(role))
}

/** Draws cases of one role after the other, and puts them to the driver. */
export async function runGenerated(
  wanted: GeneratedCases,
  { driver, identity, edition }: Started,
  signal: AbortSignal,
  bar: Progress,
): Promise<readonly RoleOutcome[]> {
  const seed = wanted.seed ?? randomInt(2 ** 31)
  const outcomes: RoleOutcome[] = []
  let before = 0
  for (const { role, planned } of plannedCases(wanted, identity.roles)) {
    // Of a run that was stopped each role still says that it was not run.
    const onCase = (done: number) => bar.update(before + done, 'passed', `generated, ${role}`)
    const outcome = await checkRole({ driver, edition, role, runs: planned, seed, tries: wanted.tries, signal, onCase })
    outcomes.push(outcome)
    before += planned
  }
  return outcomes
}
