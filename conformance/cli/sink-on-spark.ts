import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { DriverError } from '../../src/adapters/driver.ts'
import { prepareSpark } from '../../src/adapters/spark/prepare.ts'
import { SparkUnavailable } from '../../src/adapters/spark/unavailable.ts'
import { type ProcessDriver, processDriver } from '../../src/adapters/stdio/process-driver.ts'
import { type EditionName, isEditionName } from '../../src/reference/editions.ts'
import { textOf, UsageError } from '../errors.ts'
import type { SinkFile } from '../sink/file/sink-file.ts'
import type { SinkDriver } from '../sink/run/sink-driver.ts'
import { type SparkSink, sparkSink } from '../sink/run/spark-sink.ts'
import { type BatchAction, taskAttempts } from '../sink/schedules/batch-schedule.ts'
import { echoed, visible } from '../visible.ts'
import { parseMaster } from './choose-driver.ts'

/** The Spark to run, and how long to wait for one call. */
export interface SparkOfSink {
  readonly spark: string
  readonly sparkHome?: string
  /** Where it runs tasks; by default in the driver's JVM. */
  readonly master?: string
  readonly timeout: number
}

/** The release that runs; an installed Spark is not asked for its own. */
export const releaseOf = ({ spark, sparkHome }: SparkOfSink): { readonly release?: string } =>
  sparkHome === undefined ? { release: spark } : {}

const tooOld = 'Spark 2.4 has another interface of sinks (Spark 3.0 or later is wanted)'

/**
 * Runs Spark with the sink of a file, and stops it behind `use`. Undefined if Spark could not be run, or the run was interrupted before it
 * had begun: the reason goes to standard error. Rejects with UsageError for a Spark that is too old.
 */
export async function onSpark<Result>(
  file: SinkFile,
  options: SparkOfSink,
  signal: AbortSignal,
  use: (sink: SinkDriver, edition: EditionName) => Promise<Result>,
): Promise<Result | undefined> {
  return await withSpark({ file, options, signal }, async (driver, edition) => {
    const sink = sparkSink(driver, file, { seconds: options.timeout })
    return await withTearDown(sink, () => use(sink, edition))
  })
}

/** The same under micro-batch queries. */
export async function onSparkInBatches<Result>(
  file: SinkFile,
  options: SparkOfSink,
  signal: AbortSignal,
  use: (sink: SinkDriver<BatchAction>) => Promise<Result>,
): Promise<Result | undefined> {
  // Continuous processing refuses a second attempt of a task; micro-batches have them.
  return await withSpark({ file, options, taskAttempts, signal }, async (driver) => {
    const sink = sparkSink(driver, file, { mode: 'micro-batch', seconds: options.timeout })
    return await withTearDown(sink, () => use(sink))
  })
}

/** What fails behind the last case is told, and changes nothing. */
async function withTearDown<Result>(sink: Pick<SparkSink, 'tearDown'>, use: () => Promise<Result>): Promise<Result> {
  try {
    return await use()
  } finally {
    for (const warning of await sink.tearDown()) console.error(`warning: ${visible(warning)}`)
  }
}

/** Spark only says that it does not know the format of a jar that is not there. @throws UsageError with the entry and the path */
function needJars(jars: readonly string[]): void {
  for (const [at, jar] of jars.entries())
    if (!/^\w{2,}:/.test(jar) && !existsSync(jar))
      throw new UsageError(`jars[${at}]: there is no such file: ${echoed(resolve(jar))}`)
}

interface Start {
  readonly file: SinkFile
  readonly options: SparkOfSink
  readonly taskAttempts?: number
  readonly signal: AbortSignal
}

async function withSpark<Result>(
  { file, options, taskAttempts, signal }: Start,
  use: (driver: ProcessDriver, edition: EditionName) => Promise<Result>,
): Promise<Result | undefined> {
  const { spark, sparkHome, timeout } = options
  if (sparkHome === undefined && /^2\./.test(spark)) throw new UsageError(`--spark "${echoed(spark)}": ${tooOld}`)
  const source =
    sparkHome === undefined
      ? ({ kind: 'release', version: spark } as const)
      : ({ kind: 'installed', home: sparkHome } as const)
  const { jars, packages } = file
  needJars(jars)
  const master = parseMaster(options.master ?? 'local')
  try {
    const onProgress = (line: string) => console.error(visible(line))
    const line = await prepareSpark(source, { onProgress, signal, master, jars, packages, taskAttempts })
    const driver = processDriver({ ...line, timeoutSeconds: timeout, signal })
    try {
      const { edition } = await driver.initialize()
      if (edition === 'spark-2.4') throw new UsageError(`the installed Spark: ${tooOld}`)
      // The kit's own driver names one of the kit's editions.
      return await use(driver, isEditionName(edition) ? edition : 'document')
    } finally {
      await driver.shutdown().catch(() => undefined)
    }
  } catch (error) {
    if (error instanceof UsageError) throw error
    if (!(error instanceof SparkUnavailable || error instanceof DriverError) && !signal.aborted) throw error
    if (!signal.aborted) console.error(`Spark could not be run: ${textOf(error)}`)
    return undefined
  }
}
