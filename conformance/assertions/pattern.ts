import type { Actor, Event, EventKind } from '../../src/contract/events.ts'

/** What an event is expected to be: the words that say so, the kind and the actor it has, and the test of the rest. */
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

/** Whether the event is of the pattern's kind, and its actor's: if it is no match, it is what came instead of one. */
export function isAbout(pattern: EventPattern, event: Event): boolean {
  return event.kind === pattern.kind && event.actor === pattern.actor
}
