import { z } from 'zod'

/** Which part of the machinery an implementation offers. `query` is all of them together. */
export const roles = ['planner', 'operator', 'task', 'coordinator', 'query'] as const

export const roleSchema = z.enum(roles).meta({ id: 'Role' })

export type Role = (typeof roles)[number]
