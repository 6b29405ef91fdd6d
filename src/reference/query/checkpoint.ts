import type { Event } from '../../contract/events.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import { dropBelow, emptyIntMap, get, has, type IntMap, keys, set } from '../int-map.ts'

// ContinuousExecution.md, addOffset, commit and getStartOffsets: the two logs. A restart knows nothing else.

/** The log of offsets, and the latest epoch in the log of commits. */
export interface Checkpoint {
  /** By epoch: the offsets of all partitions at its end. Entries before the last committed epoch are dropped. */
  readonly offsets: IntMap<readonly string[]>
  /** The epoch that was committed last; one less than the first epoch if none was. */
  readonly committed: number
}

/** The checkpoint that a first run finds: none, or that of a query whose epochs so far have brought no rows. */
export function openCheckpoint({ startEpoch }: QuerySetup): Checkpoint {
  return { offsets: emptyIntMap(), committed: startEpoch - 1 }
}

/** `addOffset` and `commit`, as far as the logs are concerned. An entry that is there stays, even that of an earlier run (CE-19). */
export function record(checkpoint: Checkpoint, events: readonly Event[]): Checkpoint {
  let { offsets, committed } = checkpoint
  for (const event of events) {
    if (event.kind === 'offset-added' && !has(offsets, event.epoch)) {
      offsets = set(offsets, event.epoch, event.offsets) // CE-11
    }
    if (event.kind === 'query-committed') {
      committed = event.epoch // CE-12
      offsets = dropBelow(offsets, committed)
    }
  }
  return { offsets, committed }
}

// FIXME of the page: ContinuousExecution.md, getStartOffsets. Completed from Spark (CE-16).
/** The start of a run: the epoch after the last committed one, at the offsets logged for the last committed one. */
export function resume({ offsets, committed }: Checkpoint, partitions: number) {
  const last = get(offsets, committed) ?? []
  return {
    startEpoch: committed + 1,
    startOffsets: Array.from({ length: partitions }, (_, partition) => Number(last[partition] ?? '0')),
  }
}

/** The epochs that have offsets in the log and are not committed. */
export function listUncommitted({ offsets, committed }: Checkpoint): readonly number[] {
  return keys(offsets).filter((epoch) => epoch > committed)
}

/** The index of the first event that adds offsets where an earlier run has logged other offsets; -1: there is none. */
export function findContradiction(events: readonly Event[], { offsets }: Checkpoint): number {
  return events.findIndex((event) => {
    if (event.kind !== 'offset-added') return false
    const before = get(offsets, event.epoch)
    return before !== undefined && before.join() !== event.offsets.join()
  })
}
