/** The most bytes of a line that are looked at. A record of structured logging has its whole stack trace in one line. */
export const mostOfLine = 256 * 1024

/** Takes the lines of one file. */
export interface LineTaker {
  /**
   * Takes as many whole lines from there on as need not be looked through for their ends. Returns where the next line begins.
   */
  readonly onLines: (bytes: Buffer, begin: number) => number
  /** Any other line, without its line break. The bytes may be overwritten afterwards. */
  readonly onLine: (bytes: Buffer, begin: number, end: number) => void
}

/** Cuts the chunks of a file into lines. */
export interface LineSplitter {
  /** The chunk may be overwritten afterwards. */
  readonly push: (chunk: Buffer) => void
  /** What is left is the last line. Returns whether there is one: it has no line break, so it may be cut. */
  readonly end: () => boolean
}

/**
 * Lines are handed on as bytes of `text`, from its beginning on. It has room for more than `mostOfLine`: of longer lines, that is all that
 * is handed on.
 */
export function createLineSplitter(text: Buffer, { onLines, onLine }: LineTaker): LineSplitter {
  /** How many bytes of a line that has not ended yet are there. */
  let rest = 0
  let isSkipping = false
  /** Takes the whole lines. Returns where the first other one begins. */
  const takeLines = (bytes: Buffer): number => {
    for (let next = 0; ; ) {
      const begin = onLines(bytes, next)
      const end = bytes.indexOf(lineFeed, begin)
      if (end === -1) return begin
      onLine(bytes, begin, Math.min(end, begin + mostOfLine))
      next = end + 1
    }
  }
  const take = (bytes: Buffer) => {
    const begin = takeLines(bytes)
    rest = bytes.length - begin
    if (rest < mostOfLine) text.copyWithin(0, begin, bytes.length)
    else {
      onLine(bytes, begin, begin + mostOfLine)
      rest = 0
      isSkipping = true
    }
  }
  return {
    push(chunk) {
      for (let from = 0; from < chunk.length; ) {
        if (isSkipping) {
          const end = chunk.indexOf(lineFeed, from)
          if (end === -1) return
          from = end + 1
          isSkipping = false
        }
        const copied = chunk.copy(text, rest, from)
        from += copied
        take(text.subarray(0, rest + copied))
      }
    },
    end() {
      const isLeft = rest > 0
      if (isLeft) onLine(text.subarray(0, rest), 0, rest)
      rest = 0
      return isLeft
    },
  }
}

const lineFeed = 10
