import type { Event } from '../../src/contract/events.ts'

/** The event with its lists of partitions sorted, since no requirement promises their order. */
export function inAnyOrder(event: Event): Event {
  if (event.kind === 'epoch-committed') return { ...event, messages: [...event.messages].sort() }
  return event.kind === 'offset-added' ? { ...event, offsets: [...event.offsets].sort() } : event
}
