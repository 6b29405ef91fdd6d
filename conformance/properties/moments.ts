import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event, EventKind, EventOf } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Fault } from '../state-space/faults.ts'
import { type FaultsUsed, noFaultsUsed } from '../state-space/faults-used.ts'

// Helpers that the properties of several roles share.

/** Whether one of these faults was injected. The behaviour after it may be unspecified, and then a property does not apply. */
export function had(
  { env }: { readonly env: { readonly faultsUsed: FaultsUsed } },
  ...faults: readonly Fault[]
): boolean {
  return env.faultsUsed !== noFaultsUsed && faults.some((fault) => env.faultsUsed[fault] !== undefined)
}

/** The events of one kind. */
export function eventsOf<K extends EventKind>(events: readonly Event[], kind: K): readonly EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

/** The actions of one kind that this step gives to the task of a partition. */
export function actionsOn<K extends 'row' | 'end-epoch' | 'fail' | 'start'>(
  action: Action,
  partition: number,
  kind: K,
) {
  return plainActions(action).filter(
    (one): one is Extract<Plain<Action>, { readonly kind: K; readonly partition: number }> =>
      one.kind === kind && 'partition' in one && one.partition === partition,
  )
}

interface Told<History> {
  readonly history: History
  readonly events: readonly Event[]
}

/** The events of a step, each with the history just before it. */
export function inTurn<History>(
  told: Told<History>,
  seen: (history: History, event: Event) => History,
): readonly { readonly event: Event; readonly before: History }[] {
  return unfolded(told, seen).turns
}

function unfolded<History>({ history, events }: Told<History>, seen: (history: History, event: Event) => History) {
  let after = history
  const turns = events.map((event) => {
    const before = after
    after = seen(before, event)
    return { event, before }
  })
  return { turns, after }
}

/** The events of a step as `inTurn` has them, and the history after them: computed once for all that look at one step in succession. */
export function oncePerStep<History>(seen: (history: History, event: Event) => History) {
  let latest: (Told<History> & ReturnType<typeof unfolded<History>>) | undefined
  return ({ history, events }: Told<History>) => {
    if (latest?.history !== history || latest.events !== events)
      latest = { history, events, ...unfolded({ history, events }, seen) }
    return latest
  }
}
