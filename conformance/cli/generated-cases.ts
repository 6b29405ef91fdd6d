import { randomInt } from 'node:crypto'
import type { Role } from '../../src/contract/roles.ts'
import { roles } from '../../src/contract/roles.ts'
import { checkRole, type RoleOutcome } from '../generated/check-role.ts'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import { numbersOfShard, type ShardOf } from '../suite/shard.ts'
import type { Progress } from './progress.ts'
import type { Started } from './start-driver.ts'

/** Generated cases that were asked for. */
export interface GeneratedCases {
  readonly runs: RunsByRole
  /** Undefined: a random one, which the report contains. */
  readonly seed: number | undefined
  /** Cases of the role only. */
  readonly role: Role | undefined
  /** Only this part of the cases. */
  readonly shard?: ShardOf | undefined
  /** How often a failing case is run again to shrink it. */
  readonly tries: number
}

/** The roles that were asked for and that the driver claims, with the number of generated cases. */
export function plannedCases({ runs, role, shard }: GeneratedCases, claimed: readonly Role[]) {
  return roles.flatMap((one) => {
    const all = runs.get(one)
    if (all === undefined || !claimed.includes(one) || (role !== undefined && role !== one)) return []
    const part = numbersOfShard(all, shard ?? { index: 1, of: 1 })
    return [{ role: one, runs: all, part, planned: part.to - part.from }]
  })
}

/** The roles that were asked for by name and that the driver does not claim. */
export function notOffered(runs: RunsByRole | undefined, claimed: readonly Role[]): readonly Role[] {
  const named = runs === undefined || runs.size === roles.length ? [] : [...runs.keys()]
  return named.filter((role) => !claimed.includes(role))
}

/** Generates cases of one role after the other, and runs them on the driver. */
export async function runGenerated(
  wanted: GeneratedCases,
  { driver, identity, edition }: Started,
  signal: AbortSignal,
  bar: Progress,
): Promise<readonly RoleOutcome[]> {
  const seed = wanted.seed ?? randomInt(2 ** 31)
  const outcomes: RoleOutcome[] = []
  let before = 0
  for (const { role, runs, part, planned } of plannedCases(wanted, identity.roles)) {
    // After a stop, each remaining role still reports that it was not run.
    const onCase = (done: number) => bar.update(before + done, 'passed', `generated, ${role}`)
    const outcome = await checkRole({ driver, edition, role, runs, part, seed, tries: wanted.tries, signal, onCase })
    outcomes.push(outcome)
    before += planned
  }
  return outcomes
}
