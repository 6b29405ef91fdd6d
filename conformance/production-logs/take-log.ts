import type { Application } from './application.ts'
import { readRecords } from './reading/read-records.ts'
import { withoutStaleTail } from './reading/stale-tail.ts'

/** Puts each record of a whole log, which is in memory, to the application. Returns the layout of the log; undefined if none was found. */
export function takeLog(application: Application, name: string, bytes: Buffer): string | undefined {
  const reader = readRecords((record) => application.take(record, name))
  const whole = withoutStaleTail(reader.push)
  whole.push(bytes)
  whole.end()
  reader.end()
  return reader.layout()
}
