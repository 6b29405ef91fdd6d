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

/** How many of the observed events are explained so far, and the permissions at that point. */
export interface MatchProgress {
  readonly mark: MatchedCounts
  readonly permissions: Permissions
}

export type MatchResult =
  | ({ readonly kind: 'matched' } & MatchProgress)
  /** The next observed event of the actor is `instead`, or there is none; or the expected event came before its `cause`. */
  | {
      readonly kind: 'stuck'
      readonly mark: MatchedCounts
      readonly expected: Event
      readonly instead?: Event
      readonly cause?: Event
    }

/** Matches the model's events for one action, taken in state `from`, with the observed events that are not matched yet. */
export function matchEvents(
  { events }: Pick<Step, 'events'>,
  { from, unspecified }: { readonly from: State; readonly unspecified: Unspecified | undefined },
  before: MatchProgress,
  seen: ObservedEvents,
  terms: Terms,
): MatchResult {
  let { mark, permissions } = before
  for (const [index, expected] of events.entries()) {
    if (unspecified?.specifiedEvents === index) permissions = withPermission(permissions, unspecified)
    if (!isCompared(expected, terms.logs) || isPermitted(expected, from, permissions, terms.edition)) continue
    const passed = skipUnspecified(expected, { mark, permissions }, from, seen, terms)
    mark = passed.mark
    permissions = passed.permissions
    // A skipped event may have made this one unspecified.
    if (isPermitted(expected, from, permissions, terms.edition)) continue
    const found = nextUnmatched(seen, mark, expected.actor)
    if (found === undefined) return { kind: 'stuck', mark, expected }
    if (
      !equalEvents(expected, found.event) &&
      !(unspecified?.scope === 'error' && sameEnd(unspecified, expected, found.event))
    ) {
      return { kind: 'stuck', mark, expected, instead: found.event }
    }
    const cause = laterCause(found.place, found.event, mark, seen)
    if (cause !== undefined) return { kind: 'stuck', mark, expected, instead: found.event, cause }
    mark = withNextMatched(seen, mark, expected.actor)
  }
  if (unspecified !== undefined && unspecified.specifiedEvents >= events.length)
    permissions = withPermission(permissions, unspecified)
  return { kind: 'matched', mark, permissions }
}

/** The unmatched events at the end of a step that no permission covers, and the permissions after the others. */
export function unmatchedEvents(
  { mark, permissions }: MatchProgress,
  state: State,
  seen: ObservedEvents,
  terms: Terms,
): { readonly over: readonly Event[]; readonly permissions: Permissions } {
  let left = permissions
  const over = unmatched(seen, mark).filter((event) => {
    if (!isPermitted(event, state, left, terms.edition)) return true
    left = permissionsAfter(event, left)
    return false
  })
  return { over, permissions: left }
}

/** Skips unspecified events of an actor, up to its first specified event. */
function skipUnspecified(
  { actor }: Event,
  before: MatchProgress,
  state: State,
  seen: ObservedEvents,
  terms: Terms,
): MatchProgress {
  let { mark, permissions } = before
  for (;;) {
    const found = nextUnmatched(seen, mark, actor)
    if (found === undefined || !isPermitted(found.event, state, permissions, terms.edition))
      return { mark, permissions }
    mark = withNextMatched(seen, mark, actor)
    permissions = permissionsAfter(found.event, permissions)
  }
}

/** Where the error is unspecified, the actor may end with another error, or well. */
function sameEnd({ actor }: Unspecified, expected: Event, seen: Event): boolean {
  return (
    expected.actor === actor &&
    expected.kind === 'task-failed' &&
    (seen.kind === 'task-failed' || seen.kind === 'task-finished')
  )
}

/** A matched event that happens before this one and was observed after it. */
function laterCause(place: number, effect: Event, mark: MatchedCounts, seen: ObservedEvents): Event | undefined {
  return seen.events.find(
    (event, at) =>
      at > place && event.actor !== effect.actor && happensBefore(event, effect) && isMatched(seen, mark, at),
  )
}

/** Whether the compared events are equal, one by one. */
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
