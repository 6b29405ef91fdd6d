import type { Role } from '../../src/contract/roles.ts'

/** The number of generated cases per role. */
export type RunsByRole = ReadonlyMap<Role, number>
