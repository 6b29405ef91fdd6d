import { describe, expect, it } from 'vitest'
import { hostile } from './drawn/fixtures/hostile.ts'
import { codeBlock, codeSpan, inMarkdown, linkTarget, withCodeSpans } from './markdown.ts'

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

  it.each(hostile)('as code within a line ends where the code ends, and not before: %j', (text) => {
    const [fence = ''] = /^`+/.exec(codeSpan(text)) ?? []
    const inside = codeSpan(text).slice(fence.length, -fence.length)
    expect(codeSpan(text)).toBe(`${fence}${inside}${fence}`)
    expect(inside.match(/`+/g) ?? []).not.toContain(fence)
    expect(inside).not.toMatch(/[\n\r]/)
  })

  it('a text of the kit keeps its code, and an unpaired backtick begins none', () => {
    expect(withCodeSpans('the page of `compute` says <b> | `x|y`')).toBe(
      'the page of `compute` says &lt;b&gt; \\| `x\\|y`',
    )
    expect(withCodeSpans('an unpaired ` and more')).toBe('an unpaired \\` and more')
  })

  it.each(hostile)('the target of a link ends where it ends: %j', (text) => {
    expect(linkTarget(text)).toMatch(/^[\w.~%/-]*$/)
  })

  it.each(hostile)('as a block of code ends where the block ends, and not before: %j', (text) => {
    const [fence, ...lines] = codeBlock(text).split('\n')
    const ticks = fence?.replace('text', '') ?? ''
    expect(ticks).toMatch(/^`{3,}$/)
    expect(lines.findIndex((line) => line.trim().startsWith(ticks))).toBe(lines.length - 1)
  })
})
