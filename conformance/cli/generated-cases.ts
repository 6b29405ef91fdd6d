import type { Role } from '../../src/contract/roles.ts'
import { roles } from '../../src/contract/roles.ts'
import type { RunsByRole } from '../generated/runs-by-role.ts'
import type { PlannedRole } from '../run/stretches.ts'
import { numbersOfShard, type ShardOf } from '../suite/shard.ts'

/** Generated cases that were asked for. */
export interface GeneratedCases {
  readonly runs?: RunsByRole | undefined
  /** Cases of the role only. */
  readonly role?: Role | undefined
  /** Only this part of the cases. */
  readonly shard?: ShardOf | undefined
}

/** The roles that were asked for and that the driver claims, with their generated cases. */
export function plannedRoles({ runs, role, shard }: GeneratedCases, claimed: readonly Role[]): readonly PlannedRole[] {
  return roles.flatMap((one) => {
    const all = runs?.get(one)
    if (all === undefined || !claimed.includes(one) || (role !== undefined && role !== one)) return []
    return [{ role: one, ...numbersOfShard(all, shard ?? { index: 1, of: 1 }) }]
  })
}

/** The roles that were asked for by name and that the driver does not claim. */
export function notOffered(runs: RunsByRole | undefined, claimed: readonly Role[]): readonly Role[] {
  const named = runs === undefined || runs.size === roles.length ? [] : [...runs.keys()]
  return named.filter((role) => !claimed.includes(role))
}
