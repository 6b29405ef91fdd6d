import type { Actor, Event } from '../../src/contract/events.ts'
import { equalEvents } from './event-equality.ts'
import type { Problem } from './nonconformance.ts'

/** Per actor, in order of first appearance: the missing, unexpected, different and misplaced events. */
export function differences(expected: readonly Event[], seen: readonly Event[]): readonly Problem[] {
  const actors = [...new Set([...expected, ...seen].map(({ actor }) => actor))]
  const own = (actor: Actor) => (event: Event) => event.actor === actor
  return actors.flatMap((actor) => differencesOf(actor, expected.filter(own(actor)), seen.filter(own(actor))))
}

function differencesOf(actor: Actor, expected: readonly Event[], seen: readonly Event[]): readonly Problem[] {
  const tooMany = [...seen]
  const missing = expected.filter((event) => {
    const at = tooMany.findIndex((other) => equalEvents(event, other))
    if (at !== -1) tooMany.splice(at, 1)
    return at === -1
  })
  const problems = missing.map((event): Problem => {
    const at = tooMany.findIndex(({ kind }) => kind === event.kind)
    const [instead] = at === -1 ? [] : tooMany.splice(at, 1)
    if (instead === undefined) return { kind: 'missing', actor, expected: event }
    return { kind: 'different', actor, expected: event, seen: instead }
  })
  const all = [...problems, ...tooMany.map((event): Problem => ({ kind: 'too-much', actor, seen: event }))]
  return all.length > 0 ? all : wrongOrder(actor, expected, seen)
}

/** With the same events on both sides: the first that is in another place. */
function wrongOrder(actor: Actor, expected: readonly Event[], seen: readonly Event[]): readonly Problem[] {
  for (const [index, event] of expected.entries()) {
    const instead = seen[index]
    if (instead !== undefined && !equalEvents(event, instead)) {
      return [{ kind: 'wrong-order', actor, expected: event, seen: instead }]
    }
  }
  return []
}
