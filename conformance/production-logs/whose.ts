/** Numbers for the partition and the thread of a file's writer lines, so that later lines of the same task are known by their bytes. */
export interface Whose {
  /** The number; -1 if these bytes were not met before. */
  readonly find: (partition: number, bytes: Buffer, begin: number, end: number) => number
  /** Gives them a number; undefined if there are too many. */
  readonly add: (partition: number, bytes: Buffer) => number | undefined
}

/** Threads per partition, and partitions: more of them are judged as whole records. */
const [mostThreads, mostPartitions] = [8, 100_000]

export function createWhose(): Whose {
  const byPartition = new Map<number, { readonly bytes: Buffer; readonly number: number }[]>()
  let count = 0
  return {
    find(partition, bytes, begin, end) {
      const known = byPartition.get(partition)
      if (known === undefined) return -1
      for (const one of known) {
        const length = end - begin
        if (one.bytes.length !== length) continue
        let at = 0
        while (at < length && one.bytes[at] === bytes[begin + at]) at++
        if (at === length) return one.number
      }
      return -1
    },
    add(partition, bytes) {
      const known = byPartition.get(partition) ?? []
      if (byPartition.size >= mostPartitions) return undefined
      // A partition's oldest thread is that of an attempt which has ended.
      if (known.length >= mostThreads) known.shift()
      byPartition.set(partition, known)
      known.push({ bytes: Buffer.from(bytes), number: count })
      return count++
    },
  }
}
