import { UsageError } from '../conformance/errors.ts'
import { requirementById } from '../conformance/requirements/registry.ts'
import { anyTag } from '../conformance/suite/tags.ts'
import { echoed } from '../conformance/visible.ts'
import { roles as allRoles, type Role } from '../src/contract/roles.ts'
import type { SuiteOptions } from './run-suite.ts'

/** The options that select, checked. */
export interface Selection {
  /** The tag expression of the scenarios; empty for all. */
  readonly tags: string
  readonly runs: {
    /** The number of generated cases of a role; 0 for none. */
    readonly of: (role: Role) => number
    /** The roles that were asked for by name. */
    readonly named: readonly Role[]
  }
}

/** The most generated cases of a role. */
const most = 100_000_000

/** @throws UsageError if an option is wrong: JavaScript has no types to refuse it */
export function selectionOf({ roles, requirements, runs = 0, seed, timeoutSeconds }: SuiteOptions): Selection {
  if (roles !== undefined) rolesIn('roles', roles)
  const ids = requirements?.map((id) => requirementById(id).id)
  if (roles?.length === 0) throw new UsageError('roles: the list is empty (a role is wanted, or no list)')
  if (ids?.length === 0) throw new UsageError('requirements: the list is empty (a requirement is wanted, or no list)')
  if (seed !== undefined && !(Number.isInteger(seed) && Math.abs(seed) < 2 ** 31)) {
    throw new UsageError(`seed: ${seed} is out of range (a whole number between -2^31 and 2^31 is wanted)`)
  }
  if (seed !== undefined && runs === 0) throw new UsageError('seed: there are no generated cases (runs is wanted, too)')
  if (timeoutSeconds !== undefined && !(timeoutSeconds > 0 && timeoutSeconds <= 2_000_000)) {
    throw new UsageError(`timeoutSeconds: ${timeoutSeconds} is out of range (a number above 0 is wanted)`)
  }
  return {
    tags: [anyTag(roles ?? []), anyTag(ids ?? [])].filter((part) => part !== '').join(' and '),
    runs: runsOf(runs, roles),
  }
}

function runsOf(runs: NonNullable<SuiteOptions['runs']>, roles: readonly Role[] = allRoles): Selection['runs'] {
  const isWhole = typeof runs === 'number'
  const each = isWhole ? [runs] : Object.values(runs)
  const wrong = each.find((count) => !(Number.isInteger(count) && count >= 0 && count <= most))
  if (wrong !== undefined)
    throw new UsageError(`runs: ${wrong} is out of range (a whole number from 0 to ${most} is wanted)`)
  if (isWhole) return { of: (role) => (roles.includes(role) ? runs : 0), named: [] }
  const named = rolesIn('runs', Object.keys(runs))
  const idle = named.find((role) => !roles.includes(role))
  if (idle !== undefined) throw new UsageError(`runs: role ${idle} is not among the selected roles`)
  return { of: (role) => runs[role] ?? 0, named }
}

function rolesIn(option: string, names: readonly string[]): readonly Role[] {
  return names.map((name) => {
    const role = allRoles.find((one) => one === name)
    if (role !== undefined) return role
    throw new UsageError(`${option}: "${echoed(name)}" is no role (one of ${allRoles.join(', ')} is wanted)`)
  })
}
