import type { BatchPlace } from '../schedules/batch-schedule.ts'
import type { SinkPlace } from '../schedules/schedule.ts'

type Place = SinkPlace | BatchPlace
/** A place without the moment at which it fails. */
type Call = Exclude<Place, `${string}.after` | `${string}.midway`>

/** How features name a call. The sink's commit and abort are those of an epoch or a batch. */
const calls: Readonly<Record<Call, string>> = {
  'create-writer-factory': 'making the next writer factory',
  'create-writer': 'making the next writer',
  write: 'the next write',
  commit: 'the next commit of a writer',
  abort: 'the next abort of a writer',
  close: 'the next close of a writer',
  'writer.commit': "the sink's next commit",
  'writer.abort': "the sink's next abort",
  'query.add-offset': "the next entry in Spark's offset log",
  'query.commit': "the next entry in Spark's commit log",
}

/** The call of a place. */
export function callOf(at: Place): string {
  // The types leave nothing else of a place.
  return calls[at.replace(/\.(after|midway)$/, '') as Call]
}

/** When a call fails: before it, if nothing is said. */
export function momentOf(at: Place): string {
  if (at.endsWith('.after')) return ' after it took effect'
  return at.endsWith('.midway') ? ' at its last message' : ''
}
