import { resolve } from 'node:path'
import type { SparkSource } from '../../src/adapters/spark/prepare.ts'
import { isMisnamed, SparkUnavailable } from '../../src/adapters/spark/unavailable.ts'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { checkOnSpark } from '../logs-on-spark/check-on-spark.ts'
import { layoutOfPattern } from '../production-logs/reading/log4j-pattern.ts'
import { makeReportFolder } from '../report/report-folder.ts'
import { editionNamed } from '../requirements/edition.ts'
import { visible, visibleLines } from '../visible.ts'
import { type ConclusionOptions, concludeCheck } from './conclude-check.ts'

/** The options of `cwc check --on`. */
export interface CheckOnOptions extends ConclusionOptions {
  readonly on: string
  readonly layout?: string
  readonly edition?: string
  readonly sparkHome?: string
  readonly spark: string
  readonly node: string
  readonly conf: readonly string[]
  readonly table?: string
}

/** Checks the logs in a job of Spark. @throws UsageError */
export async function checkOn(
  paths: readonly string[],
  options: CheckOnOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { on, sparkHome, spark, node, conf, table, layout, edition, report } = options
  refuseMaster(on)
  refuseOptions(paths, options)
  // A pattern that is not understood is refused here, and not on each worker.
  if (layout !== undefined) layoutOfPattern(layout)
  const source: SparkSource =
    sparkHome === undefined ? { kind: 'release', version: spark } : { kind: 'installed', home: resolve(sparkHome) }
  try {
    const result = await checkOnSpark({
      paths: paths.map(absolute),
      master: on,
      source,
      settings: conf,
      node,
      table: table === undefined ? undefined : absolute(table),
      layout,
      edition: edition === undefined ? undefined : editionNamed(edition, '--edition').name,
      signal,
      onProgress: (line) => console.error(visible(line)),
    })
    if (result.kind === 'failed') {
      console.error(visibleLines(`the logs could not be checked on ${on}: ${result.why}`))
      return exitCodes.couldNotRun
    }
    if (report !== undefined) await makeReportFolder(report)
    return await concludeCheck(result.logs, options)
  } catch (error) {
    if (signal.aborted) {
      console.error('interrupted: the job was ended, and there are no verdicts')
      return exitCodes.ranTooLittle
    }
    if (isMisnamed(error))
      throw new UsageError(`${sparkHome === undefined ? '--spark' : '--spark-home'}: ${error.message}`)
    if (!(error instanceof SparkUnavailable)) throw error
    console.error(`the logs could not be checked on ${visible(on)}: ${error.message}`)
    return exitCodes.couldNotRun
  }
}

function refuseOptions(paths: readonly string[], { conf }: CheckOnOptions): void {
  if (paths.length === 0) throw new UsageError('--on: a file or a folder with logs is wanted')
  if (paths.includes('-')) throw new UsageError('--on: standard input cannot be read by a job (files are wanted)')
  const badSetting = conf.find((one) => !/^[^=\s]+=/.test(one))
  if (badSetting !== undefined) throw new UsageError(`--conf ${visible(badSetting)}: key=value is wanted`)
}

function refuseMaster(master: string): void {
  if (/^(?:local(?:\[(?:\d+|\*)(?:, *\d+)?\])?|local-cluster\[.*\]|spark:\/\/\S+|k8s:\/\/\S+|yarn)$/.test(master))
    return
  throw new UsageError(
    `--on ${visible(master)}: no master of Spark (local[*], spark://HOST:PORT, yarn or k8s://URL is wanted)`,
  )
}

/** Paths without a scheme are those of this machine, except on a cluster's own file system: absolute ones go as they are. */
const absolute = (path: string) => (/^[a-z][a-z\d+.-]*:/i.test(path) ? path : resolve(path))
