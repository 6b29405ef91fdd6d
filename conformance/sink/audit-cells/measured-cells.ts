import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { editionNames } from '../../../src/reference/editions.ts'
import { type RowFault, rowFaults } from '../../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'

// What `npm run sink:measure-cells` writes. `npm run sink:draw` draws docs/audit-and-sinks.md from it.

const text = z.string()
const count = z.int().min(0)
const names = z.array(text)

const kind = z.enum(sinkKinds as [(typeof sinkKinds)[number], ...(typeof sinkKinds)[number][]])

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
  /** By kind of sink: in how many the same rows are lost and doubled as with it in the model. */
  like: z.record(kind, count),
  asWritten: count,
  /** The schedule of the fewest steps in which a row is lost, and doubled. */
  shortest: z.strictObject({ lost: text.exactOptional(), doubled: text.exactOptional() }),
})

const measuredSink = z.strictObject({
  kind,
  /** With its version. */
  name: text,
  packages: names,
  /** By token: the audit's shortest schedules. */
  witnesses: z.record(text, outcome),
  /** Generated schedules of each circumstance, with a clean offset log. A circumstance that is not measured yet is missing. */
  sampled: z.array(sampled),
})

const cell = z.strictObject({
  circumstance: text,
  cleanLog: z.boolean(),
  sink: kind,
  of: z.enum(rowFaults),
  /** The token of the shortest schedule; without it, the model says that none within the bounds has such a row. */
  witness: text.exactOptional(),
})

const measuredCellsSchema = z.strictObject({
  spark: text,
  edition: z.enum(editionNames as [(typeof editionNames)[number], ...(typeof editionNames)[number][]]),
  /** Generated schedules per circumstance. In those that tell something, a row would be harmed if the log were not cleaned. */
  size: z.strictObject({ drawn: count, telling: count, seed: count }),
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

/** With a clean log, the audit's first schedule that harms a row of this kind of sink so, and what was measured of it. @throws Error if there is none */
export function measuredWitness(kind: SinkKind, of: RowFault): { readonly token: string; readonly outcome: Outcome } {
  const { cells, sinks } = readMeasured()
  const own = sinks.find((sink) => sink.kind === kind)?.witnesses ?? {}
  for (const { cleanLog, sink, of: fault, witness: token = '' } of cells) {
    const outcome = own[token]
    if (cleanLog && sink === kind && fault === of && outcome !== undefined) return { token, outcome }
  }
  throw new Error(`no row is ${of} where ${kind}`)
}
