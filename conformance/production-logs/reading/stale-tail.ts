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
 * beginning. Where the first line of the worker is lost, such as that of a rotated log, this cut alone shows them: lines that are there
 * twice, and whole, stay. Up to 16 KB are held back until more come or the file ends.
 */
export function withoutStaleTail(push: (chunk: Buffer) => void): LogBytes {
  const most = 2 * bufferSize
  let held: Buffer = nothing
  let isOfWorker: boolean | undefined
  return {
    push(chunk) {
      // Most chunks are larger than what is held back of them.
      if (isOfWorker !== undefined && chunk.length >= most) {
        if (held.length > 0) push(held)
        held = chunk
      } else held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      if (isOfWorker === undefined && held.length >= longestHeader) isOfWorker = hasHeader(held)
      const over = Math.max(0, held.length - most)
      if (over > 0) push(held.subarray(0, over))
      held = Buffer.from(held.subarray(over))
    },
    end() {
      const kept = held.subarray(0, isOfWorker === true ? staleFrom(held) : cutFrom(held))
      if (kept.length > 0) push(kept)
      held = nothing
    },
  }
}

const hasHeader = (bytes: Buffer) => headers.some((header) => bytes.subarray(0, header.length).equals(header))

/** Where the stale lines at the end begin; the length if there are none. */
export function staleFrom(bytes: Buffer): number {
  const end = bytes.length
  const { length } = repeatedAtEnd(bytes)
  if (length === 0) return end
  const begin = end - length
  if (begin === 0 || bytes[begin - 1] === lineFeed) return begin
  // The cut line has no head, so it is no record. It may also be the end of a good line.
  const next = bytes.indexOf(lineFeed, begin) + 1
  return next > 0 && next < end ? next : end
}

/** The same where nothing says who has written the file: they begin within a line, and have a whole line. */
export function cutFrom(bytes: Buffer): number {
  const end = bytes.length
  const { length, distance } = repeatedAtEnd(bytes)
  const begin = end - length
  const isCut = begin > distance && bytes[begin - 1] === lineFeed && bytes[begin - 1 - distance] !== lineFeed
  return isCut && bytes.indexOf(lineFeed, begin) < end - 1 ? begin : end
}

/** The longest text at the end that is there before, too, and how far before. */
interface Repeated {
  readonly length: number
  readonly distance: number
}

function repeatedAtEnd(bytes: Buffer): Repeated {
  const end = bytes.length
  let longest: Repeated = { length: 0, distance: 0 }
  for (let distance = 1; distance <= Math.min(bufferSize, end - probe); distance++) {
    if (!isProbeAlike(bytes, distance)) continue
    const most = Math.min(distance, end - distance)
    let length = probe
    while (length < most && bytes[end - 1 - length] === bytes[end - 1 - distance - length]) length++
    if (length <= most && length > longest.length) longest = { length, distance }
  }
  return longest
}

function isProbeAlike(bytes: Buffer, distance: number): boolean {
  const end = bytes.length
  for (let at = 1; at <= probe; at++) if (bytes[end - at] !== bytes[end - at - distance]) return false
  return true
}
