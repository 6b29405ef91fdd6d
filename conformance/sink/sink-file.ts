import { z } from 'zod'
import { guarantees } from './guarantees.ts'
import { sinkModes } from './modes.ts'

// The form of `cwc.sink.yaml`. In all of its texts, `{case}` stands for a name of its own per case.

const text = z.string().min(1)
const texts = z.array(text)
const options = z.record(z.string(), z.string())

/** What Spark writes to or reads from. */
const place = z.union([
  z.strictObject({ format: text, options: options.exactOptional() }),
  z.strictObject({ table: text, options: options.exactOptional() }),
])

export const sinkFileSchema = z.strictObject({
  sink: place.describe('A format or a table, with the options of the write.'),
  read: place.exactOptional().describe('How an outside reader reads it. Default: as the sink.'),
  mayBeMissing: z
    .literal(true)
    .exactOptional()
    .describe(
      'The sink is made by its first row, such as a topic: until a row is written, a read that fails shows none.',
    ),
  select: text.default('value').describe('The expression of SQL that gives the value of a row that was read, as text.'),
  mode: z.enum(sinkModes).exactOptional().describe('How the query is executed. Default: continuous.'),
  packages: texts.default([]).describe('Maven coordinates of the sink: GROUP:ARTIFACT:VERSION.'),
  jars: texts.default([]).describe('Jars of the sink.'),
  setUp: texts.default([]).describe('Statements of SQL before the first case, such as settings of a catalog.'),
  before: texts.default([]).describe('Statements of SQL before each case, such as a new table.'),
  after: texts.default([]).describe('Statements of SQL after each case.'),
  claim: z
    .enum(guarantees)
    .exactOptional()
    .describe('The guarantee that the sink claims when it is used as documented.'),
})

/** A sink as its author describes it to the kit. */
export type SinkFile = z.infer<typeof sinkFileSchema>

/** The same with the name of a case in each text. */
export function forCase<T>(value: T, name: string): T {
  // The type stays: only texts change.
  return JSON.parse(JSON.stringify(value).replaceAll('{case}', name)) as T
}
