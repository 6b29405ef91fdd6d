import type { Actor, Event } from '../../src/contract/events.ts'
import { isLookedAt, type Logs } from './quoted.ts'

/** The events of one step that are looked at, sorted by actor: order is promised within an actor. */
export interface Seen {
  readonly events: readonly Event[]
  readonly queues: ReadonlyMap<Actor, Queue>
}

export interface Queue {
  /** The how-manieth actor it is of those seen. */
  readonly number: number
  /** Where in `events` the actor's own are. */
  readonly places: readonly number[]
}

/** How many events of each actor are accounted for, by the number of its queue. */
export type Mark = readonly number[]

export function sorted(all: readonly Event[], logs: Logs): Seen {
  const events = all.filter((event) => isLookedAt(event, logs))
  const queues = new Map<Actor, { readonly number: number; readonly places: number[] }>()
  for (const [place, { actor }] of events.entries()) {
    const queue = queues.get(actor)
    if (queue === undefined) queues.set(actor, { number: queues.size, places: [place] })
    else queue.places.push(place)
  }
  return { events, queues }
}

/** Nothing is accounted for. */
export function start(seen: Seen): Mark {
  return Array.from({ length: seen.queues.size }, () => 0)
}

/** The next event of the actor that is not accounted for, and its place among all. */
export function next(
  seen: Seen,
  mark: Mark,
  actor: Actor,
): { readonly event: Event; readonly place: number } | undefined {
  const queue = seen.queues.get(actor)
  const place = queue?.places[mark[queue.number] ?? 0]
  const event = place === undefined ? undefined : seen.events[place]
  return place === undefined || event === undefined ? undefined : { event, place }
}

/** The mark behind the next event of the actor. */
export function after(seen: Seen, mark: Mark, actor: Actor): Mark {
  const number = seen.queues.get(actor)?.number
  return mark.map((count, index) => (index === number ? count + 1 : count))
}

/** The events that are not accounted for, in the order in which they were seen. */
export function leftOver(seen: Seen, mark: Mark): readonly Event[] {
  const places = [...seen.queues.values()].flatMap((queue) => queue.places.slice(mark[queue.number]))
  return places.sort((one, other) => one - other).flatMap((place) => seen.events[place] ?? [])
}

/** Whether the event at `place` is accounted for. */
export function isAccounted(seen: Seen, mark: Mark, place: number): boolean {
  const event = seen.events[place]
  const queue = event === undefined ? undefined : seen.queues.get(event.actor)
  return queue !== undefined && queue.places.indexOf(place) < (mark[queue.number] ?? 0)
}
