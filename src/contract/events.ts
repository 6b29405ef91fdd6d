import { z } from 'zod'
import { askSchema, askTypes, oneWayMessageSchema } from './messages.ts'
import type { DeepReadonly } from './readonly.ts'
import { countSchema, epochSchema, errorSchema, orNull, partitionSchema, planSchema } from './values.ts'

// What an implementation is observed to do: its only output. Each event names its actor.

const planner = z.literal('planner')
const operator = z.literal('operator')
const coordinator = z.literal('coordinator')
const query = z.literal('query')
const task = z.templateLiteral(['task-', z.string().regex(/^\d{1,16}$/)])
const anyone = z.union([planner, operator, z.literal('rdd'), coordinator, query, task])

const partition = partitionSchema
const epoch = epochSchema

/** One event. `kind` selects the member, so a complaint names a wrong field once, and not once per kind. */
export const eventSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('logged'),
      actor: anyone,
      level: z.enum(['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR']),
      logger: z.string(),
      message: z.string(),
    }),
    // planner
    z.strictObject({ kind: z.literal('planned'), actor: planner, plan: planSchema }),
    z.strictObject({ kind: z.literal('threw'), actor: z.union([planner, operator]), error: errorSchema }),
    // operator, and the write RDD when it describes itself
    z.discriminatedUnion('actor', [
      z.strictObject({
        kind: z.literal('described'),
        actor: operator,
        output: z.array(z.string()),
        children: countSchema,
      }),
      z.strictObject({
        kind: z.literal('described'),
        actor: z.literal('rdd'),
        partitions: countSchema,
        partitioner: orNull(z.string()),
      }),
    ]),
    z.strictObject({
      kind: z.literal('writer-factory-created'),
      actor: operator,
      numPartitions: countSchema.optional(),
    }),
    z.strictObject({ kind: z.literal('child-executed'), actor: operator }),
    z.strictObject({ kind: z.literal('coordinator-looked-up'), actor: operator, id: orNull(z.string()) }),
    z.strictObject({ kind: z.literal('asked'), actor: z.union([operator, query]), message: askSchema }),
    z.strictObject({ kind: z.literal('job-submitted'), actor: operator, partitions: countSchema }),
    z.strictObject({ kind: z.literal('returned'), actor: operator, partitions: countSchema }),
    // tasks
    z.strictObject({ kind: z.literal('task-started'), actor: task, partition }),
    z.strictObject({ kind: z.literal('upstream-computed'), actor: task, partition, epoch: orNull(epoch) }),
    z.strictObject({ kind: z.literal('writer-created'), actor: task, partition, taskId: countSchema, epoch }),
    z.strictObject({ kind: z.literal('row-written'), actor: task, partition, epoch, value: z.string() }),
    z.strictObject({ kind: z.literal('partition-committed'), actor: task, partition, epoch, message: z.string() }),
    z.strictObject({ kind: z.literal('sent'), actor: task, message: oneWayMessageSchema }),
    z.strictObject({ kind: z.literal('writer-aborted'), actor: task, partition, epoch }),
    z.strictObject({ kind: z.literal('writer-closed'), actor: task, partition, epoch }),
    z.strictObject({ kind: z.literal('task-finished'), actor: task, partition, rows: countSchema }),
    z.strictObject({ kind: z.literal('task-failed'), actor: task, partition, error: errorSchema }),
    // coordinator: it calls the sink and the query, so these events are in its own order
    z.strictObject({
      kind: z.literal('answered'),
      actor: coordinator,
      message: z.enum(askTypes),
      value: orNull(z.int()),
    }),
    z.strictObject({ kind: z.literal('epoch-committed'), actor: coordinator, epoch, messages: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('offset-added'), actor: coordinator, epoch, offsets: z.array(z.string()) }),
    z.strictObject({ kind: z.literal('query-committed'), actor: coordinator, epoch }),
    z.strictObject({
      kind: z.literal('query-stopped'),
      actor: z.union([coordinator, query]),
      error: orNull(errorSchema),
    }),
  ])
  .meta({ id: 'Event' })

export type Event = DeepReadonly<z.infer<typeof eventSchema>>
export type EventKind = Event['kind']
export type EventOf<K extends EventKind> = Extract<Event, { readonly kind: K }>
export type Actor = Event['actor']

/** Every kind of event, in the order of the schema. Zod has the values of the discriminator, without their type. */
export const eventKinds = [...(eventSchema._zod.propValues['kind'] ?? [])] as readonly EventKind[]
