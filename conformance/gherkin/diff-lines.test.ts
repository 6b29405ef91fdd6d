import { describe, expect, it } from 'vitest'
import { diffLines } from './diff-lines.ts'

describe('diffLines', () => {
  it('marks expected lines with a minus, seen lines with a plus, and shows common lines without a mark', () => {
    expect(diffLines(['a', 'b', 'c'], ['a', 'x', 'c'])).toEqual(['  a', '- b', '+ x', '  c'])
  })

  it('shows two common lines on each side of a difference, and an ellipsis for the others', () => {
    const letters = 'a b c d e f g h i'.split(' ')
    expect(diffLines(letters, [...letters.slice(0, 4), 'x', ...letters.slice(4)])).toEqual([
      ...['…', '  c', '  d', '+ x', '  e', '  f', '…'],
    ])
  })

  it('shows everything as expected or seen if one of the lists is empty', () => {
    expect(diffLines(['a', 'b'], [])).toEqual(['- a', '- b'])
    expect(diffLines([], ['a'])).toEqual(['+ a'])
  })

  it('finds a line that moved in no other way than as removed and added', () => {
    expect(diffLines(['a', 'b'], ['b', 'a'])).toEqual(['- a', '  b', '+ a'])
  })

  it('is empty for two empty lists, and only an ellipsis for equal lists', () => {
    expect(diffLines([], [])).toEqual([])
    expect(diffLines(['a', 'b'], ['a', 'b'])).toEqual(['…'])
  })
})
