import { z } from 'zod'
import { askSchema, type OneWayMessage, oneWayMessageSchema } from './messages.ts'
import type { DeepReadonly } from './readonly.ts'
import type { Role } from './roles.ts'
import { epochSchema, partitionSchema, plainErrorSchema, planSchema } from './values.ts'

// What the kit does to an implementation: its only input. One union per role.

const partition = partitionSchema
const error = plainErrorSchema

/** Calls of the coordinator that the kit can make throw, once, the next time. */
export const coordinatorPlaces = ['writer.commit', 'query.add-offset', 'query.commit'] as const
/** Calls of the operator that the kit can make throw. */
export const operatorPlaces = ['create-writer-factory', 'child'] as const
/** Calls of a task that the kit can make throw. */
export const taskPlaces = ['upstream', 'create-writer', 'write', 'commit', 'abort', 'send'] as const
/** The messages that a task of a query sends. */
export const reportTypes = [
  'CommitPartitionEpoch',
  'ReportPartitionOffset',
] as const satisfies readonly OneWayMessage['type'][]

export type CoordinatorPlace = (typeof coordinatorPlaces)[number]
export type OperatorPlace = (typeof operatorPlaces)[number]
export type TaskPlace = (typeof taskPlaces)[number]

const plan = z.strictObject({ kind: z.literal('plan'), plan: planSchema })

const coordinatorActions = [
  z.strictObject({ kind: z.literal('ask'), message: askSchema }),
  z.strictObject({ kind: z.literal('send'), message: oneWayMessageSchema }),
  z.strictObject({ kind: z.literal('fail'), at: z.enum(coordinatorPlaces), error }),
] as const

const operatorActions = [
  z.strictObject({ kind: z.literal('describe') }),
  z.strictObject({ kind: z.literal('execute') }),
  z.strictObject({ kind: z.literal('answer'), error: error.optional() }),
  z.strictObject({ kind: z.literal('finish-task'), partition }),
  z.strictObject({ kind: z.literal('fail-task'), partition, error }),
  z.strictObject({ kind: z.literal('interrupt') }),
  z.strictObject({ kind: z.literal('fail'), at: z.enum(operatorPlaces), error }),
] as const

const rowActions = [
  z.strictObject({ kind: z.literal('describe') }),
  z.strictObject({ kind: z.literal('start'), partition }),
  z.strictObject({ kind: z.literal('row'), partition, value: z.string() }),
  z.strictObject({ kind: z.literal('end-epoch'), partition }),
  z.strictObject({ kind: z.literal('complete'), partition }),
] as const

const taskActions = [
  ...rowActions,
  z.strictObject({ kind: z.literal('interrupt'), partition }),
  z.strictObject({ kind: z.literal('kill'), partition }),
  z.strictObject({ kind: z.literal('fail'), partition, at: z.enum(taskPlaces), error }),
] as const

const queryActions = [
  ...rowActions,
  z.strictObject({ kind: z.literal('execute') }),
  z.strictObject({ kind: z.literal('advance-epoch') }),
  z.strictObject({
    kind: z.literal('deliver'),
    from: partition,
    message: z.strictObject({ type: z.enum(reportTypes), epoch: epochSchema }).optional(),
    times: z.int().min(1).optional(),
  }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('interrupt'), partition: partition.optional() }),
  z.strictObject({ kind: z.literal('kill-coordinator') }),
  z.strictObject({ kind: z.literal('kill-executor'), partition }),
  z.discriminatedUnion('at', [
    // The next send of a message of this type; without `of`, the next send.
    z.strictObject({
      kind: z.literal('fail'),
      partition: partition.optional(),
      at: z.literal('send'),
      of: z.enum(reportTypes).optional(),
      error,
    }),
    z.strictObject({
      kind: z.literal('fail'),
      partition: partition.optional(),
      at: z.enum([...coordinatorPlaces, 'create-writer-factory', ...taskPlaces]).exclude(['send']),
      error,
    }),
  ]),
] as const

/** `together` starts its actions at the same time. All their events are in one step. It does not nest. */
const withTogether = <Kinds extends readonly [z.core.$ZodTypeDiscriminable, ...z.core.$ZodTypeDiscriminable[]]>(
  kinds: Kinds,
) =>
  z.discriminatedUnion('kind', [
    ...kinds,
    z.strictObject({ kind: z.literal('together'), actions: z.array(z.discriminatedUnion('kind', kinds)).min(1) }),
  ])

export const actionSchemas = {
  planner: withTogether([plan]).meta({ id: 'PlannerAction' }),
  operator: withTogether(operatorActions).meta({ id: 'OperatorAction' }),
  task: withTogether(taskActions).meta({ id: 'TaskAction' }),
  coordinator: withTogether(coordinatorActions).meta({ id: 'CoordinatorAction' }),
  query: withTogether(queryActions).meta({ id: 'QueryAction' }),
} as const satisfies Record<Role, z.ZodType>

export type Actions = { readonly [R in Role]: DeepReadonly<z.infer<(typeof actionSchemas)[R]>> }
export type PlannerAction = Actions['planner']
export type OperatorAction = Actions['operator']
export type TaskAction = Actions['task']
export type CoordinatorAction = Actions['coordinator']
export type QueryAction = Actions['query']
export type Action = Actions[Role]

/** A single action, not a `together`. */
export type Plain<A extends Action> = Exclude<A, { readonly kind: 'together' }>
