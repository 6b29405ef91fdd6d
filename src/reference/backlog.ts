import type { Event } from '../contract/events.ts'
import type { CoordinatorState } from './coordinator.ts'
import { values } from './int-map.ts'

/** Stops the query for each pile of the coordinator's that is larger than the limit. */
export function beyond(limit: number, { epochs, waiting }: CoordinatorState): readonly Event[] {
  let [offsets, commits] = [0, 0]
  for (const progress of values(epochs)) {
    offsets += progress.offsets.size
    commits += progress.commits.size
  }
  return [
    ...stopIf(offsets > limit, 'partition offset'),
    ...stopIf(commits > limit, 'partition commit'),
    ...stopIf(waiting.size > limit, 'epoch'),
  ]
}

function stopIf(tooMuch: boolean, pile: string): readonly Event[] {
  const error = { type: 'IllegalStateException', message: `Size of the ${pile} queue has exceeded its maximum` }
  return tooMuch ? [{ kind: 'query-stopped', actor: 'coordinator', error }] : []
}
