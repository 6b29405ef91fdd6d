import { UsageError } from '../errors.ts'
import { isFile } from '../files.ts'
import { placeIn } from '../input/read-file.ts'
import type { CheckedLogs, CheckLogsOptions } from '../log-files/check-logs.ts'
import { logReportOf } from '../log-files/log-report.ts'
import { createLooker, type Look } from '../log-files/look-at.ts'
import { bytesOf } from '../log-files/open-log.ts'
import { createApplication } from '../production-logs/application.ts'
import { followLogs } from '../production-logs/reading/follow.ts'
import type { Layout } from '../production-logs/reading/layout.ts'
import { readRecords } from '../production-logs/reading/read-records.ts'
import { describeNews, type ExitOn } from '../production-logs/telling/news.ts'
import { visible } from '../visible.ts'

/**
 * Reads the logs of one application as they grow, and prints what is new, until the run is stopped or what ends it has come.
 *
 * A file that is not there yet is waited for.
 *
 * @throws UsageError if the folder of a file is missing, or the files are of several drivers
 */
export async function follow(
  files: readonly string[],
  { layout, edition, timeline, signal }: CheckLogsOptions & { readonly signal: AbortSignal },
  exitOn: ExitOn = 'violation',
): Promise<CheckedLogs> {
  const application = createApplication(timeline === undefined ? {} : { timeline: timeline() })
  // Lines of the file that takes the place of another one are counted anew.
  const newReader = (file: string) => readRecords((record) => application.take(record, file), { layout })
  const readers = new Map(files.map((file) => [file, newReader(file)]))
  const drivers = new Set<string>()
  // The beginning of a file that has just come, or is empty, may not say yet whose it is.
  const unknown = new Set(files)
  const learnRole = async (file: string) => {
    const { role, isKnown } = await roleOf(file, layout)
    if (isKnown) unknown.delete(file)
    if (role !== 'driver') return
    drivers.add(file)
    const [driver, other] = drivers
    if (driver !== undefined && other !== undefined)
      throw new UsageError(
        `--follow: ${visible(driver)} and ${visible(other)} are the logs of two drivers (those of one application are wanted)`,
      )
  }
  for (const file of files) await learnRole(file)
  const told = new Set<string>()
  const logs = (): CheckedLogs => ({
    applications: [{ id: undefined, report: application.report((file) => readers.get(file)?.layout(), edition) }],
    notes: [],
    passedOver: [],
    hints: [],
    isInterrupted: false,
  })
  const never = await followLogs(files, {
    signal,
    async isLast(file) {
      if (unknown.has(file)) await learnRole(file)
      return drivers.has(file)
    },
    onMissing: (missing) =>
      console.error(`waiting for ${missing.map((file) => visible(file)).join(', ')}: not there yet (Ctrl-C ends it)`),
    onChunk: (file, chunk) => readers.get(file)?.push(chunk),
    onRotated(file) {
      readers.get(file)?.end()
      readers.set(file, newReader(file))
    },
    onPause() {
      const report = logReportOf(logs(), [])
      // The log of a driver may have been empty at first.
      for (const one of report.applications.flatMap((each) => each.files))
        if (one.role === 'driver' || one.role === 'both') drivers.add(one.name)
      const news = describeNews(report, told)
      // Standard output has the result; what comes on the way goes where progress goes.
      for (const { text } of news) console.error(text)
      return news.some(({ kind }) => exitOn === kind || (exitOn === 'finding' && kind === 'violation'))
    },
  })
  for (const reader of readers.values()) reader.end()
  return { ...logs(), notes: never.map((file) => `${placeIn(file)}: the file never came`) }
}

/** Whose lines the beginning of the file has, and whether more of it may say something else. A file that cannot be read is named later. */
async function roleOf(
  file: string,
  layout: Layout | undefined,
): Promise<{ readonly role: Look['role']; readonly isKnown: boolean }> {
  const looker = createLooker(layout)
  // A pipe would be waited for, and is refused when it is followed.
  if (!isFile(file)) return { role: 'unknown', isKnown: false }
  try {
    for await (const chunk of bytesOf(file)) {
      looker.push(chunk)
      if (looker.isEnough()) break
    }
  } catch {
    return { role: 'unknown', isKnown: false }
  }
  const isKnown = looker.isEnough()
  const { role } = looker.look()
  return { role, isKnown: isKnown || role !== 'unknown' }
}
