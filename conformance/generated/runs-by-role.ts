import type { Role } from '../../src/contract/roles.ts'

/** How many generated cases each role gets. */
export type RunsByRole = ReadonlyMap<Role, number>
