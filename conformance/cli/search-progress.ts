import type { SearchProgress } from '../explore/breadth-first.ts'

/** The part of a stream that drawing needs. */
interface Terminal {
  readonly isTTY: boolean
  write(text: string): unknown
}

/** The progress of a search without a known end: redrawn on a terminal; elsewhere one line per doubling. */
export function searchProgress(stream: Terminal) {
  let told = 1 << 18
  return {
    onProgress({ states, edges }: SearchProgress): void {
      const text = `${states.toLocaleString('en-US')} states, ${edges.toLocaleString('en-US')} edges …`
      if (stream.isTTY) stream.write(`\r\x1b[2K${text}`)
      else if (edges >= told) {
        told = edges * 2
        stream.write(`${text}\n`)
      }
    },
    /** Removes the line. */
    clear(): void {
      if (stream.isTTY) stream.write('\r\x1b[2K')
    },
  }
}
