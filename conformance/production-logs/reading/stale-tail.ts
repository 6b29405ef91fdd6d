/** How many bytes Spark's worker copies at once from an executor's standard error into the log file. */
const bufferSize = 8192
const lineFeed = 10
const nothing = Buffer.alloc(0)
/** Lines of a log differ earlier, mostly in their last bytes. */
const probe = 16

/** The worker itself writes how it has started the process, as the first line. */
const headers = ['Spark Executor Command: ', 'Launch Command: '].map((text) => Buffer.from(text))
const longestHeader = Math.max(...headers.map(({ length }) => length))

/** Passes the bytes of a log on. */
export interface LogBytes {
  readonly push: (chunk: Buffer) => void
  /** A file of the log has ended. Further ones may follow. */
  readonly end: () => void
}

/**
 * Leaves out stale bytes at the end of a file that a worker of a standalone cluster has written. When it stops an executor, it writes its
 * buffer once more, where the newest bytes have replaced the first ones only: the file ends with lines that it has already, cut at the
 * beginning. Of such a file up to 16 KB are held back until more come or the file ends.
 */
export function withoutStaleTail(push: (chunk: Buffer) => void): LogBytes {
  const most = 2 * bufferSize
  let held: Buffer = nothing
  let isOfWorker: boolean | undefined
  return {
    push(chunk) {
      const start = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      if (isOfWorker === undefined && start.length >= longestHeader)
        isOfWorker = headers.some((header) => start.subarray(0, header.length).equals(header))
      if (isOfWorker === false) {
        push(start)
        held = nothing
        return
      }
      const over = Math.max(0, start.length - most)
      if (over > 0) push(start.subarray(0, over))
      held = Buffer.from(start.subarray(over))
    },
    end() {
      const kept = isOfWorker === true ? held.subarray(0, staleFrom(held)) : held
      if (kept.length > 0) push(kept)
      held = nothing
    },
  }
}

/** Where the stale lines at the end begin; the length if there are none. */
export function staleFrom(bytes: Buffer): number {
  const end = bytes.length
  let longest = 0
  for (let distance = 1; distance <= Math.min(bufferSize, end - probe); distance++) {
    if (!isProbeAlike(bytes, distance)) continue
    const most = Math.min(distance, end - distance)
    let length = probe
    while (length < most && bytes[end - 1 - length] === bytes[end - 1 - distance - length]) length++
    if (length <= most && length > longest) longest = length
  }
  if (longest === 0) return end
  const begin = end - longest
  if (begin === 0 || bytes[begin - 1] === lineFeed) return begin
  // The cut line has no head, so it is no record. It may also be the end of a good line.
  const next = bytes.indexOf(lineFeed, begin) + 1
  return next > 0 && next < end ? next : end
}

function isProbeAlike(bytes: Buffer, distance: number): boolean {
  const end = bytes.length
  for (let at = 1; at <= probe; at++) if (bytes[end - at] !== bytes[end - at - distance]) return false
  return true
}
