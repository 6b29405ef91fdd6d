import { z } from 'zod'
import { roles } from './roles.ts'

// Apart from the roles: every command names roles, and few load schemas.
export const roleSchema = z.enum(roles).meta({ id: 'Role' })
