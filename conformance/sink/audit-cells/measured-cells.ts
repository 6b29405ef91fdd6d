import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { editionNames } from '../../../src/reference/editions.ts'
import { rowFaults } from '../../audit/search-row-faults.ts'
import { sinkKinds } from '../../audit/sinks.ts'

// What `npm run sink:measure-cells` writes. `npm run sink:draw` draws docs/audit-and-sinks.md from it.

const text = z.string()
const count = z.int().min(0)
const names = z.array(text)

/** What real Spark and a real sink have made of one schedule. */
const outcome = z.strictObject({
  lost: names,
  doubled: names,
  /** Whether the reader sees at the end each row as often as Spark's tasks have written it, whatever was committed. */
  isAsWritten: z.boolean(),
})

const sampled = z.strictObject({
  circumstance: text,
  /** How many of the schedules were run to their end. */
  ran: count,
  lost: count,
  doubled: count,
  /** In how many the same rows are lost and doubled as with a sink of this kind in the model. */
  asForetold: count,
  asWritten: count,
  /** The schedule of the fewest steps in which a row is lost, and doubled. */
  shortest: z.strictObject({ lost: text.exactOptional(), doubled: text.exactOptional() }),
})

const measuredSink = z.strictObject({
  kind: z.enum(sinkKinds as [(typeof sinkKinds)[number], ...(typeof sinkKinds)[number][]]),
  /** With its version. */
  name: text,
  packages: names,
  /** By token: the audit's shortest schedules. */
  witnesses: z.record(text, outcome),
  /** Generated schedules of each circumstance, with a clean offset log. */
  sampled: z.array(sampled),
})

const cell = z.strictObject({
  circumstance: text,
  cleanLog: z.boolean(),
  sink: measuredSink.shape.kind,
  of: z.enum(rowFaults),
  /** The token of the shortest schedule; without it, the model says that none within the bounds has such a row. */
  witness: text.exactOptional(),
})

const measuredCellsSchema = z.strictObject({
  spark: text,
  edition: z.enum(editionNames as [(typeof editionNames)[number], ...(typeof editionNames)[number][]]),
  /** Generated schedules per circumstance, and their seed. */
  runs: count,
  seed: count,
  cells: z.array(cell),
  sinks: z.array(measuredSink),
})

export type Outcome = z.infer<typeof outcome>
export type Sampled = z.infer<typeof sampled>
export type MeasuredSink = z.infer<typeof measuredSink>
export type ForetoldCell = z.infer<typeof cell>
export type MeasuredCells = z.infer<typeof measuredCellsSchema>

export const measuredFile = join(import.meta.dirname, 'measured.json')

export const readMeasured = (): MeasuredCells =>
  measuredCellsSchema.parse(JSON.parse(readFileSync(measuredFile, 'utf8')))
