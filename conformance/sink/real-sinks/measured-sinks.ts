import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { packageRoot } from '../../package-root.ts'
import { guarantees } from '../file/guarantees.ts'
import { sinkModes } from '../file/modes.ts'
import { rowHarms } from '../verdict/tried-schedule.ts'

// The data of docs/sinks.md: `npm run sinks:measure` writes them, `npm run sinks:draw` makes the tables from them.

const text = z.string()
const texts = z.array(text)
const count = z.int().min(0)
const seconds = z.number().min(0)

/** What became of the rows of a case. */
const fate = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('seen'),
    lost: texts,
    doubled: texts,
    early: texts,
    /** How many things the sink has left behind. Missing if nobody looked. */
    leftOver: count.exactOptional(),
  }),
  z.strictObject({ kind: z.literal('broken'), reason: text }),
])

const measuredScenario = z.strictObject({
  name: text,
  spark: z.enum(['as documented', 'as it is']),
  /** By the clock, for readers: no verdict depends on it. */
  seconds: seconds.exactOptional(),
  fate,
})

const generated = z.strictObject({
  command: text,
  /** The whole command, with the start of Spark, one scenario, and the search for shorter schedules. */
  seconds,
  runs: count,
  seed: count,
  /** How many were run to their end, and in how many rows were lost, doubled and early. */
  ran: count,
  lost: count,
  doubled: count,
  early: count,
  /** By kind of sink of the model, how many lose and double the same rows. */
  like: z.record(text, count),
  found: z.array(z.strictObject({ harm: z.enum(rowHarms), spark: text, token: text, fate })),
})

/** A scenario or a token whose rows were lost or doubled, run again in a JVM of its own: whether the rows are the same. */
const repeated = z.strictObject({ of: text, command: text, isSame: z.boolean() })

const measuredSink = z.strictObject({
  sink: text,
  spark: text,
  mode: z.enum(sinkModes),
  packages: texts,
  command: text,
  exitCode: z.int(),
  /** The whole command, with the start of Spark. */
  seconds,
  /** Other programs used the machine as well: its load when the command began. */
  machine: z.strictObject({ cores: count, load: z.number() }),
  sinkAlone: z.enum(guarantees).exactOptional(),
  withSpark: z.enum(guarantees).exactOptional(),
  /** Requirements of Spark's Javadoc that the sink violates. */
  violated: texts,
  scenarios: z.array(measuredScenario),
  generated: generated.exactOptional(),
  repeated: z.array(repeated),
})

const measuredSinksSchema = z.array(measuredSink)

export type Fate = z.infer<typeof fate>
export type MeasuredScenario = z.infer<typeof measuredScenario>
export type MeasuredGenerated = z.infer<typeof generated>
export type MeasuredSink = z.infer<typeof measuredSink>

export const measuredSinksFile = join(packageRoot, 'docs/sinks.json')

export const readMeasuredSinks = (): readonly MeasuredSink[] =>
  measuredSinksSchema.parse(JSON.parse(readFileSync(measuredSinksFile, 'utf8')))
