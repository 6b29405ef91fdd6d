import type { Actor, Event, EventKind } from '../../src/contract/events.ts'

/** An expected event: its words, its kind and actor, and a test of its other fields. */
export interface EventPattern {
  readonly phrase: string
  readonly kind: EventKind
  readonly actor: Actor
  readonly matches: (event: Event) => boolean
}

/** Whether the event has the pattern's kind and actor, and its fields. */
export function isMatch(pattern: EventPattern, event: Event): boolean {
  return isAbout(pattern, event) && pattern.matches(event)
}

/** Whether the event has the pattern's kind and actor. If it does not match, it came instead of the expected one. */
export function isAbout(pattern: EventPattern, event: Event): boolean {
  return event.kind === pattern.kind && event.actor === pattern.actor
}
