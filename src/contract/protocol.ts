import { z } from 'zod'
import { actionSchemas } from './actions.ts'
import { eventSchema } from './events.ts'
import type { DeepReadonly } from './readonly.ts'
import { roleSchema } from './role-schema.ts'
import { type Role, roles } from './roles.ts'
import { setupSchemas } from './setups.ts'

/** The version of the driver protocol that this kit speaks. */
export const protocolVersion = 1

/** Lines longer than this, in bytes of UTF-8 without the line feed, are refused on both sides. */
export const maxLineBytes = 16 * 1024 * 1024

/** A line whose lists and objects are nested deeper than this is refused on both sides. */
export const maxDepth = 200

/**
 * The most elements of lists and fields of objects, with what is in them, in all responses about one subject. The longest scenario has
 * 10,000 actions, so these are 50 per action.
 */
export const maxItems = 500_000

/** JSON-RPC error codes of the protocol; `notSupported` is its own. */
export const errorCodes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  internalError: -32603,
  notSupported: 1,
} as const

const steps = z.array(z.array(eventSchema))
const events = z.strictObject({ events: z.array(eventSchema) })
const nothing = z.strictObject({})

const openSchema = <R extends Role>(role: R) => z.strictObject({ role: z.literal(role), setup: setupSchemas[role] })

/** The params of each method. The actions of `apply` are those of the open role: see `actionSchemas`. */
export const paramsSchemas = {
  initialize: z.strictObject({ protocol: z.int(), kit: z.string() }),
  open: z.discriminatedUnion('role', [
    openSchema('planner'),
    openSchema('operator'),
    openSchema('task'),
    openSchema('coordinator'),
    openSchema('query'),
  ]),
  apply: z.strictObject({ actions: z.array(z.union(roles.map((role) => actionSchemas[role]))) }),
  close: nothing,
  shutdown: nothing,
} as const

/** The result of each method. */
export const resultSchemas = {
  initialize: z.strictObject({
    protocol: z.literal(protocolVersion),
    implementation: z.strictObject({
      name: z.string().min(1),
      version: z.string(),
      language: z.string(),
      homepage: z.string().optional(),
    }),
    edition: z.string().min(1),
    roles: z.array(roleSchema).min(1).meta({ uniqueItems: true }),
  }),
  open: events,
  apply: z.strictObject({ steps }),
  close: events,
  shutdown: z.null(),
} as const

export const methods = ['initialize', 'open', 'apply', 'close', 'shutdown'] as const
export type Method = (typeof methods)[number]

export type Params<M extends Method> = DeepReadonly<z.infer<(typeof paramsSchemas)[M]>>
export type Result<M extends Method> = DeepReadonly<z.infer<(typeof resultSchemas)[M]>>

/** The identity that a driver claims. */
export type Identity = Result<'initialize'>

export const responseErrorSchema = z
  .object({ code: z.int(), message: z.string(), data: z.unknown().optional() })
  .meta({ id: 'ResponseError' })

/** The envelope of a response. Its `result` is then checked against the schema of the method. */
export const responseSchema = z.union([
  z.object({ jsonrpc: z.literal('2.0'), id: z.int(), result: z.unknown() }).refine((r) => 'result' in r),
  z.object({ jsonrpc: z.literal('2.0'), id: z.int().nullable(), error: responseErrorSchema }),
])

/** The envelope of a request. */
export const requestSchema = z.object({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.int(), z.string()]),
  method: z.string(),
  params: z.unknown().optional(),
})
