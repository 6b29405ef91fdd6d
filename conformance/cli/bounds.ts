import type { Role } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { type Fault, faults } from '../state-space/faults.ts'
import { faultsOf, referenceBounds } from '../state-space/roles.ts'
import { echoed } from '../visible.ts'
import { type BoundsOptions, sizes } from './bounds-options.ts'

/** The bounds that the options give. @throws UsageError if the role has no such bound or fault */
export function boundsFrom(options: BoundsOptions): Bounds {
  const { role } = options
  const reference: Bounds = referenceBounds(role)
  const given = Object.entries(options).filter(([name]) => name in sizes)
  const alien = given.find(([name]) => !(name in reference))
  if (alien !== undefined) {
    const own = Object.keys(sizes).filter((name) => name in reference)
    throw new UsageError(
      `--${alien[0]}: role ${role} has no such bound (its bounds are ${own.map((name) => `--${name}`).join(', ')})`,
    )
  }
  const chosen = (options.faults ?? []).map((word) => faultOf(role, word))
  const twice = chosen.find((fault, at) => chosen.indexOf(fault) < at)
  if (twice !== undefined)
    throw new UsageError(`--faults: "${twice}" is named twice (--times says how often each fault may occur)`)
  if (options.times === 0 && chosen.length > 0)
    throw new UsageError('--times 0: no fault could occur (leave out --faults instead)')
  // The names are those of the role's own record, and so are the values.
  return { ...reference, ...Object.fromEntries(given), faults: chosen, times: options.times ?? 1 } as Bounds
}

function faultOf(role: Role, word: string): Fault {
  const fault = faultsOf(role).find((one) => one === word)
  if (fault !== undefined) return fault
  const own = faultsOf(role).map((one) => `${one} (${faults[one]})`)
  throw new UsageError(`--faults: role ${role} has no fault "${echoed(word)}" (its faults are ${own.join(', ')})`)
}
