import { z } from 'zod'
import { textOf } from '../../errors.ts'
import { guarantees } from './guarantees.ts'
import { sinkModes } from './modes.ts'
import { mostPartitions } from './most-partitions.ts'
import { type RowSchema, readRowSchema } from './row-schema.ts'

// The form of `cwc.sink.yaml`. In all of its texts, `{case}` stands for a name of its own per case.

const text = z.string().min(1)
const texts = z.array(text)
const options = z.record(z.string(), z.string())

/** What Spark writes to or reads from. */
const place = z.union([
  z.strictObject({ format: text, options: options.exactOptional() }),
  z.strictObject({ table: text, options: options.exactOptional() }),
])

const command = z.strictObject({
  command: z.tuple([text], z.string()).describe('A program and its words, which no shell reads.'),
  timeout: z
    .number()
    .min(0.001)
    .max(2_000_000)
    .exactOptional()
    .describe('Its time limit in seconds. Default: that of --timeout.'),
})

const leftOvers = z.union([
  command,
  z.strictObject({
    folder: text.describe('A folder of this machine. A file in it that has no row of the reader is a left-over.'),
    except: texts.default([]).describe('Patterns of files that may stay, relative to the folder.'),
  }),
])

/** A statement of SQL, which Spark runs, or a command. */
const entry = z.union([text, command])
const entries = z.array(entry)

const sinkFile = z.strictObject({
  sink: place.describe('A format or a table, with the options of the write.'),
  read: z
    .union([place, command])
    .exactOptional()
    .describe(
      'How an outside reader reads it: as a sink is named, or by a command that prints one row per line. Default: as the sink.',
    ),
  mayBeMissing: z
    .literal(true)
    .exactOptional()
    .describe(
      'The sink is made by its first row, such as a topic: until a row is written, a read that fails shows none.',
    ),
  schema: text
    .exactOptional()
    .describe('The columns of the rows, as CREATE TABLE has them. Default: one column, value STRING.'),
  idColumn: text.exactOptional().describe('The column that tells rows apart, a STRING. Default: the first one.'),
  select: text
    .exactOptional()
    .describe(
      'The expression of SQL that gives a row that was read as text. Default: the column that tells rows apart.',
    ),
  ordered: z
    .literal(true)
    .exactOptional()
    .describe('Readers are promised the rows of a partition in the order in which they were written.'),
  leftOvers: leftOvers
    .exactOptional()
    .describe(
      'What the sink leaves behind a case: by a command that prints one left-over per line, or files of a folder.',
    ),
  mode: z.enum(sinkModes).exactOptional().describe('How the query is executed. Default: continuous.'),
  outage: z
    .strictObject({
      start: z.array(command).min(1).describe('Commands after which the external system is away.'),
      end: z.array(command).min(1).describe('Commands after which it is there again.'),
      seconds: z
        .number()
        .min(0.001)
        .max(2_000_000)
        .default(10)
        .describe('How long a call of the sink may wait until the system comes back.'),
    })
    .exactOptional()
    .describe('How the external system of the sink, such as a broker, goes away and comes back.'),
  partitions: z
    .int()
    .min(1)
    .max(mostPartitions)
    .exactOptional()
    .describe('The partitions of each query, where a scenario has fewer.'),
  packages: texts.default([]).describe('Maven coordinates of the sink: GROUP:ARTIFACT:VERSION.'),
  jars: texts.default([]).describe('Jars of the sink.'),
  setUp: entries.default([]).describe('SQL and commands before the first case, such as settings of a catalog.'),
  before: entries.default([]).describe('SQL and commands before each case, such as a new table.'),
  after: entries.default([]).describe('SQL and commands after each case, also after one that failed.'),
  tearDown: entries.default([]).describe('SQL and commands after the last case.'),
  claim: z
    .enum(guarantees)
    .exactOptional()
    .describe('The guarantee that the sink claims when it is used as documented.'),
})

export const sinkFileSchema = sinkFile.superRefine((file, { addIssue }) => {
  try {
    if (file.schema === undefined && file.idColumn !== undefined) throw new Error('it belongs to a schema')
    rowSchemaOf(file)
  } catch (error) {
    const path = [file.schema === undefined ? 'idColumn' : 'schema']
    addIssue({ code: 'custom', path, message: textOf(error) })
  }
})

/** The columns of the rows, if the author names them. @throws Error that names the column */
export const rowSchemaOf = ({ schema, idColumn }: Pick<SinkFile, 'schema' | 'idColumn'>): RowSchema | undefined =>
  schema === undefined ? undefined : readRowSchema(schema, idColumn)

/** A sink as its author describes it to the kit. */
export type SinkFile = z.infer<typeof sinkFile>

/** What a user has run beside the cases. */
export type SinkEntry = z.infer<typeof entry>

/** The same with the name of a case in each text. */
export function forCase<T>(value: T, name: string): T {
  // The type stays: only texts change.
  return JSON.parse(JSON.stringify(value).replaceAll('{case}', name)) as T
}
