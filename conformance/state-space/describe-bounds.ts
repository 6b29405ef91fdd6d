import type { Role } from '../../src/contract/roles.ts'
import type { Bounds } from './bounds.ts'
import { roleDefinitions } from './roles.ts'

/** `coordinator, 3 writers, 3 readers, 3 epochs from 1 on, with duplicate, late at most once each`. */
export function describeBounds<R extends Role>(bounds: Bounds<R>): string {
  const { role, faults, times } = bounds
  const often = times === 1 ? 'at most once' : `at most ${times} times`
  const among = faults.length === 0 ? 'no faults' : `${faults.join(', ')} ${often}${faults.length === 1 ? '' : ' each'}`
  return [role, ...roleDefinitions[role].describeSizes(bounds), among].join(', ')
}
