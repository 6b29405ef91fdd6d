import { z } from 'zod'
import type { DeepReadonly } from './readonly.ts'
import { countSchema, epochSchema, partitionSchema } from './values.ts'

/** Asks: the sender waits for the reply. */
export const askSchema = z
  .discriminatedUnion('type', [
    z.strictObject({ type: z.literal('SetWriterPartitions'), numPartitions: countSchema }),
    z.strictObject({ type: z.literal('SetReaderPartitions'), numPartitions: countSchema }),
    z.strictObject({ type: z.literal('GetCurrentEpoch') }),
    z.strictObject({ type: z.literal('IncrementAndGetEpoch') }),
    z.strictObject({ type: z.literal('StopContinuousExecutionWrites') }),
  ])
  .meta({ id: 'Question' })

/** One-way messages. */
export const oneWayMessageSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('CommitPartitionEpoch'),
      partitionId: partitionSchema,
      epoch: epochSchema,
      message: z.string(),
    }),
    z.strictObject({
      type: z.literal('ReportPartitionOffset'),
      partitionId: partitionSchema,
      epoch: epochSchema,
      offset: z.string(),
    }),
  ])
  .meta({ id: 'Report' })

export const askTypes = [
  'SetWriterPartitions',
  'SetReaderPartitions',
  'GetCurrentEpoch',
  'IncrementAndGetEpoch',
  'StopContinuousExecutionWrites',
] as const satisfies readonly Ask['type'][]

export type Ask = DeepReadonly<z.infer<typeof askSchema>>
export type OneWayMessage = DeepReadonly<z.infer<typeof oneWayMessageSchema>>
export type Message = Ask | OneWayMessage
