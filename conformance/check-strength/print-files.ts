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
  const shown = level === 'DEBUG' ? records : records.filter((record) => record.level !== 'DEBUG')
  if (mode === 'local') return [['driver.log', writeLog(shown, layout)]]
  return [...Map.groupBy(shown, ({ by }) => by)].map(([by, own]) => [`${by}.log`, writeLog(own, layout)])
}
