import { expect, it } from 'vitest'
import { cutText } from '../cut-text.ts'
import { longestEcho, shortenTexts } from './shorten-texts.ts'

const limit = longestEcho(0)

it('texts that a driver may have reason to show are not cut', () => {
  const told = { events: [{ message: 'x'.repeat(limit) }, null, 7] }
  expect(shortenTexts(told, limit)).toEqual(told)
})

it('a longer text is cut to its beginning, its length and a digest', () => {
  const [cut] = shortenTexts(['x'.repeat(3_000_000)], limit)
  expect(cut).toMatch(/^x{4096}… \(3000000 characters in all, sha256:[0-9a-f]{16}\)$/)
})

it('two cut texts are equal exactly if the texts were, also if they differ at the end or in a lone surrogate', () => {
  const cut = (text: string) => shortenTexts(text, limit)
  const long = 'x'.repeat(limit)
  expect(cut(`${long}a`)).toBe(cut(`${long}a`))
  expect(cut(`${long}a`)).not.toBe(cut(`${long}b`))
  expect(cut(`${long}\ud800`)).not.toBe(cut(`${long}\ud801`))
})

it('a text that is cut again keeps the mark that tells the length of the original', () => {
  const once = shortenTexts('x'.repeat(3_000_000), limit)
  expect(cutText(once, 100)).toMatch(/^x{100}… \(3000000 characters in all, sha256:[0-9a-f]{16}\)$/)
  expect(cutText(cutText(once, 100), 100)).toBe(cutText(once, 100))
  expect(cutText('abc', 3)).toBe('abc')
  expect(cutText('ab\u{1f600}', 3)).toBe('ab… (4 characters in all)')
})
