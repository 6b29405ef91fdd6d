import type { Actor, Event, EventKind, EventOf } from '../../../src/contract/events.ts'
import type { ErrorValue } from '../../../src/contract/values.ts'
import type { EventPattern } from '../../assertions/pattern.ts'
import type { Groups } from '../groups.ts'

/** Phrases by their text, in which `{number}`, `{string}`, `{list}` and `{error}` stand for groups. */
export type EventPhraseTable = Readonly<Record<string, (groups: Groups) => Omit<EventPattern, 'phrase'>>>

/** The pattern of an event of this kind by this actor, if `fits` accepts its other fields. */
export function of<K extends EventKind>(kind: K, actor: Actor, fits: (event: EventOf<K>) => boolean = () => true) {
  // The kind is compared first, so the cast holds.
  return { kind, actor, matches: (event: Event) => event.kind === kind && fits(event as EventOf<K>) }
}

/** The pattern of a log line. */
export function logged(actor: Actor, level: string, message: string) {
  return of('logged', actor, (event) => event.level === level && event.message === message)
}

/** Whether the seen error has the type and the message of the wanted one. */
export function isError(wanted: ErrorValue, seen: ErrorValue): boolean {
  return wanted.type === seen.type && wanted.message === seen.message
}

/** The causes of an error, the nearest first. */
export function causes(error: ErrorValue): readonly ErrorValue[] {
  return error.cause === undefined ? [] : [error.cause, ...causes(error.cause)]
}
