import type { Event } from '../../src/contract/events.ts'
import type { State, Step } from '../../src/reference/model.ts'
import type { Silence } from '../../src/reference/silence.ts'
import { alike } from './alike.ts'
import { isCause } from './causes.ts'
import { type Freedom, freed, freedBy, isOpen } from './freedom.ts'
import { isLookedAt, type Logs } from './quoted.ts'
import { after, isAccounted, leftOver, type Mark, next, type Seen } from './seen.ts'
import type { Terms } from './terms.ts'

/** How far the events that were seen are accounted for, and who is free by then. */
export interface Account {
  readonly mark: Mark
  readonly freedom: Freedom
}

export type Accounted =
  | ({ readonly kind: 'accounted' } & Account)
  /** The model's event was not next of its actor, but `instead` was (or nothing), or it came before `cause`. */
  | {
      readonly kind: 'stuck'
      readonly mark: Mark
      readonly expected: Event
      readonly instead?: Event
      readonly cause?: Event
    }

/** Finds the events of one action of the model, which was in state `from`, among what was seen and is not yet accounted for. */
export function account(
  { events }: Pick<Step, 'events'>,
  { from, silence }: { readonly from: State; readonly silence: Silence | undefined },
  before: Account,
  seen: Seen,
  terms: Terms,
): Accounted {
  let { mark, freedom } = before
  for (const [index, expected] of events.entries()) {
    if (silence?.stands === index) freedom = freed(freedom, silence)
    if (!isLookedAt(expected, terms.logs) || isOpen(expected, from, freedom, terms.open)) continue
    const passed = passOpen(expected, { mark, freedom }, from, seen, terms)
    mark = passed.mark
    freedom = passed.freedom
    // What was passed may have freed it.
    if (isOpen(expected, from, freedom, terms.open)) continue
    const found = next(seen, mark, expected.actor)
    if (found === undefined) return { kind: 'stuck', mark, expected }
    if (!alike(expected, found.event) && !(silence?.opens === 'error' && sameEnd(silence, expected, found.event))) {
      return { kind: 'stuck', mark, expected, instead: found.event }
    }
    const cause = laterCause(found.place, found.event, mark, seen)
    if (cause !== undefined) return { kind: 'stuck', mark, expected, instead: found.event, cause }
    mark = after(seen, mark, expected.actor)
  }
  if (silence !== undefined && silence.stands >= events.length) freedom = freed(freedom, silence)
  return { kind: 'accounted', mark, freedom }
}

/** What is not accounted for at the end of a step, and not open either; and who is free then. */
export function remains(
  { mark, freedom }: Account,
  state: State,
  seen: Seen,
  terms: Terms,
): { readonly over: readonly Event[]; readonly freedom: Freedom } {
  let free = freedom
  const over = leftOver(seen, mark).filter((event) => {
    if (!isOpen(event, state, free, terms.open)) return true
    free = freedBy(event, free)
    return false
  })
  return { over, freedom: free }
}

/** Goes past the events of an actor that are open, up to the first that is not. */
function passOpen({ actor }: Event, before: Account, state: State, seen: Seen, terms: Terms): Account {
  let { mark, freedom } = before
  for (;;) {
    const found = next(seen, mark, actor)
    if (found === undefined || !isOpen(found.event, state, freedom, terms.open)) return { mark, freedom }
    mark = after(seen, mark, actor)
    freedom = freedBy(found.event, freedom)
  }
}

/** An error is open: the actor may end with another, or well. */
function sameEnd({ actor }: Silence, expected: Event, seen: Event): boolean {
  return (
    expected.actor === actor &&
    expected.kind === 'task-failed' &&
    (seen.kind === 'task-failed' || seen.kind === 'task-finished')
  )
}

/** A cause of the event that is accounted for and was seen after it. */
function laterCause(place: number, effect: Event, mark: Mark, seen: Seen): Event | undefined {
  return seen.events.find(
    (event, at) => at > place && event.actor !== effect.actor && isCause(event, effect) && isAccounted(seen, mark, at),
  )
}

/** Whether the events that are looked at are alike one by one. */
export function isJust(expected: readonly Event[], seen: readonly Event[], logs: Logs): boolean {
  let at = 0
  for (const event of seen) {
    if (!isLookedAt(event, logs)) continue
    while (at < expected.length && !isLookedAt(expected[at] as Event, logs)) at++
    const wanted = expected[at++]
    if (wanted === undefined || !alike(wanted, event)) return false
  }
  while (at < expected.length && !isLookedAt(expected[at] as Event, logs)) at++
  return at >= expected.length
}
