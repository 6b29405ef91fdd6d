import type { Role } from '../../src/contract/roles.ts'
import { UsageError } from '../errors.ts'
import type { Bounds } from '../state-space/bounds.ts'
import { type Fault, faults } from '../state-space/faults.ts'
import { faultsOf, referenceBounds } from '../state-space/roles.ts'
import { type BoundsOptions, sizes } from './bounds-options.ts'

/** @throws UsageError if the role has no such bound, or knows no such fault */
export function boundsFrom(options: BoundsOptions): Bounds {
  const { role } = options
  const reference: Bounds = referenceBounds(role)
  const given = Object.entries(options).filter(([name]) => name in sizes)
  const alien = given.find(([name]) => !(name in reference))
  if (alien !== undefined) {
    const own = Object.keys(sizes).filter((name) => name in reference)
    throw new UsageError(`role ${role} has no --${alien[0]}: it has ${own.map((name) => `--${name}`).join(', ')}`)
  }
  const chosen = (options.faults ?? []).map((word) => faultOf(role, word))
  const twice = chosen.find((fault, at) => chosen.indexOf(fault) < at)
  if (twice !== undefined)
    throw new UsageError(`the fault "${twice}" is given twice: --times says how often each may come`)
  if (options.times === 0 && chosen.length > 0) throw new UsageError('faults that may come 0 times are none')
  // The names are those of the role's own record, and so are the values.
  return { ...reference, ...Object.fromEntries(given), faults: chosen, times: options.times ?? 1 } as Bounds
}

function faultOf(role: Role, word: string): Fault {
  const fault = faultsOf(role).find((one) => one === word)
  if (fault !== undefined) return fault
  const own = faultsOf(role).map((one) => `${one} (${faults[one]})`)
  throw new UsageError(`role ${role} knows no fault "${word}": ${own.join(', ')}`)
}
