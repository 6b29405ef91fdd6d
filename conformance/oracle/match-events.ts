import type { Event } from '../../src/contract/events.ts'
import type { State, Step } from '../../src/reference/model.ts'
import { isCompared, type LogComparison } from './compared-events.ts'
import { equalEvents } from './event-equality.ts'
import { happensBefore } from './happens-before.ts'
import {
  isMatched,
  type MatchedCounts,
  nextUnmatched,
  type ObservedEvents,
  unmatched,
  withNextMatched,
} from './observed-events.ts'
import { isPermitted, type Permissions, permissionsAfter, withPermission } from './permissions.ts'
import type { Terms } from './terms.ts'
import type { Unspecified } from './unspecified/unspecified.ts'

/** How far the events that were seen are accounted for, and who is free by then. */
export interface MatchProgress {
  readonly mark: MatchedCounts
  readonly freedom: Permissions
}

export type MatchResult =
  | ({ readonly kind: 'accounted' } & MatchProgress)
  /** The model's event was not next of its actor, but `instead` was (or nothing), or it came before `cause`. */
  | {
      readonly kind: 'stuck'
      readonly mark: MatchedCounts
      readonly expected: Event
      readonly instead?: Event
      readonly cause?: Event
    }

/** Finds the events of one action of the model, which was in state `from`, among what was seen and is not yet accounted for. */
export function matchEvents(
  { events }: Pick<Step, 'events'>,
  { from, silence }: { readonly from: State; readonly silence: Unspecified | undefined },
  before: MatchProgress,
  seen: ObservedEvents,
  terms: Terms,
): MatchResult {
  let { mark, freedom } = before
  for (const [index, expected] of events.entries()) {
    if (silence?.stands === index) freedom = withPermission(freedom, silence)
    if (!isCompared(expected, terms.logs) || isPermitted(expected, from, freedom, terms.open)) continue
    const passed = passOpen(expected, { mark, freedom }, from, seen, terms)
    mark = passed.mark
    freedom = passed.freedom
    // What was passed may have freed it.
    if (isPermitted(expected, from, freedom, terms.open)) continue
    const found = nextUnmatched(seen, mark, expected.actor)
    if (found === undefined) return { kind: 'stuck', mark, expected }
    if (
      !equalEvents(expected, found.event) &&
      !(silence?.opens === 'error' && sameEnd(silence, expected, found.event))
    ) {
      return { kind: 'stuck', mark, expected, instead: found.event }
    }
    const cause = laterCause(found.place, found.event, mark, seen)
    if (cause !== undefined) return { kind: 'stuck', mark, expected, instead: found.event, cause }
    mark = withNextMatched(seen, mark, expected.actor)
  }
  if (silence !== undefined && silence.stands >= events.length) freedom = withPermission(freedom, silence)
  return { kind: 'accounted', mark, freedom }
}

/** What is not accounted for at the end of a step, and not open either; and who is free then. */
export function unmatchedEvents(
  { mark, freedom }: MatchProgress,
  state: State,
  seen: ObservedEvents,
  terms: Terms,
): { readonly over: readonly Event[]; readonly freedom: Permissions } {
  let free = freedom
  const over = unmatched(seen, mark).filter((event) => {
    if (!isPermitted(event, state, free, terms.open)) return true
    free = permissionsAfter(event, free)
    return false
  })
  return { over, freedom: free }
}

/** Goes past the events of an actor that are open, up to the first that is not. */
function passOpen(
  { actor }: Event,
  before: MatchProgress,
  state: State,
  seen: ObservedEvents,
  terms: Terms,
): MatchProgress {
  let { mark, freedom } = before
  for (;;) {
    const found = nextUnmatched(seen, mark, actor)
    if (found === undefined || !isPermitted(found.event, state, freedom, terms.open)) return { mark, freedom }
    mark = withNextMatched(seen, mark, actor)
    freedom = permissionsAfter(found.event, freedom)
  }
}

/** An error is open: the actor may end with another, or well. */
function sameEnd({ actor }: Unspecified, expected: Event, seen: Event): boolean {
  return (
    expected.actor === actor &&
    expected.kind === 'task-failed' &&
    (seen.kind === 'task-failed' || seen.kind === 'task-finished')
  )
}

/** A cause of the event that is accounted for and was seen after it. */
function laterCause(place: number, effect: Event, mark: MatchedCounts, seen: ObservedEvents): Event | undefined {
  return seen.events.find(
    (event, at) =>
      at > place && event.actor !== effect.actor && happensBefore(event, effect) && isMatched(seen, mark, at),
  )
}

/** Whether the events that are looked at are alike one by one. */
export function isExactMatch(expected: readonly Event[], seen: readonly Event[], logs: LogComparison): boolean {
  let at = 0
  for (const event of seen) {
    if (!isCompared(event, logs)) continue
    while (at < expected.length && !isCompared(expected[at] as Event, logs)) at++
    const wanted = expected[at++]
    if (wanted === undefined || !equalEvents(wanted, event)) return false
  }
  while (at < expected.length && !isCompared(expected[at] as Event, logs)) at++
  return at >= expected.length
}
