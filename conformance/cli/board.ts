import type { Board } from '../matrix/measure/run-drivers.ts'

/** What is asked of the stream that it is drawn on. */
interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** A line for each of several runs: drawn over on a terminal, printed as they come elsewhere. */
export function board(names: readonly string[], stream: Terminal): Board {
  const width = Math.max(...names.map((name) => name.length))
  const lineOf = (name: string, text: string) => `${name.padEnd(width)}  ${text}`
  const { isTTY } = stream
  // A terminal that does not know its width says 0.
  const columns = stream.columns || 80
  if (isTTY !== true) return { say: (name, text) => stream.write(`${lineOf(name, text)}\n`) }

  const texts = new Map(names.map((name) => [name, 'waits']))
  let drawn = 0
  return {
    say(name, text) {
      texts.set(name, text)
      const lines = [...texts].map((entry) => lineOf(...entry).slice(0, columns - 1))
      stream.write(`${drawn === 0 ? '' : `\x1b[${drawn}A`}${lines.map((line) => `\x1b[2K${line}\n`).join('')}`)
      drawn = lines.length
    },
  }
}
