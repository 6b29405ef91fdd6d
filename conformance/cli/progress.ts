import { isAgainst, type VerdictKind } from '../suite/verdict.ts'

/** The progress of a run: a bar that is redrawn on a terminal, and a few lines elsewhere. */
export interface Progress {
  update(done: number, verdict: VerdictKind, doing: string): void
  /** Removes the bar. */
  clear(): void
}

/** The part of a stream that drawing needs. */
interface Terminal {
  readonly isTTY: boolean
  readonly columns: number
  write(text: string): unknown
}

/** The progress over `total` cases on a stream. */
export function progress(total: number, stream: Terminal, what = 'scenarios'): Progress {
  let against = 0
  let drawn = 0
  const isTerminal = stream.isTTY && stream.columns >= 40
  const every = Math.max(1, Math.ceil(total / 5))
  return {
    update(done, verdict, doing) {
      if (isAgainst(verdict)) against++
      const wrong = against === 0 ? '' : `, ${against} not conforming`
      // Drawing takes longer than many cases.
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
