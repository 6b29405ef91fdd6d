import type { Event } from '../../src/contract/events.ts'

/** The beginnings of the log lines that the pages quote. No requirement speaks of other lines or other levels. */
const quotedLines =
  /^(Start processing data source (writer|write support): |Writer for partition \d+ (in epoch \d+|is aborting|aborted)|Registered EpochCoordinator endpoint)/

/** Whether the oracle compares the log lines that the pages quote. It never compares other lines, and always all other events. */
export type LogComparison = 'compare' | 'ignore'

/** Whether the oracle compares the event. */
export function isCompared(event: Event, logs: LogComparison): boolean {
  if (event.kind !== 'logged') return true
  return logs === 'compare' && (event.level === 'INFO' || event.level === 'ERROR') && quotedLines.test(event.message)
}
