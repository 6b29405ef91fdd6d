import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get, type IntMap } from '../../src/reference/int-map.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'

/** What a coordinator knows of an epoch. */
export type Progress = CoordinatorState['epochs'] extends IntMap<infer P> ? P : never

/** Reads who has spoken for each epoch. */
export interface Spoken {
  /** The bits of the senders that have spoken for the n-th epoch, and behind them whether its offsets are added. */
  bitsOf(nth: number, progress: Progress | undefined): number
  /** Keeps what the n-th epoch is now: from then on, what differs from it is read, and no more. */
  keep(nth: number, progress: Progress | undefined): void
}

/**
 * Reads who has spoken, as bits. A state shares with the one before it what has not changed, so of each epoch one answer is
 * kept, by the object that it is of.
 */
export function spokenWithin({ writers, readers, epochs, first }: CoordinatorBounds): Spoken {
  const texts = Array.from({ length: epochs }, (_, nth) => ({
    commits: Array.from({ length: writers }, (_, writer) => `commit-${writer}-${first + nth}`),
    offsets: Array.from({ length: readers }, (_, reader) => `offset-${reader}-${first + nth}`),
  }))
  const kept = Array.from({ length: epochs }, (): Progress | undefined => undefined)
  const keptBits = new Int32Array(epochs)
  const ofWriters = (1 << writers) - 1
  const ofReaders = ((1 << readers) - 1) << writers

  const read = (nth: number, { commits, offsets, offsetAdded }: Progress): number => {
    const before = kept[nth]
    const known = keptBits[nth] as number
    const said = texts[nth] as (typeof texts)[number]
    const byWriters = commits === before?.commits ? known & ofWriters : bitsIn(commits, said.commits)
    const byReaders = offsets === before?.offsets ? known & ofReaders : bitsIn(offsets, said.offsets) << writers
    return byWriters | byReaders | (offsetAdded ? 1 << (writers + readers) : 0)
  }

  const bitsOf = (nth: number, progress: Progress | undefined): number => {
    // An epoch that nobody has spoken for is not remembered, so no bit at all says that it is not.
    if (progress === undefined) return 0
    return progress === kept[nth] ? (keptBits[nth] as number) : read(nth, progress)
  }
  return {
    bitsOf,
    keep(nth, progress) {
      keptBits[nth] = bitsOf(nth, progress)
      kept[nth] = progress
    },
  }
}

/** The partitions that are in the map, each with its text. */
function bitsIn(map: IntMap<string>, texts: string[]): number {
  let bits = 0
  let found = 0
  for (let partition = 0; found < map.size; partition++) {
    if (partition === texts.length) throw untold('an unknown partition has spoken')
    const text = get(map, partition)
    if (text === undefined) continue
    if (text !== texts[partition]) throw untold(`partition ${partition} said ${text}`)
    // Equal, and from now on the same object, which is equal at a glance.
    texts[partition] = text
    bits |= 1 << partition
    found++
  }
  return bits
}

/** The error of a state that has what its key does not tell. */
export const untold = (what: string): Error => new Error(`the key does not tell this state from others: ${what}`)
