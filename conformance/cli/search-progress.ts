import type { SearchProgress } from '../explore/breadth-first.ts'

/** What is asked of the stream that it is drawn on. */
interface Terminal {
  readonly isTTY: boolean
  write(text: string): unknown
}

/** How far a search is, whose end nobody knows: drawn over on a terminal, elsewhere a line each time it is twice as far. */
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
    /** Leaves nothing of it behind. */
    clear(): void {
      if (stream.isTTY) stream.write('\r\x1b[2K')
    },
  }
}
