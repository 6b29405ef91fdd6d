import { visible } from '../visible.ts'

/** What a line of the terminal is, which decides its colour. */
export type Tone = 'plain' | 'headline' | 'expected' | 'seen' | 'marked' | 'faint' | 'command'

/** One line of the terminal. */
export interface Line {
  readonly tone: Tone
  readonly text: string
}

/** Puts a line into colour, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string

export const line = (text: string, tone: Tone = 'plain'): Line => ({ tone, text })

/** The lines of a text that the kit itself has put into lines. */
export const linesOf = (text: string): readonly Line[] => text.split('\n').map((one) => line(one))

/** The same lines, further to the right. */
export const indented = (lines: readonly Line[], by = 2): readonly Line[] =>
  lines.map(({ tone, text }) => ({ tone, text: `${' '.repeat(by)}${text}` }))

/** The most characters of a line that is no command. */
const longest = 1_000

/**
 * The lines as text. No character of a line is obeyed by a terminal, so a text of the driver can neither draw nor begin a line of its
 * own; and a long line is cut, unless it is a command.
 */
export function textOfLines(lines: readonly Line[], paint: Paint): string {
  return lines.map(({ tone, text }) => paint(tone, tone === 'command' ? visible(text) : cut(text))).join('\n')
}

function cut(text: string): string {
  if (text.length <= longest) return visible(text)
  return `${visible(text.slice(0, longest))}… (${text.length - longest} more characters)`
}
