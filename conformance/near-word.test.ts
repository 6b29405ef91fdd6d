import { expect, it } from 'vitest'
import { meantBy, nearWord } from './near-word.ts'

const known = ['claim', 'read', 'leftOvers', 'setUp', 'tearDown', 'mode']

it.each([
  ['clam', 'claim'],
  ['claims', 'claim'],
  ['claim', 'claim'],
  ['calim', 'claim'],
  ['left_overs', 'leftOvers'],
  ['SETUP', 'setUp'],
  ['reed', 'read'],
])('The word "%s" is meant for "%s"', (word, meant) => expect(nearWord(word, known)).toBe(meant))

it.each(['', 'x', 'sql', 'red', 'after', 'x'.repeat(100_000)])('No known word is near "%.20s"', (word) => {
  expect(nearWord(word, ['claim', 'leftOvers', 'mode'])).toBeUndefined()
  expect(meantBy(word, ['claim'])).toBe('')
})

it('The nearest of several words is taken, and the first of two that are as near', () => {
  expect(nearWord('option', ['caption', 'options'])).toBe('options')
  expect(nearWord('beforf', ['before', 'beforg'])).toBe('before')
  expect(meantBy('clam', known)).toBe(' (did you mean "claim"?)')
})
