import type { Event } from '../../contract/events.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import { dropBelow, emptyIntMap, get, has, type IntMap, keys, set } from '../int-map.ts'

// ContinuousExecution.md, addOffset, commit and getStartOffsets: the two logs, which are all that a restart knows.

/** The log of offsets, and the log of commits as far as anybody reads it: its latest epoch. */
export interface Checkpoint {
  /** By epoch: the offsets of all partitions at its end. Nobody reads what is below the last commit. */
  readonly offsets: IntMap<readonly string[]>
  /** The epoch that was committed last; one less than the first epoch if none was. */
  readonly committed: number
}

/** The checkpoint that a first run finds: none, or that of a query whose epochs so far have brought no rows. */
export function openCheckpoint({ startEpoch }: QuerySetup): Checkpoint {
  return { offsets: emptyIntMap(), committed: startEpoch - 1 }
}

/**
 * What the query writes down of what the coordinator has told it. An offset is added once: what is there stays, be it what
 * an earlier run has added, and not committed.
 */
export function record(checkpoint: Checkpoint, events: readonly Event[]): Checkpoint {
  let { offsets, committed } = checkpoint
  for (const event of events) {
    if (event.kind === 'offset-added' && !has(offsets, event.epoch)) offsets = set(offsets, event.epoch, event.offsets)
    if (event.kind === 'query-committed') {
      committed = event.epoch
      offsets = dropBelow(offsets, committed)
    }
  }
  return { offsets, committed }
}

/** What a run begins with: the epoch after the last that was committed, at the offsets where that one ended. */
export function resume({ offsets, committed }: Checkpoint, partitions: number) {
  const ended = get(offsets, committed) ?? []
  return {
    startEpoch: committed + 1,
    startOffsets: Array.from({ length: partitions }, (_, partition) => Number(ended[partition] ?? '0')),
  }
}

/** The epochs beyond the last that was committed of which an earlier run has logged the offsets. */
export function loggedBeyond({ offsets, committed }: Checkpoint): readonly number[] {
  return keys(offsets).filter((epoch) => epoch > committed)
}

/** Which of these events first adds offsets to an epoch that has others in the log already, those of an earlier run; -1: none. */
export function contradiction(events: readonly Event[], { offsets }: Checkpoint): number {
  return events.findIndex((event) => {
    if (event.kind !== 'offset-added') return false
    const before = get(offsets, event.epoch)
    return before !== undefined && before.join() !== event.offsets.join()
  })
}
