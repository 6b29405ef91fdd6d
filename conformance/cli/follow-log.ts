import type { CheckedLogs, CheckLogsOptions } from '../log-files/check-logs.ts'
import { logReportOf } from '../log-files/log-report.ts'
import { createApplication } from '../production-logs/application.ts'
import { followLog } from '../production-logs/follow.ts'
import { describeNews, type ExitOn } from '../production-logs/news.ts'
import { readRecords } from '../production-logs/read-records.ts'

/** Reads the file as it grows, and prints what is new, until the run is stopped or what ends it has come. */
export async function follow(
  file: string,
  { layout, edition, timeline, signal }: CheckLogsOptions & { readonly signal: AbortSignal },
  exitOn: ExitOn = 'violation',
): Promise<CheckedLogs> {
  const application = createApplication(timeline === undefined ? {} : { timeline: timeline() })
  // Lines of the file that takes the place of another one are counted anew.
  const newReader = () => readRecords((record) => application.take(record, file), { layout })
  let reader = newReader()
  const told = new Set<string>()
  const logs = (): CheckedLogs => ({
    applications: [{ id: undefined, report: application.report(() => reader.layout(), edition) }],
    notes: [],
    passedOver: [],
    isInterrupted: false,
  })
  await followLog(file, {
    signal,
    onChunk: (chunk) => reader.push(chunk),
    onRotated() {
      reader.end()
      reader = newReader()
    },
    onPause() {
      const news = describeNews(logReportOf(logs(), []), told)
      // Standard output has the result; what comes on the way goes where progress goes.
      for (const { text } of news) console.error(text)
      return news.some(({ kind }) => exitOn === kind || (exitOn === 'finding' && kind === 'violation'))
    },
  })
  reader.end()
  return logs()
}
