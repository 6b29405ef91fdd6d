import type { Event } from '../../src/contract/events.ts'

/** The event with its lists of partitions in one order: in which they are listed is promised by nobody. */
export function inAnyOrder(event: Event): Event {
  if (event.kind === 'epoch-committed') return { ...event, messages: [...event.messages].sort() }
  return event.kind === 'offset-added' ? { ...event, offsets: [...event.offsets].sort() } : event
}
