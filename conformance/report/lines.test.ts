import { describe, expect, it } from 'vitest'
import { line, textOfLines } from './lines.ts'
import { painted, paintFor, unpainted } from './paint.ts'

describe('lines of the terminal', () => {
  it('a text of the driver neither begins a line nor sends an escape to the terminal', () => {
    expect(textOfLines([line('a\n✗ OP-5 \u001b[2J')], unpainted)).toBe('a\\n✗ OP-5 \\u{1b}[2J')
  })

  it('a long line is cut, and a command is not', () => {
    const long = 'x'.repeat(100_000)
    expect(textOfLines([line(long)], unpainted)).toBe(`${'x'.repeat(1_000)}… (99000 more characters)`)
    expect(textOfLines([line(long, 'command')], unpainted)).toBe(long)
  })

  it('colour is put around the text of a line, after its own escapes are shown', () => {
    expect(textOfLines([line('\u001b', 'seen')], painted)).toBe('\u001b[31m\\u{1b}\u001b[39m')
  })
})

describe('colour', () => {
  const terminal = { isTTY: true }
  const file = { isTTY: false }
  it.each([
    ['a terminal has colour', terminal, undefined, {}, painted],
    ['a file has none', file, undefined, {}, unpainted],
    ['a dumb terminal has none', terminal, undefined, { TERM: 'dumb' }, unpainted],
    ['NO_COLOR forbids it', terminal, undefined, { NO_COLOR: '1' }, unpainted],
    ['an empty NO_COLOR does not', terminal, undefined, { NO_COLOR: '' }, painted],
    ['FORCE_COLOR forces it', file, undefined, { FORCE_COLOR: '1', NO_COLOR: '1' }, painted],
    ['FORCE_COLOR=0 forbids it', terminal, undefined, { FORCE_COLOR: '0' }, unpainted],
    ['--color is stronger than NO_COLOR', file, true, { NO_COLOR: '1' }, painted],
    ['--no-color is stronger than FORCE_COLOR', terminal, false, { FORCE_COLOR: '1' }, unpainted],
  ] as const)('%s', (_, stream, option, env, paint) => {
    expect(paintFor(stream, option, env)).toBe(paint)
  })
})
