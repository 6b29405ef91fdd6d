import { resolve } from 'node:path'
import type { SparkSource } from '../../src/adapters/spark/prepare.ts'
import { isMisnamed, SparkUnavailable } from '../../src/adapters/spark/unavailable.ts'
import { UsageError } from '../errors.ts'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { checkOnSpark } from '../logs-on-spark/check-on-spark.ts'
import { exitCodeOf } from '../logs-on-spark/exit-code.ts'
import type { JudgedApplication } from '../logs-on-spark/judge.ts'
import { describeApplicationReport } from '../production-logs/describe-report.ts'
import { visible, visibleJson, visibleLines } from '../visible.ts'

/** The options of `cwc check --on`. */
export interface CheckOnOptions {
  readonly on: string
  readonly json?: boolean
  readonly sparkHome?: string
  readonly spark: string
  readonly node: string
  readonly conf: readonly string[]
  readonly table?: string
}

/** Checks the logs in a job of Spark. @throws UsageError */
export async function checkOn(
  paths: readonly string[],
  { on, json = false, sparkHome, spark, node, conf, table }: CheckOnOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  refuseMaster(on)
  const badSetting = conf.find((one) => !/^[^=\s]+=/.test(one))
  if (badSetting !== undefined) throw new UsageError(`--conf ${visible(badSetting)}: key=value is wanted`)
  const badPath = paths.find((path) => /[\t\n]/.test(path))
  if (badPath !== undefined) throw new UsageError(`${visible(badPath)}: a path without tabs and line breaks is wanted`)
  const source: SparkSource =
    sparkHome === undefined ? { kind: 'release', version: spark } : { kind: 'installed', home: resolve(sparkHome) }
  try {
    const result = await checkOnSpark({
      paths: paths.map(absolute),
      master: on,
      source,
      settings: conf,
      node,
      table,
      signal,
      onProgress: (line) => console.error(visible(line)),
    })
    if (result.kind === 'failed') {
      console.error(visibleLines(`the logs could not be checked on ${on}: ${result.why}`))
      return exitCodes.couldNotRun
    }
    const { applications, milliseconds } = result
    console.log(
      json
        ? visibleJson(JSON.stringify({ applications, milliseconds }, null, 2))
        : applications.map(describeApplication).join('\n\n'),
    )
    for (const { unread } of applications)
      for (const { file, why } of unread) console.error(`${visible(file)}: unread: ${visible(why)}`)
    if (applications.length === 0) console.error('there are no files below these paths')
    return exitCodeOf(applications)
  } catch (error) {
    if (isMisnamed(error))
      throw new UsageError(`${sparkHome === undefined ? '--spark' : '--spark-home'}: ${error.message}`)
    if (!(error instanceof SparkUnavailable)) throw error
    console.error(`the logs could not be checked on ${visible(on)}: ${error.message}`)
    return exitCodes.couldNotRun
  }
}

function describeApplication({ application, report }: JudgedApplication): string {
  return `application ${visible(application)}\n${describeApplicationReport(report)}`
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
