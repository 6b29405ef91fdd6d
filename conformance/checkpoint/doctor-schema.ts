import * as z from 'zod'
import { logs } from './checkpoint.ts'
import { checkpointVerdicts, timesSayNothing } from './diagnosis.ts'

const text = z.string()
const count = z.int().min(0)
const log = z.enum(logs)
const files = z.array(text)

const finding = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('offsets-ahead'), epochs: z.array(count) }),
  z.strictObject({ kind: z.literal('torn-ahead'), epoch: count, why: text }),
  z.strictObject({ kind: z.literal('stray-checksum'), log, epoch: count }),
  z.strictObject({
    kind: z.literal('old-entry'),
    epoch: count,
    isLast: z.boolean(),
    age: z.number().describe('in milliseconds'),
    usual: z.number().describe('in milliseconds'),
  }),
  z.strictObject({ kind: z.literal('offsets-go-back'), epoch: count, partition: text, from: z.int(), to: z.int() }),
  z.strictObject({ kind: z.literal('checksum-differs'), log, epoch: count }),
  z.strictObject({ kind: z.literal('odd-names'), files }),
  z.strictObject({ kind: z.literal('not-read'), file: text, why: text }),
  z.strictObject({ kind: z.literal('unreadable'), log, epoch: count, why: text, error: text }),
  z.strictObject({ kind: z.literal('commit-without-offsets'), epoch: count, error: text }),
  z.strictObject({ kind: z.literal('other-shape'), epoch: count, error: text }),
  z.strictObject({ kind: z.literal('broken-metadata'), why: text }),
  z.strictObject({ kind: z.literal('gap-in-commits'), missing: z.array(count) }),
  z.strictObject({ kind: z.literal('unfinished-writes'), files }),
  z.strictObject({ kind: z.literal('no-metadata') }),
  z.strictObject({ kind: z.literal('times-say-nothing'), why: z.enum(timesSayNothing) }),
  z.strictObject({ kind: z.literal('accepted'), epochs: z.array(count) }),
  z.strictObject({ kind: z.literal('left-unread'), entries: count }),
])

/** What a checkpoint directory shows. */
export const diagnosisSchema = z.strictObject({
  verdict: z.enum(checkpointVerdicts),
  mode: z.enum(['continuous', 'micro-batch', 'unknown']),
  family: z.enum(['spark-3.2 or later', 'spark-4.x', 'unknown']),
  queryId: text.exactOptional(),
  start: z
    .strictObject({ lastCommitted: count.exactOptional(), nextEpoch: count, readsFrom: text.exactOptional() })
    .exactOptional(),
  findings: z.array(finding),
  oldOffsets: z.array(
    z.strictObject({
      epoch: count,
      offsets: text.exactOptional(),
      positions: z.array(z.strictObject({ partition: text, committed: z.int(), old: z.int() })).exactOptional(),
    }),
  ),
  why: text.exactOptional(),
})

const move = z.strictObject({ log, name: text })

const repair = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('nothing to do') }),
  z.strictObject({ kind: z.literal('refused'), why: text }),
  z.strictObject({ kind: z.literal('moves'), moves: z.array(move) }),
])

/** What `cwc doctor --json` prints: a list with one item per checkpoint. */
export const doctorSchema = z.array(
  z.strictObject({
    checkpoint: text,
    diagnosis: diagnosisSchema,
    repair,
    carriedOut: z
      .strictObject({
        folder: text,
        planned: count,
        done: z.array(move),
        stopped: text.exactOptional(),
        after: diagnosisSchema,
      })
      .exactOptional(),
  }),
)

/** The version of the format. */
const doctorFormat = 1

/** The published JSON Schema. */
export function doctorJsonSchema(): Readonly<Record<string, unknown>> {
  return {
    $id: `urn:continuous-write-conformance:doctor:${doctorFormat}`,
    title: `Checkpoints as cwc doctor of continuous-write-conformance sees them, format ${doctorFormat}`,
    description: 'What `cwc doctor --json` prints.',
    ...z.toJSONSchema(doctorSchema, { target: 'draft-2020-12' }),
  }
}
