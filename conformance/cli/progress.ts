import { isAgainst, type VerdictKind } from '../run/verdict.ts'

/** How far the run is: a bar that is drawn over on a terminal, a line now and then elsewhere. */
export interface Progress {
  update(done: number, verdict: VerdictKind, doing: string): void
  /** Leaves nothing of the bar behind. */
  clear(): void
}

/** What is asked of the stream that it is drawn on. */
interface Terminal {
  readonly isTTY: boolean
  readonly columns: number
  write(text: string): unknown
}

/** Progress over `total` cases on a stream. */
export function progress(total: number, stream: Terminal): Progress {
  let against = 0
  const isTerminal = stream.isTTY && stream.columns >= 40
  const every = Math.max(1, Math.ceil(total / 5))
  return {
    update(done, verdict, doing) {
      if (isAgainst(verdict)) against++
      const wrong = against === 0 ? '' : `, ${against} not conforming`
      if (isTerminal) {
        const width = Math.min(30, stream.columns - 35)
        const full = Math.round((width * done) / total)
        stream.write(`\r\x1b[2K${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} ${doing}${wrong}`)
      } else if (done % every === 0 || done === total) {
        stream.write(`${done}/${total} scenarios${wrong}\n`)
      }
    },
    clear() {
      if (isTerminal) stream.write('\r\x1b[2K')
    },
  }
}
