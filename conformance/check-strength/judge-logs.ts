import { createApplication } from '../production-logs/application.ts'
import type { CheckReport } from '../production-logs/report/check-report.ts'
import { takeLog } from '../production-logs/take-log.ts'

/** A log file: its name, and its text or bytes. */
export type LogFile = readonly [name: string, text: string | Buffer]

/** The logs of one application, read and judged as `cwc check` does: those of executors first. */
export function judgeLogs(files: readonly LogFile[]): CheckReport {
  const application = createApplication()
  const layouts = new Map<string, string | undefined>()
  for (const [name, text] of files.toSorted(([one], [other]) => Number(isDriver(one)) - Number(isDriver(other)))) {
    layouts.set(name, takeLog(application, name, typeof text === 'string' ? Buffer.from(text) : text))
  }
  return application.report((name) => layouts.get(name))
}

export const isDriver = (name: string) => /(?:^|\/)driver[^/]*$/.test(name)
