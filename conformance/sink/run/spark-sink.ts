import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { DriverError } from '../../../src/adapters/driver.ts'
import type { ProcessDriver } from '../../../src/adapters/stdio/process-driver.ts'
import { resultSchemas } from '../../../src/contract/protocol.ts'
import type { SinkMode } from '../file/modes.ts'
import { at, runAllEntries, runEntries } from '../file/sink-entries.ts'
import { forCase, rowSchemaOf, type SinkFile } from '../file/sink-file.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import type { SinkAction } from '../schedules/schedule.ts'
import { hintAtMissing } from './hint-at-missing.ts'
import { leftOversIn } from './left-overs.ts'
import { readByCommand } from './read-by-command.ts'
import { sinkCallSchema } from './sink-call.ts'
import { openingOf, type SinkDriver } from './sink-driver.ts'

const nothing = z.strictObject({})
const rowsRead = z.strictObject({ rows: z.array(z.string()) })
const callsMade = z.strictObject({ calls: z.array(sinkCallSchema) })

/** What an author can do where Spark writes to a sink and cannot read it, such as `noop`. */
const noReader = 'nothing else is named to read it (read, --read-format, --read-table or --read-command)'

/** How a sink is used. */
interface Use<Mode extends SinkMode> {
  readonly mode?: Mode
  /** The time limit of a command of the user, in seconds. */
  readonly seconds?: number
}

/** The driver of one sink, through all of its cases. */
export interface SparkSink<Action = SinkAction> extends SinkDriver<Action> {
  /** Cleans up behind the last case, also where Spark has ended. Returns what has failed. */
  tearDown(): Promise<readonly string[]>
}

/** A user's sink on real Spark: the driver of the kit for Spark, whose queries of this mode write to that sink. */
export function sparkSink(
  driver: ProcessDriver,
  file: SinkFile,
  use: Use<'micro-batch'> & { readonly mode: 'micro-batch' },
): SparkSink<BatchAction>
export function sparkSink(driver: ProcessDriver, file: SinkFile, use?: Use<'continuous'>): SparkSink
export function sparkSink(
  driver: ProcessDriver,
  file: SinkFile,
  { mode = 'continuous', seconds = 120 }: Use<SinkMode> = {},
): SparkSink<SinkAction | BatchAction> {
  const schema = rowSchemaOf(file)
  const idOfRow = schema === undefined ? 'value' : `\`${schema.id.replaceAll('`', '``')}\``
  // An earlier run may have left tables or topics behind.
  const run = randomUUID().slice(0, 8)
  let cases = 0
  let here = file
  let opening = openingOf({})
  /** Whether Spark runs, and has run the statements before the first case. A sink may end the JVM, or hang: the next case has a new one. */
  let isSetUp = false
  let isWritten = false
  /** Whether a case has begun that nothing has cleaned up behind. */
  let isBegun = false
  /** What the commands before the first case have come to. They run once, and the statements again in each new JVM. */
  let prepared: Promise<void> | undefined
  const guarded = async <Result>(call: Promise<Result>): Promise<Result> => {
    try {
      return await call
    } catch (error) {
      if (error instanceof DriverError && !['not-supported', 'refused'].includes(error.failure.kind)) isSetUp = false
      throw error
    }
  }
  const ask = <Schema extends z.ZodType>(method: string, params: unknown, schema: Schema) =>
    guarded(driver.ask(method, params, (result) => readBy(schema, method, result)))
  const sql = async (statement: string) => void (await ask('sink/sql', { statement }, nothing))
  const context = (list: 'setUp' | 'before' | 'after' | 'tearDown') => ({
    list,
    seconds,
    sql: isSetUp ? sql : undefined,
  })
  const setUp = async () => {
    await guarded(driver.initialize())
    const isFirst = prepared === undefined
    prepared ??= runEntries(file.setUp, { ...context('setUp'), sql })
    await prepared
    if (!isFirst) await runEntries(file.setUp, { ...context('setUp'), sql, only: 'statements' })
    isSetUp = true
  }
  const { outage } = file
  const turn = (moment: 'start' | 'end') =>
    runEntries(here.outage?.[moment] ?? [], { list: `outage.${moment}`, seconds, sql: undefined })
  const system = outage && { seconds: outage.seconds, stop: () => turn('start'), start: () => turn('end') }
  return {
    ...(system === undefined ? {} : { outage: system }),
    isOrdered: file.ordered === true,
    async open(schedule) {
      cases += 1
      here = forCase(file, `case_${run}_${cases}`)
      if (!isSetUp) await setUp()
      isWritten = false
      isBegun = true
      try {
        await runEntries(here.before, context('before'))
        await ask('sink/use', { sink: here.sink, mode, ...(schema === undefined ? {} : { schema }) }, nothing)
      } catch (error) {
        throw error instanceof DriverError ? hintAtMissing(error) : error
      }
      opening = openingOf(schedule)
      await guarded(driver.open(opening))
    },
    async act(action) {
      if (action.kind === 'another-query') {
        await guarded(driver.close())
        await guarded(driver.open(opening))
        return []
      }
      // The driver of the kit takes the faults of a user's sink as it takes its own, where a query writes to one.
      const asked = action.kind === 'sink-fails' ? { ...action, kind: 'fail' } : action
      const { steps } = await ask('apply', { actions: [asked] }, resultSchemas.apply)
      const [events = []] = steps
      isWritten ||= events.some(({ kind }) => kind === 'row-written')
      return events
    },
    async calls() {
      const { calls } = await ask('sink/calls', {}, callsMade)
      return calls
    },
    async rows() {
      try {
        const from = here.read ?? here.sink
        if ('command' in from) return await readByCommand(from, seconds)
        const { rows } = await ask('sink/read', { sink: from, select: here.select ?? idOfRow }, rowsRead)
        return rows
      } catch (error) {
        const isMissing = error instanceof DriverError && error.failure.kind === 'not-supported'
        if (isMissing && here.mayBeMissing === true && !isWritten) return []
        if (!(error instanceof DriverError)) throw error
        const hinted = hintAtMissing(error)
        throw here.read === undefined ? at(noReader, hinted) : hinted
      }
    },
    async close() {
      await guarded(driver.close())
    },
    async leftOvers() {
      if (here.leftOvers === undefined) return undefined
      const from = here.read ?? here.sink
      const filesOfRows = async () => {
        if ('command' in from) return undefined
        const { rows } = await ask('sink/read', { sink: from, select: 'input_file_name()' }, rowsRead)
        return rows
      }
      return await leftOversIn(here.leftOvers, { seconds, filesOfRows })
    },
    async cleanUp() {
      if (!isBegun) return []
      isBegun = false
      return await runAllEntries(here.after, context('after'))
    },
    async tearDown() {
      return prepared === undefined ? [] : await runAllEntries(file.tearDown, context('tearDown'))
    },
  }
}

function readBy<Schema extends z.ZodType>(schema: Schema, method: string, result: unknown): z.infer<Schema> {
  const read = schema.safeParse(result)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const path = ['result', ...(issue?.path ?? [])].join('.')
  throw new DriverError({ kind: 'off-protocol', method, path, reason: issue?.message ?? '', line: '' })
}
