/** The most bytes of a line that are looked at. A record of structured logging has its whole stack trace in one line. */
export const mostOfLine = 256 * 1024

/** Takes the lines of one file. */
export interface LineTaker {
  /**
   * Takes as many whole lines from there on as need not be looked through for their ends. Returns where the next line begins.
   */
  readonly onLines: (bytes: Buffer, view: DataView, begin: number) => number
  /** Any other line, without its line break. The bytes may be overwritten afterwards. */
  readonly onLine: (bytes: Buffer, view: DataView, begin: number, end: number) => void
}

/** Cuts the chunks of a file into lines. */
export interface LineSplitter {
  /** The chunk may be overwritten afterwards. */
  readonly push: (chunk: Buffer) => void
  /** What is left is the last line. */
  readonly end: () => void
}

/** Memory is bounded by `mostOfLine`: of longer lines, that is all that is handed on. */
export function createLineSplitter({ onLines, onLine }: LineTaker): LineSplitter {
  let rest: Buffer = nothing
  let isSkipping = false
  const take = (bytes: Buffer) => onLine(bytes, viewOf(bytes), 0, bytes.length)
  /** Takes the end of the line that began in an earlier chunk. Returns where the next one begins. */
  const takeRest = (chunk: Buffer): number => {
    const end = chunk.indexOf(lineFeed)
    if (end === -1) return 0
    if (!isSkipping) take(Buffer.concat([rest, chunk.subarray(0, Math.min(end, mostOfLine))]).subarray(0, mostOfLine))
    isSkipping = false
    rest = nothing
    return end + 1
  }
  /** Takes the whole lines from there on. Returns where the next one begins. */
  const takeLines = (chunk: Buffer, first: number): number => {
    const view = viewOf(chunk)
    for (let next = first; ; ) {
      const begin = onLines(chunk, view, next)
      const end = chunk.indexOf(lineFeed, begin)
      if (end === -1) return begin
      onLine(chunk, view, begin, Math.min(end, begin + mostOfLine))
      next = end + 1
    }
  }
  return {
    push(chunk) {
      let begin = rest.length > 0 || isSkipping ? takeRest(chunk) : 0
      // The line from an earlier chunk may be under way still.
      if (rest.length === 0 && !isSkipping) begin = takeLines(chunk, begin)
      if (isSkipping || begin === chunk.length) return
      rest = Buffer.concat([rest, chunk.subarray(begin, begin + mostOfLine)])
      if (rest.length < mostOfLine) return
      take(rest.subarray(0, mostOfLine))
      rest = nothing
      isSkipping = true
    },
    end() {
      if (rest.length > 0) take(rest)
      rest = nothing
    },
  }
}

const lineFeed = 10
const nothing = Buffer.alloc(0)

const viewOf = ({ buffer, byteOffset, length }: Buffer) => new DataView(buffer, byteOffset, length)
