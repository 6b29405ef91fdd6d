import { styleText } from 'node:util'
import type { Paint, Tone } from './lines.ts'

/** No colour. */
export const unpainted: Paint = (_, text) => text

const styles: Readonly<Record<Exclude<Tone, 'plain'>, Parameters<typeof styleText>[0]>> = {
  headline: ['bold', 'red'],
  expected: 'green',
  seen: 'red',
  marked: 'yellow',
  faint: 'dim',
  command: 'cyan',
}

/** Colour, as `-` and `+` have it in most test runners: expected is green, seen is red. */
export const painted: Paint = (tone, text) =>
  tone === 'plain' ? text : styleText(styles[tone], text, { validateStream: false })

/**
 * The paint for a stream: `--color` and `--no-color` decide, then FORCE_COLOR and NO_COLOR, then whether the stream is a terminal that
 * knows colour.
 */
export function paintFor(
  stream: { readonly isTTY?: boolean },
  option: boolean | undefined,
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  return hasColour(stream, option, env) ? painted : unpainted
}

function hasColour(
  { isTTY }: { readonly isTTY?: boolean },
  option: boolean | undefined,
  { FORCE_COLOR: forced, NO_COLOR: forbidden, TERM: terminal }: Readonly<Record<string, string | undefined>>,
): boolean {
  if (option !== undefined) return option
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (forbidden !== undefined && forbidden !== '') return false
  return isTTY === true && terminal !== 'dumb'
}
