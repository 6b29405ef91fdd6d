import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import { get, type IntMap } from '../../src/reference/int-map.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'

/** The coordinator's data about an epoch. */
export type Progress = CoordinatorState['epochs'] extends IntMap<infer P> ? P : never

/** Reads which senders have spoken for each epoch. */
export interface Spoken {
  /** One bit per sender that has spoken for the n-th epoch, then one bit for added offsets. */
  bitsOf(nth: number, progress: Progress | undefined): number
  /** Caches the n-th epoch as it is now: later calls read only what differs from it. */
  keep(nth: number, progress: Progress | undefined): void
}

/**
 * Reads the senders that have spoken, as bits. A state shares its unchanged parts with the state before it, so one result per
 * epoch is cached by the identity of its object.
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
    // An epoch without messages has no data, so zero bits stand for it.
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
    if (partition === texts.length) throw untold('a message of an unknown partition')
    const text = get(map, partition)
    if (text === undefined) continue
    if (text !== texts[partition]) throw untold(`the message ${text} of partition ${partition}`)
    // Keeps the same string object, so later comparisons are fast.
    texts[partition] = text
    bits |= 1 << partition
    found++
  }
  return bits
}

/** The error for a state with a value that its key does not encode. */
export const untold = (what: string): Error => new Error(`key of a coordinator state: not encoded: ${what}`)
