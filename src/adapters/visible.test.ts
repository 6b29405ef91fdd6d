import { describe, expect, it } from 'vitest'
import { echoed, quote, visible, visibleJson, visibleLines } from './visible.ts'

describe('visible text', () => {
  it('shows the escape of a terminal, a bidirectional override, a line separator and a lone surrogate as escapes', () => {
    expect(visible('a\u001b[31mb\u202ec\u2028d\ud800e\u0007\u009b')).toBe(
      'a\\u{1b}[31mb\\u{202e}c\\u{2028}d\\u{d800}e\\u{7}\\u{9b}',
    )
  })

  it('shows code points that are no characters as escapes', () => {
    expect(visible('a\uffffb\ufffec\ufdd0')).toBe('a\\u{ffff}b\\u{fffe}c\\u{fdd0}')
  })

  it('stays in one line', () => {
    expect(visible('one\r\ntwo\tthree')).toBe('one\\r\\ntwo\\tthree')
  })

  it('leaves letters, marks and pairs of surrogates as they are', () => {
    expect(visible('é — 🐍 Zürich "…"')).toBe('é — 🐍 Zürich "…"')
  })

  it('keeps line feeds, and only them, where a text has several lines', () => {
    expect(visibleLines('one\n\u001btwo\r\n')).toBe('one\n\\u{1b}two\\r\n')
  })

  it('is cut to a length when it is echoed, without cutting a pair of surrogates', () => {
    expect(echoed('abc', 3)).toBe('abc')
    expect(echoed('abcd', 3)).toBe('abc…')
    expect(echoed('🐍🐍🐍🐍', 3)).toBe('🐍🐍🐍…')
    expect(echoed('\u001b'.repeat(4), 3)).toBe('\\u{1b}\\u{1b}\\u{1b}…')
  })

  it('is JSON where it is quoted, so that the text can be read back', () => {
    const text = 'a"b\u009b\u202e\u2028\u{e0001}\n'
    expect(quote(text)).toBe('"a\\"b\\u009b\\u202e\\u2028\\udb40\\udc01\\n"')
    expect(JSON.parse(quote(text))).toBe(text)
  })

  it('is the same value where a whole text of JSON is made visible, and keeps its lines', () => {
    const value = { 'a\u007f': ['b\u009b\u202e\u2028\u{e0001}', 1], c: {} }
    const json = visibleJson(JSON.stringify(value, null, 2))
    expect(json.split('\n')).toHaveLength(7)
    expect(visibleLines(json)).toBe(json)
    expect(JSON.parse(json)).toEqual(value)
  })
})
