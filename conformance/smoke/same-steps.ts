import type { Event } from '../../src/contract/events.ts'

type Steps = readonly (readonly Event[])[]

/**
 * The first difference of two runs of the same actions, if there is one. The order of events counts per actor within a step. The
 * order of partitions in `messages` and `offsets` does not count, nor do log lines that the suite does not read.
 */
export function sameSteps(
  first: Steps,
  second: Steps,
  when = 'the first time',
  then = 'the second',
): string | undefined {
  for (const [index, events] of first.entries()) {
    const [before, after] = [told(events), told(second[index] ?? [])]
    if (before !== after) return `step ${index} was ${before} ${when}, and ${after} ${then}`
  }
  return undefined
}

/** A text that is the same for steps that are the same. */
export function told(events: readonly Event[]): string {
  const byActor = Object.groupBy(events.filter(isRead).map(ordered), ({ actor }) => actor)
  return JSON.stringify(Object.entries(byActor).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isRead(event: Event): boolean {
  if (event.kind !== 'logged') return true
  const continuous = event.logger.startsWith('org.apache.spark.sql.execution.streaming.continuous.')
  return continuous && event.level !== 'TRACE' && event.level !== 'DEBUG'
}

/** The event with its lists in a fixed order. */
export function ordered(event: Event): Event {
  if (event.kind === 'epoch-committed') return { ...event, messages: event.messages.toSorted() }
  return event.kind === 'offset-added' ? { ...event, offsets: event.offsets.toSorted() } : event
}
