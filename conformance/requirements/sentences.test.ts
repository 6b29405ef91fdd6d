import { describe, expect, it } from 'vitest'
import { digestOf, sentencesOf } from './sentences.ts'

const texts = (page: string) => sentencesOf(page).map(({ text }) => text)
const places = (page: string) =>
  sentencesOf(page).map(({ section, sentence, text }) => `${section} / ${sentence} / ${text}`)

describe('sections', () => {
  it('names each sentence by the nearest heading above it and counts from one in each', () => {
    const page = '# Title\n\nOne. Two.\n\n== Sub\n\nThree.\n'
    expect(places(page)).toEqual(['Title / 1 / One.', 'Title / 2 / Two.', 'Sub / 1 / Three.'])
  })

  it('leaves anchors and spans out of their names', () => {
    const page = '=== [[run]] Running -- `run` Method\n\nA.\n\n## <span id="stop"> Stopping\n\nB.\n'
    expect(places(page)).toEqual(['Running -- `run` Method / 1 / A.', 'Stopping / 1 / B.'])
  })

  it('go on counting under a second heading of the same name', () => {
    expect(places('# A\n\nOne.\n\n# B\n\n# A\n\nTwo.')).toEqual(['A / 1 / One.', 'A / 2 / Two.'])
  })

  it('have no name before the first heading', () => {
    expect(places('Early.\n\n# A')).toEqual([' / 1 / Early.'])
  })
})

describe('sentences', () => {
  it('run over wrapped lines and end with their paragraph, full stop or not', () => {
    expect(texts('It begins\nhere. It ends\n  there\n\nNext')).toEqual(['It begins here.', 'It ends there', 'Next'])
  })

  it('are not ended by abbreviations', () => {
    expect(texts('A value, i.e. `x`, or others, e.g. Spark. B.')).toEqual([
      'A value, i.e. `x`, or others, e.g. Spark.',
      'B.',
    ])
    expect(texts('The directory (aka. The place) counts.')).toEqual(['The directory (aka. The place) counts.'])
  })

  it('are not ended by dots in names, in numbers or in an ellipsis', () => {
    expect(texts('Use `a.b. C` in Spark 2.4 or `org.x.Y`. It never ends...FIXME')).toEqual([
      'Use `a.b. C` in Spark 2.4 or `org.x.Y`.',
      'It never ends...FIXME',
    ])
  })

  it('are not ended inside brackets, if the brackets match', () => {
    expect(texts('It runs (always. Really.) and ends. Then not.')).toEqual([
      'It runs (always. Really.) and ends.',
      'Then not.',
    ])
    expect(texts('It opens ( here. And never closes.')).toEqual(['It opens ( here.', 'And never closes.'])
  })

  it('end with the emphasis or the quotation that they end in', () => {
    expect(texts('So be it). _What a trick!_ "Really?" `run` goes on.')).toEqual([
      'So be it).',
      '_What a trick!_',
      '"Really?"',
      '`run` goes on.',
    ])
  })

  it('hold of a link only the text', () => {
    expect(
      texts('`A` is [made](B.md#c) by <<C.md#d, the `D` helper>> ([Spark]({{ book.x }}/y)) of <<e>>.[[anchor]]'),
    ).toEqual(['`A` is made by the `D` helper (Spark) of e.'])
  })

  it('leave what looks like a link alone inside code', () => {
    expect(texts('An `RDD[Unit](prev)` and a `<<x, y>>`.')).toEqual(['An `RDD[Unit](prev)` and a `<<x, y>>`.'])
  })
})

describe('blocks', () => {
  it('make each list item a sentence of its own, in both markups', () => {
    expect(texts('It takes:\n\n* [[a]] First\n* Second\n  goes on\n\n. Third\n1. Fourth\n- Fifth')).toEqual([
      'It takes:',
      'First',
      'Second goes on',
      'Third',
      'Fourth',
      'Fifth',
    ])
  })

  it('make each fence one sentence, whatever it holds, and end an open one with the page', () => {
    const page =
      'Logs:\n\n```text\nOne. Two.\n\n# no heading\n```\n\n[source, scala]\n----\nrun(\n  x: Int): Unit\n----\n\n```\nopen'
    expect(texts(page)).toEqual(['Logs:', 'One. Two. # no heading', 'run( x: Int): Unit', 'open'])
  })

  it('drop the labels of admonitions and keep what they say', () => {
    const page = 'NOTE: One.\n\n[TIP]\n====\nTwo.\n====\n\n!!! note\n    Three.\n\n!!! important "Four"\n    Five.'
    expect(texts(page)).toEqual(['One.', 'Two.', 'Three.', 'Four', 'Five.'])
  })

  it('make each table cell begin a sentence', () => {
    const page =
      '.Caption\n[cols="1,2"]\n|===\n| Name\n| Text\n\na| `A`\n\n* item\n\n| Sent. Twice\n|===\n\n| x | y |\n|---|:-:|\n| 1 | 2 |'
    expect(texts(page)).toEqual(['Caption', 'Name', 'Text', '`A`', 'item', 'Sent.', 'Twice', 'x', 'y', '1', '2'])
  })

  it('count what an HTML comment hides', () => {
    expect(places('# A\n\nOne.\n\n<!---\n## B\n\nTwo.\n-->\n\nThree.')).toEqual([
      'A / 1 / One.',
      'B / 1 / Two.',
      'B / 2 / Three.',
    ])
  })

  it('find nothing in a page of shape alone', () => {
    expect(texts('\uFEFF[[a]]\n[[b]]\n[NOTE]\n====\n====\n\n---\n+\n')).toEqual([])
  })
})

describe('digests', () => {
  it('are the same with Windows line ends, other wrapping and indentation', () => {
    const page = '# A\n\nOne two\nthree.\n\n----\nrun(\n  x)\n----\n'
    const other = '# A\r\n\r\nOne   two three.\r\n\r\n----\r\n  run( x)\r\n----\r\n'
    expect(sentencesOf(other)).toEqual(sentencesOf(page))
  })

  it('change with a word, a letter case or a full stop', () => {
    expect(new Set(['It runs.', 'it runs.', 'It ran.', 'It runs'].map(digestOf)).size).toBe(4)
  })

  it('are the SHA-256 of the folded sentence', () => {
    expect(digestOf('a\n b ')).toBe('c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65')
  })
})
