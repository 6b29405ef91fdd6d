import type { CheckReport, MissingLevel } from '../report/check-report.ts'
import { hasNotStarted } from '../report/untold.ts'

/** A file of settings for Spark's logging, and the lines to add to it. */
export interface LoggingSettings {
  readonly file: string
  /** The releases that read it. */
  readonly releases: string
  readonly lines: readonly string[]
}

/** Those that would show more of what ran. Where no continuous query did, the loggers had nothing to say, whatever their levels. */
export const settingsFor = (report: CheckReport): readonly LoggingSettings[] =>
  hasNotStarted(report) || report.findings.some((one) => one.kind === 'nothing-to-check' && one.hasMicroBatch)
    ? []
    : loggingSettings(report.missingLevels, report.release)

/**
 * The lines that give each logger the level that would show more: for log4j 2, which Spark 3.3 and later read, and for log4j 1 before.
 * Where the release is not known, both.
 */
export function loggingSettings(
  missing: readonly MissingLevel[],
  release: string | undefined,
): readonly LoggingSettings[] {
  if (missing.length === 0) return []
  const [major, minor] =
    /^(\d+)\.(\d+)/
      .exec(release ?? '')
      ?.slice(1)
      .map(Number) ?? []
  const number = major === undefined || minor === undefined ? undefined : major * 100 + minor
  const loggers = missing.flatMap(({ logger, level }) => namesOf(logger, number).map((name) => ({ name, level })))
  const log4j2: LoggingSettings = {
    file: 'conf/log4j2.properties',
    releases: 'Spark 3.3 and later',
    lines: loggers.flatMap(({ name, level }, at) => [
      `logger.cwc${at + 1}.name = ${name}`,
      `logger.cwc${at + 1}.level = ${level.toLowerCase()}`,
    ]),
  }
  const log4j1: LoggingSettings = {
    file: 'conf/log4j.properties',
    releases: 'Spark before 3.3',
    lines: loggers.map(({ name, level }) => `log4j.logger.${name}=${level}`),
  }
  if (number === undefined) return [log4j2, log4j1]
  return [number >= 303 ? log4j2 : log4j1]
}

const streaming = 'org.apache.spark.sql.execution.streaming'

/** The packages of the loggers; those in two have moved in 4.1. */
const packages: Readonly<Record<string, string>> = {
  ContinuousExecution: `${streaming}.continuous`,
  ContinuousWriteRDD: `${streaming}.continuous`,
  EpochCoordinator: `${streaming}.continuous`,
  EpochCoordinatorRef: `${streaming}.continuous`,
  WriteToContinuousDataSourceExec: `${streaming}.continuous`,
  DAGScheduler: 'org.apache.spark.scheduler',
  TaskSchedulerImpl: 'org.apache.spark.scheduler',
  TaskSetManager: 'org.apache.spark.scheduler',
  Executor: 'org.apache.spark.executor',
  Inbox: 'org.apache.spark.rpc.netty',
  Utils: 'org.apache.spark.util',
  SparkContext: 'org.apache.spark',
}

/** The full names of a logger: two if it has moved and the release is not known. */
function namesOf(logger: string, release: number | undefined): readonly string[] {
  const known = packages[logger]
  if (known !== undefined) return [`${known}.${logger}`]
  const [before, since] = [`${streaming}.${logger}`, `${streaming}.checkpointing.${logger}`]
  if (release === undefined) return [before, since]
  return [release >= 401 ? since : before]
}
