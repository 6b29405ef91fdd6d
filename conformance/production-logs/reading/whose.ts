import { bytesIn, isBetween, type Words, wordsOf } from './words.ts'

/** Numbers for the partition and the thread of a file's writer lines, so that later lines of the same task are known by their bytes. */
export interface Whose {
  /** The number of these bytes, a new one if they were not met before; undefined if there are too many. */
  readonly numberOf: (partition: number, view: DataView, begin: number, end: number) => number | undefined
}

/** Threads per partition, and partitions: more of them are judged as whole records. */
const [mostThreads, mostPartitions] = [8, 100_000]

export function createWhose(): Whose {
  const byPartition = new Map<number, { readonly thread: Words; readonly number: number }[]>()
  let count = 0
  return {
    numberOf(partition, view, begin, end) {
      let known = byPartition.get(partition)
      if (known === undefined) {
        if (byPartition.size >= mostPartitions) return undefined
        known = []
        byPartition.set(partition, known)
      }
      for (const one of known) if (isBetween(view, begin, end, one.thread)) return one.number
      // A partition's oldest thread is that of an attempt which has ended.
      if (known.length >= mostThreads) known.shift()
      known.push({ thread: wordsOf(bytesIn(view, begin, end)), number: count })
      return count++
    },
  }
}
