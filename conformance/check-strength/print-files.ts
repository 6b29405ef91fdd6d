import type { LogFile } from './judge-logs.ts'
import type { PrintedRecord } from './printed-record.ts'
import { type WrittenLayout, writeLog } from './write-log.ts'

/** How records become files. */
export interface Files {
  readonly layout: WrittenLayout
  readonly level: 'INFO' | 'DEBUG'
  /** One file, as in local mode, or one for the driver and one per executor. */
  readonly mode: 'local' | 'cluster'
}

export function printFiles(records: readonly PrintedRecord[], { layout, level, mode }: Files): readonly LogFile[] {
  const all = [...records, ...shutDownBehind(records)]
  const shown = level === 'DEBUG' ? all : all.filter((record) => record.level !== 'DEBUG')
  if (mode === 'local') return [['driver.log', writeLog(shown, layout)]]
  return [...Map.groupBy(shown, ({ by }) => by)].map(([by, own]) => [`${by}.log`, writeLog(own, layout)])
}

/** No log of Spark ends with the error of a query: what ends there may be cut. */
const shutDownBehind = (records: readonly PrintedRecord[]): readonly PrintedRecord[] => {
  const last = records.findLast(({ by }) => by === 'driver')
  return last === undefined || last.behind.length === 0
    ? []
    : [
        {
          by: 'driver',
          level: 'INFO',
          logger: 'org.apache.spark.SparkContext',
          thread: 'shutdown-hook-0',
          message: 'Invoking stop() from shutdown hook',
          context: {},
          behind: [],
        },
      ]
}
