import { describe, expect, it } from 'vitest'
import { shortPhrase } from './short-phrase.ts'

const list = (count: number) => Array.from({ length: count }, (_, at) => `"commit-${at}-3"`).join(', ')

describe('a phrase in a headline', () => {
  it('A phrase of usual length stays whole.', () => {
    const phrase = `the sink commits epoch 3 with ${list(8)}`
    expect(shortPhrase(phrase)).toBe(phrase)
  })

  it('A long list keeps its first and last members and their number.', () => {
    expect(shortPhrase(`the sink commits epoch 3 with ${list(40)} (expected ${list(3)})`)).toBe(
      `the sink commits epoch 3 with "commit-0-3", "commit-1-3", … (37 more), "commit-39-3" (expected ${list(3)})`,
    )
  })

  it('A long quoted text keeps its beginning and its end, whole characters each.', () => {
    const long = `it throws "${'é😀'.repeat(100)}" in epoch 4`
    expect(shortPhrase(long)).toBe(`it throws "${'é😀'.repeat(9)}é…😀${'é😀'.repeat(9)}" in epoch 4`)
  })
})
