import type { Actor, Event, EventKind, EventOf } from '../../../src/contract/events.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import type { EventPattern } from '../../assertions/pattern.ts'
import type { Groups } from '../groups.ts'

/** Phrases by the text that they are made of, in which `{number}`, `{string}`, `{list}` and `{error}` stand for groups. */
export type EventPhraseTable = Readonly<Record<string, (groups: Groups) => Omit<EventPattern, 'phrase'>>>

/** The pattern of a kind of event by an actor; `fits` looks at the rest. */
export function of<K extends EventKind>(kind: K, actor: Actor, fits: (event: EventOf<K>) => boolean = () => true) {
  // The kind is looked at first, so the event is of it.
  return { kind, actor, matches: (event: Event) => event.kind === kind && fits(event as EventOf<K>) }
}

/** The pattern of a log line. */
export function logged(actor: Actor, level: string, message: string) {
  return of('logged', actor, (event) => event.level === level && event.message === message)
}

/** Whether the error is of that type, with that message. */
export function isError(wanted: ErrorValue, seen: ErrorValue): boolean {
  return wanted.type === seen.type && wanted.message === seen.message
}

/** The causes of an error, the nearest first. */
export function causes(error: ErrorValue): readonly ErrorValue[] {
  return error.cause === undefined ? [] : [error.cause, ...causes(error.cause)]
}
