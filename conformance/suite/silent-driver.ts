import type { Driver } from '../../src/adapters/driver.ts'
import type { Identity } from '../../src/contract/protocol.ts'
import { roles } from '../../src/contract/roles.ts'

export const silentIdentity: Identity = {
  protocol: 1,
  implementation: { name: 'none', version: '', language: '' },
  edition: 'document',
  roles: [...roles],
}

/** Accepts every action and returns no events: for the plan of scenarios. */
export const silentDriver: Driver = {
  initialize: async () => silentIdentity,
  open: async () => [],
  apply: async (actions) => actions.map(() => []),
  close: async () => [],
  shutdown: async () => undefined,
}
