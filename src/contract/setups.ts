import { z } from 'zod'
import type { DeepReadonly } from './readonly.ts'
import type { Role } from './roles.ts'
import { countSchema, epochSchema, orNull } from './values.ts'

/** A coordinator without a query around it. The kit sends and asks. */
export const coordinatorSetupSchema = z
  .strictObject({ startEpoch: epochSchema, epochBacklogQueueSize: countSchema })
  .meta({ id: 'CoordinatorSetup' })

/**
 * An operator whose coordinator is the kit. It replies at once, holds the reply until `answer`, or is missing.
 * If `epochCoordinatorId` is null, the local property is absent and no coordinator is registered.
 */
export const operatorSetupSchema = z
  .strictObject({
    partitions: countSchema,
    epochCoordinatorId: orNull(z.string()),
    coordinator: z.enum(['answers', 'holds', 'missing']),
    writer: z.string(),
  })
  .meta({ id: 'OperatorSetup' })

/** A write RDD over a parent made by the kit. Null: the local property or the partitioner is absent. */
export const taskSetupSchema = z
  .strictObject({
    partitions: countSchema,
    partitioner: orNull(z.string()),
    startEpoch: orNull(epochSchema),
    epochCoordinatorId: orNull(z.string()),
    coordinator: z.enum(['answers', 'missing']),
    // The thread on which the parent computes: that of the task (default), or one that the task starts once.
    parentThread: z.enum(['task', 'own']).optional(),
  })
  .meta({ id: 'TaskSetup' })

/** The planner needs no setup. */
export const plannerSetupSchema = z.strictObject({}).meta({ id: 'PlannerSetup' })

/** A whole query. Messages and polls that are `held` wait for the kit. */
export const querySetupSchema = z
  .strictObject({
    partitions: countSchema,
    startEpoch: epochSchema,
    epochBacklogQueueSize: countSchema,
    delivery: z.enum(['immediate', 'held']),
    trigger: z.enum(['kit', 'spark']).optional(),
    polls: z.enum(['free', 'held']).optional(),
  })
  .meta({ id: 'QuerySetup' })

export const setupSchemas = {
  planner: plannerSetupSchema,
  operator: operatorSetupSchema,
  task: taskSetupSchema,
  coordinator: coordinatorSetupSchema,
  query: querySetupSchema,
} as const satisfies Record<Role, z.ZodType>

export type Setups = { readonly [R in Role]: DeepReadonly<z.infer<(typeof setupSchemas)[R]>> }
export type CoordinatorSetup = Setups['coordinator']
export type OperatorSetup = Setups['operator']
export type TaskSetup = Setups['task']
export type QuerySetup = Setups['query']

/** A role and its setup. */
export type Opening<R extends Role = Role> = {
  readonly [Each in R]: { readonly role: Each; readonly setup: Setups[Each] }
}[R]
