import { z } from 'zod'
import type { DeepReadonly } from '../../../src/contract/readonly.ts'

const count = z.int().min(0)
const text = z.string()

const called = {
  thread: text,
  /** Whether the thread ran a task. */
  inTask: z.boolean(),
  /** What the sink's own method did. A fault of the kit strikes before it is called, or after it has returned. */
  sink: z.enum(['returned', 'threw', 'not called']),
  /** What Spark was told. Without it, the call returned. */
  error: text.exactOptional(),
}
const ofWriter = {
  ...called,
  /** The writers of a case are numbered from 0. */
  writer: count,
  /** Whether another call of this writer was under way. */
  overlaps: z.boolean(),
}
const ofEpoch = {
  ...called,
  epoch: count,
  /** By the writers that made them. A slot may be empty. */
  messages: z.array(count.nullable()),
}
/** Why Java cannot serialize what the sink returned. */
const unserializable = text.exactOptional()

/** One call of the user's sink by Spark. */
export const sinkCallSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('new-write'), ...called, queryId: text, schema: text }),
  z.strictObject({ kind: z.literal('to-streaming'), ...called }),
  z.strictObject({ kind: z.literal('create-writer-factory'), ...called, partitions: count, unserializable }),
  z.strictObject({
    kind: z.literal('create-writer'),
    ...called,
    writer: count,
    partition: count,
    taskId: count,
    epoch: count,
  }),
  z.strictObject({
    kind: z.literal('write'),
    ...ofWriter,
    value: text,
    /** Whether Spark passed the object of the row before, with another value in it. */
    sameObject: z.boolean(),
  }),
  z.strictObject({ kind: z.literal('commit'), ...ofWriter, unserializable }),
  z.strictObject({ kind: z.literal('abort'), ...ofWriter }),
  z.strictObject({ kind: z.literal('close'), ...ofWriter }),
  z.strictObject({ kind: z.literal('epoch.commit'), ...ofEpoch }),
  z.strictObject({ kind: z.literal('epoch.abort'), ...ofEpoch }),
])

export type SinkCall = DeepReadonly<z.infer<typeof sinkCallSchema>>
export type SinkCallOf<Kind extends SinkCall['kind']> = Extract<SinkCall, { readonly kind: Kind }>
