import { z } from 'zod'
import type { DeepReadonly } from './readonly.ts'

// Numbers are JSON integers below 2^53. The epochs of a long-lived query exceed 2^31.

/** The value or null. A complaint about another value names both. */
export const orNull = <T extends z.ZodType>(schema: T) => z.union([schema, z.null()])

export const countSchema = z.int().min(0)
export const partitionSchema = z.int().min(0)
export const epochSchema = z.int().min(0)

/** An exception: its simple class name, its message with host, port and run-dependent numbers masked, and its cause. */
export const errorSchema = z
  .strictObject({
    type: z.string().min(1),
    message: orNull(z.string()),
    get cause() {
      return errorSchema.optional()
    },
  })
  .meta({ id: 'Error' })

/** An exception that the kit injects. It has no cause. */
export const plainErrorSchema = z
  .strictObject({ type: z.string().min(1), message: orNull(z.string()) })
  .meta({ id: 'PlainError' })

/** A tree of logical or physical operators, by simple class name. */
export const planSchema = z
  .strictObject({
    name: z.string().min(1),
    get children() {
      return z.array(planSchema)
    },
  })
  .meta({ id: 'Plan' })

export type PlainError = DeepReadonly<z.infer<typeof plainErrorSchema>>
export interface ErrorValue extends PlainError {
  readonly cause?: ErrorValue | undefined
}
export interface Plan {
  readonly name: string
  readonly children: readonly Plan[]
}
