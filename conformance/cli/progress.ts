import { isAgainst, type VerdictKind } from '../suite/verdict.ts'

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

/** Progress over `total` cases of a sort on a stream. */
export function progress(total: number, stream: Terminal, what = 'scenarios'): Progress {
  let against = 0
  let drawn = 0
  const isTerminal = stream.isTTY && stream.columns >= 40
  const every = Math.max(1, Math.ceil(total / 5))
  return {
    update(done, verdict, doing) {
      if (isAgainst(verdict)) against++
      const wrong = against === 0 ? '' : `, ${against} not conforming`
      // Drawing takes longer than many a case does.
      const isDue = done - drawn >= total / 500 || done === total
      if (isTerminal && isDue) {
        drawn = done
        const width = Math.min(30, stream.columns - 35)
        const full = Math.round((width * done) / total)
        stream.write(`\r\x1b[2K${'█'.repeat(full)}${'░'.repeat(width - full)} ${done}/${total} ${doing}${wrong}`)
      } else if (!isTerminal && (done % every === 0 || done === total)) {
        stream.write(`${done}/${total} ${what}${wrong}\n`)
      }
    },
    clear() {
      if (isTerminal) stream.write('\r\x1b[2K')
    },
  }
}
