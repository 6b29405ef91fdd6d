import { describe, expect, it } from 'vitest'
import { hostile } from './drawn/fixtures/hostile.ts'
import { codeBlock, inMarkdown } from './markdown.ts'

describe('text in Markdown', () => {
  it.each(hostile)('has no sign that Markdown or HTML reads, and stays in one line: %j', (text) => {
    const written = inMarkdown(text)
    const left = written.replaceAll(/\\[!-/:-@[-`{-~]|&(?:amp|lt|gt);/g, '')
    expect(left).not.toMatch(/[\\`*_{}[\]<>&|~$#@!^\n\r]|:\/\/|www\./)
  })

  it('shows an unpaired backtick, a pipe and a tag as they are', () => {
    expect(inMarkdown('a ` b | <b>c</b>')).toBe('a \\` b \\| &lt;b&gt;c&lt;/b&gt;')
  })

  it('leaves plain words as they are', () => {
    expect(inMarkdown('EC-45: 2 of 3 readers (Spark 2.4.8), "late"')).toBe(
      'EC-45: 2 of 3 readers (Spark 2.4.8), "late"',
    )
  })

  it.each(hostile)('as a block of code ends where the block ends, and not before: %j', (text) => {
    const [fence, ...lines] = codeBlock(text).split('\n')
    const ticks = fence?.replace('text', '') ?? ''
    expect(ticks).toMatch(/^`{3,}$/)
    expect(lines.findIndex((line) => line.trim().startsWith(ticks))).toBe(lines.length - 1)
  })
})
