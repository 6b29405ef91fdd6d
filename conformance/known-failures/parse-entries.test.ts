import { describe, expect, it } from 'vitest'
import { aFile } from './fixtures/runs.ts'
import { longestFile, parseEntries } from './parse-entries.ts'

const entry = '- role: task\n  reason: a bug\n'

describe('a file of known failures', () => {
  it('without entries lists nothing', () => {
    for (const text of ['', '# only a comment\n', '[]', 'null'])
      expect(parseEntries('k.yaml', text).entries).toEqual([])
  })

  it('holds entries with their places, one or several values per field', () => {
    const text = `
      # a comment
      - requirement: EC-45
        case: [a.feature:1, "**/b.feature"]
        when: { version: ">=3.0 <3.5", edition: document }
        reason: a bug
        link: https://example.org/1
        observed: { requirement: EC-45, mismatch: too early }

      - generated: true
        role: task
        reason: another
        observed:
          - mismatch: crashed
          - { requirement: [RDD-1, RDD-2], mismatch: too late }
    `
    expect(aFile(text).entries).toEqual([
      {
        at: { line: 2, column: 3 },
        pattern: {
          requirement: 'EC-45',
          cases: [
            { text: 'a.feature:1', at: { line: 3, column: 10 } },
            { text: '**/b.feature', at: { line: 3, column: 23 } },
          ],
          isGenerated: false,
        },
        when: { version: '>=3.0 <3.5', editions: ['document'] },
        reason: 'a bug',
        link: 'https://example.org/1',
        observed: [{ requirements: ['EC-45'], mismatch: 'too early' }],
      },
      {
        at: { line: 9, column: 3 },
        pattern: { role: 'task', isGenerated: true },
        when: {},
        reason: 'another',
        observed: [
          { requirements: [], mismatch: 'crashed' },
          { requirements: ['RDD-1', 'RDD-2'], mismatch: 'too late' },
        ],
      },
    ])
  })

  it.each([
    ['no list', 'role: task', '1:1: {"role":"task"} where a list is wanted'],
    ['an entry that is a text', '- a', '1:3: "a" where an object is wanted'],
    ['a syntax error', `${entry}- role: "task`, '3:14: Missing closing "quote'],
    ['a tab', '- role: task\n\treason: x', '2:2: Unexpected scalar at node end'],
    ['an unknown field', `${entry}  resaon: x`, '3:3: resaon: there is no such field'],
    ['a double field', `${entry}  role: task`, '3:3: Map keys must be unique'],
    ['a number for a text', `${entry}  requirement: 5`, '3:3: requirement: 5 where a text is wanted'],
    ['a number for a version', `${entry}  when: { version: 3.0 }`, '3:11: when.version: 3 where a text is wanted'],
    ['an unknown role', '- role: tusk', '1:3: role: "tusk" where one of '],
    ['an unknown edition', `${entry}  when: { edition: spark-9 }`, '3:11: when.edition: "spark-9" where one of '],
    ['a range that cannot be read', `${entry}  when: { version: "^3" }`, '3:11: when.version: comparisons such as '],
    ['no pattern', '- reason: x', '1:3: a pattern is wanted'],
    ['generated alone', '- generated: true', '1:3: generated: requirement or role is wanted, too'],
    ['generated and a place', `${entry}  generated: true\n  case: a`, '4:3: case: does not go with generated'],
    ['generated and a title', `${entry}  generated: true\n  scenario: a`, '4:3: scenario: does not go with generated'],
    ['an alias', '- role: &a task\n- role: *a', '2:9: *a: an alias (the text itself is wanted)'],
    ['a tag', '- !!js/function role: task', '1:3: Unresolved tag'],
    ['a second document', `${entry}---\n${entry}`, '3:1: a second document begins here (one is wanted)'],
    ['a prototype', '- __proto__: { role: task }', '1:3: __proto__: there is no such field'],
    ['lists within lists', '['.repeat(20_000), '1:'],
    ['terminal escapes', '- "\u001b]8;;x\u0007": 1', '1:3: \\u{1b}]8;;x\\u{7}: there is no such field'],
  ])('with %s is refused with line and column', (_, text, message) => {
    expect(() => parseEntries('k.yaml', text)).toThrow(`k.yaml:${message}`)
  })

  it('that is nested too deeply, or too large, is refused in these words', () => {
    expect(() => parseEntries('k.yaml', '['.repeat(20_000))).toThrow('nested too deeply')
    expect(() => parseEntries('k.yaml', '#'.repeat(longestFile + 1))).toThrow('k.yaml: too large')
  })

  it('with aliases that stand for gigabytes is refused at the first one', () => {
    const levels = Array.from({ length: 40 }, (_, at) => `- &l${at} [*l${at - 1}, *l${at - 1}]`)
    expect(() => parseEntries('k.yaml', `- &l-1 x\n${levels.join('\n')}`)).toThrow('an alias')
  })
})
