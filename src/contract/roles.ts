import { z } from 'zod'

/** The parts of the write path that an implementation may offer. `query` is all of them together. */
export const roles = ['planner', 'operator', 'task', 'coordinator', 'query'] as const

export const roleSchema = z.enum(roles).meta({ id: 'Role' })

export type Role = (typeof roles)[number]
