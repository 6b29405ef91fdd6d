import type { Board } from '../matrix/measure/run-drivers.ts'

/** The part of a stream that drawing needs. */
interface Terminal {
  readonly isTTY?: boolean
  readonly columns?: number
  write(text: string): unknown
}

/** One line per run: redrawn in place on a terminal, printed as new lines elsewhere. */
export function board(names: readonly string[], stream: Terminal): Board {
  const width = Math.max(...names.map((name) => name.length))
  const lineOf = (name: string, text: string) => `${name.padEnd(width)}  ${text}`
  const { isTTY } = stream
  // A terminal that does not know its width says 0.
  const columns = stream.columns || 80
  if (isTTY !== true) return { say: (name, text) => stream.write(`${lineOf(name, text)}\n`) }

  const texts = new Map(names.map((name) => [name, 'waiting']))
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
