import type { Event } from '../contract/events.ts'
import type { CoordinatorState } from './coordinator.ts'
import { values } from './int-map.ts'

// No page: since Spark 3.0 the coordinator stops the query when too much has accumulated (EC-80 to EC-83).

/** Stops the query once for each of the coordinator's queues that is longer than the limit. */
export function checkBacklog(limit: number, { epochs, waiting }: CoordinatorState): readonly Event[] {
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

function stopIf(exceeded: boolean, queue: string): readonly Event[] {
  const error = { type: 'IllegalStateException', message: `Size of the ${queue} queue has exceeded its maximum` }
  return exceeded ? [{ kind: 'query-stopped', actor: 'coordinator', error }] : [] // EC-80, EC-81, EC-82
}
