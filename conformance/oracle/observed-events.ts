import type { Actor, Event } from '../../src/contract/events.ts'
import { isCompared, type LogComparison } from './compared-events.ts'

/** The compared events of one step, by actor: order is promised only within an actor. */
export interface ObservedEvents {
  readonly events: readonly Event[]
  readonly queues: ReadonlyMap<Actor, Queue>
}

export interface Queue {
  /** Index of this actor in order of first appearance. */
  readonly number: number
  /** The indices of the actor's events in `events`. */
  readonly places: readonly number[]
}

/** How many events of each actor are matched, by the number of its queue. */
export type MatchedCounts = readonly number[]

export function groupByActor(all: readonly Event[], logs: LogComparison): ObservedEvents {
  const events = all.filter((event) => isCompared(event, logs))
  const queues = new Map<Actor, { readonly number: number; readonly places: number[] }>()
  for (const [place, { actor }] of events.entries()) {
    const queue = queues.get(actor)
    if (queue === undefined) queues.set(actor, { number: queues.size, places: [place] })
    else queue.places.push(place)
  }
  return { events, queues }
}

/** No event is matched. */
export function nothingMatched(seen: ObservedEvents): MatchedCounts {
  return Array.from({ length: seen.queues.size }, () => 0)
}

/** The next unmatched event of the actor, and its index among all events. */
export function nextUnmatched(
  seen: ObservedEvents,
  mark: MatchedCounts,
  actor: Actor,
): { readonly event: Event; readonly place: number } | undefined {
  const queue = seen.queues.get(actor)
  const place = queue?.places[mark[queue.number] ?? 0]
  const event = place === undefined ? undefined : seen.events[place]
  return place === undefined || event === undefined ? undefined : { event, place }
}

/** The counts with one more event of the actor matched. */
export function withNextMatched(seen: ObservedEvents, mark: MatchedCounts, actor: Actor): MatchedCounts {
  const number = seen.queues.get(actor)?.number
  return mark.map((count, index) => (index === number ? count + 1 : count))
}

/** The unmatched events, in the order of observation. */
export function unmatched(seen: ObservedEvents, mark: MatchedCounts): readonly Event[] {
  const places = [...seen.queues.values()].flatMap((queue) => queue.places.slice(mark[queue.number]))
  return places.sort((one, other) => one - other).flatMap((place) => seen.events[place] ?? [])
}

/** Whether the event at `place` is matched. */
export function isMatched(seen: ObservedEvents, mark: MatchedCounts, place: number): boolean {
  const event = seen.events[place]
  const queue = event === undefined ? undefined : seen.queues.get(event.actor)
  return queue !== undefined && queue.places.indexOf(place) < (mark[queue.number] ?? 0)
}
