import type { Event } from '../../src/contract/events.ts'

/** How the lines begin that the pages quote. What else is logged, and at which other level, is nobody's business. */
const quotedLines =
  /^(Start processing data source (writer|write support): |Writer for partition \d+ (in epoch \d+|is aborting|aborted)|Registered EpochCoordinator endpoint)/

/** Which events the oracle looks at: all, but of the log only the lines that the pages quote, or none. */
export type LogComparison = 'compare' | 'ignore'

/** Whether the event is one that is looked at. */
export function isCompared(event: Event, logs: LogComparison): boolean {
  if (event.kind !== 'logged') return true
  return logs === 'compare' && (event.level === 'INFO' || event.level === 'ERROR') && quotedLines.test(event.message)
}
