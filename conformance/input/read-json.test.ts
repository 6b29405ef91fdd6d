import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { jsonMistake } from './json-syntax.ts'
import { checkedBy, readJsonFile } from './read-json.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-input-'))
const file = join(folder, 'x.json')
afterAll(() => rmSync(folder, { recursive: true }))

function readFrom(text: string): unknown {
  writeFileSync(file, text)
  return readJsonFile(file)
}

describe('a JSON file', () => {
  it('is read', () => expect(readFrom('\u{feff}{"a": [1, null]}\n')).toEqual({ a: [1, null] }))

  it.each([
    ['', 'x.json:1:1: not JSON: the end of the file where a value is wanted'],
    ['{"a": 1,\n "b" 2}', 'x.json:2:6: not JSON: "2" where a colon is wanted'],
    ['[1, 2', 'x.json:1:6: not JSON: the end of the file where a comma or the end of the list or object is wanted'],
    ['[1,]', 'x.json:1:4: not JSON: "]" where a value is wanted'],
    ['{a: 1}', 'x.json:1:2: not JSON: "a" where a name in double quotes or } is wanted'],
    ['{} {}', 'x.json:1:4: not JSON: "{" where the end of the file is wanted'],
    ['["a\nb"]', 'x.json:1:2: not JSON: a text that does not end where a value or ] is wanted'],
    ['[\x1b]', 'x.json:1:2: not JSON: "\\u{1b}" where a value or ] is wanted'],
    ['[NaN]', 'x.json:1:2: not JSON: "NaN" where a value or ] is wanted'],
    [`${'['.repeat(201)}`, 'x.json:1:201: not JSON: more than 200 levels deep (fewer are wanted)'],
  ])('is refused with line and column: %j', (text, message) => {
    expect(() => readFrom(text)).toThrow(`${folder}/${message}`)
  })

  it('nested a million levels deep or with a text of 10 MB is no trouble', () => {
    expect(jsonMistake('['.repeat(1_000_000), 200)?.column).toBe(201)
    expect(jsonMistake(JSON.stringify('x\n'.repeat(5_000_000)), 200)).toBeUndefined()
  })

  it('is JSON for the kit exactly if it is for Node', () => {
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '"a"',
      '\\',
      '\\u12',
      '1',
      '-',
      '0',
      '.5',
      'e',
      'true',
      'nul',
      ' ',
      '\n',
      '\x1f',
    )
    const texts = fc.oneof(
      fc.json(),
      fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(texts, (text) => {
        expect(jsonMistake(text, 200) === undefined).toBe(isJson(text))
      }),
      { numRuns: 2_000, seed: 1 },
    )
  })
})

describe('a value that the schema refuses', () => {
  const schema = z.strictObject({ cases: z.array(z.strictObject({ verdict: z.enum(['passed', 'failed']) })) })
  const check = (value: unknown) => () => checkedBy(schema, value, { file: 'r.json', kind: 'a report' })

  it.each([
    [null, 'r.json: not a report: null where an object is wanted'],
    [[], 'r.json: not a report: [] where an object is wanted'],
    [
      { cases: [{ verdict: '\x1b[2J' }] },
      'r.json: not a report: cases[0].verdict: "\\u001b[2J" where one of "passed", "failed" is wanted',
    ],
    [{ cases: [], '\x1b': 1 }, 'r.json: not a report: \\u{1b}: there is no such field'],
    [JSON.parse('{"cases": [], "__proto__": {"x": 1}}'), 'r.json: not a report: __proto__: there is no such field'],
  ])('is named by its path: %j', (value, message) => expect(check(value)).toThrow(message))

  it('is named at limited length', () => {
    expect(check({ cases: [], ['x'.repeat(10_000)]: 1 })).toThrow(/^.{1,600}$/)
  })
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
