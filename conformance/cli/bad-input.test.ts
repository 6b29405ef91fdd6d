import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { refused } from './fixtures/refused.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-bad-input-'))
afterAll(() => rmSync(folder, { recursive: true }))

function written(name: string, content: string | Uint8Array): string {
  mkdirSync(join(folder, name, '..'), { recursive: true })
  writeFileSync(join(folder, name), content)
  return join(folder, name)
}

const hostile = '\x1b]0;x\x07\u{202e}'
const long = 'x'.repeat(10_000)
const feature = (steps: string, tags = '@coordinator @EC-1') => `${tags}\nFeature: f\n  Scenario: s\n${steps}\n`

describe('a mistake of the user gives one clear line and the exit code of wrong use', () => {
  const mistakes: readonly (readonly [words: readonly string[], line: string])[] = [
    [['show', hostile], 'there is no requirement "\\u{1b}]0;x\\u{7}\\u{202e}"'],
    [['show', long], 'x…"'],
    [['show', 'EC-999'], 'known are EC-1 to EC-'],
    [['run', '--edition', hostile], '--edition "\\u{1b}'],
    [['run', '--driver', long], 'x…": no such driver'],
    [['run', '--driver', 'spark@9.9.9'], '--driver: Apache Spark 9.9.9: there is no driver for this release'],
    [['serve', `spark@3.5.8${hostile}`], '<driver>: Apache Spark 3.5.8\\u{1b}'],
    [['matrix', '--drivers', 'spark@9.9.9,reference'], '--drivers: Apache Spark 9.9.9: there is no driver'],
    [['run', '--driver', 'spark@3.5.8/../../x'], '--driver: Apache Spark 3.5.8/../../x: there is no driver'],
    [['run', '--driver', 'spark', '--spark-home', ''], '--spark-home: the name of the folder is empty'],
    [['serve', 'spark', '--spark-home', folder], `--spark-home: ${folder}: no installed Apache Spark`],
    [['run', '--role', hostile], '--role "\\u{1b}'],
    [['run', '--tags', `@a and (${hostile}`], '--tags @a and (\\u{1b}'],
    [['run', '--tags', `${'not '.repeat(20_000)}@EC-1`], 'a tag expression of at most 20,000 characters'],
    [['run', `--${hostile}`], 'no such option'],
    [[hostile], 'no such command'],
    [['run', '--runs', 'task=1,task=2'], 'Role task is named twice'],
    [['run', '--no-scenarios', '--runs', '1', '--requirement', 'OP-3'], '--requirement: selects scenarios'],
    [['run', '--offered-only'], '--offered-only: there are no generated cases'],
    [['explore', '--writers', '0'], 'A whole number from 1 to 100'],
    [['explore', '--method', 'tours'], '--method: has no effect on the model'],
    [['serve', 'foo'], '<driver> "foo": no such driver'],
    [
      ['reproduce', 'coordinator:w0r1e1f1x1::0', '--feature', 'a.txt', '--chart', './a.txt'],
      './a.txt: given to --feature and to --chart (two files are wanted)',
    ],
    [['reproduce', 'query:p1000f0e1000r1000x1::0'], '"p1000": too large'],
    [['reproduce', 'coordinator:w1r1e3f9007199254740991x1::0'], '"f9007199254740991": too large (first is at most'],
    [['reproduce', 'coordinator:w1r1e3f1e9x1::0'], '"w1r1e3f1e9x1": the bound epochs is given twice'],
    [['reproduce', `coordinator:w1r1e3f1x1::${'0'.repeat(100_001)}`], '100001 choices: too many (at most 100000 are'],
    [['explore', '--first', '9007199254740993'], '--first "9007199254740993": A whole number from 0 to'],
    [['reproduce', join(folder, 'missing.json')], 'missing.json: cannot be read: there is no such file'],
    [['run', '--report', join(written('file', ''), 'x')], 'a part of the path is not a folder'],
    [['matrix', '--from', join(written('empty/x', ''), '..')], 'there is no report.json'],
    [['matrix', '--from', written('bare/report.json', '').replace('/report.json', '')], 'report.json:1:1: not JSON'],
    [['matrix', '--from', written('null/report.json', 'null').replace('/report.json', '')], 'null where an object'],
    [
      ['matrix', '--from', written('deep/report.json', '['.repeat(100_000)).replace('/report.json', '')],
      'more than 200 levels deep',
    ],
    [['matrix', '--from', written('m.json', '{"format":2,"columns":[]}')], 'm.json: not a matrix of cwc matrix: kit'],
    [['run', '--features', written('unknown.feature', feature('    Given a cake'))], 'unknown.feature'],
    [['run', '--features', written('tag.feature', feature('    Given a cake', '@coordinator @EC_9'))], 'tag.feature'],
    [['run', '--features', written('key.feature', 'Featur: f\n')], 'key.feature'],
    [
      ['run', `features/task/commit.feature:${'9'.repeat(21)}`],
      'commit.feature:999999999999999999999: no scenario begins',
    ],
  ]
  // The title is the line that must come: the words themselves are hostile.
  it.each(mistakes.map(([words, line]) => ({ words, line })))('$line', async ({ words, line }) => {
    const { code, said } = await refused(words)
    expect(said).toContain(line)
    expect(said).not.toMatch(/^ {4}at /m)
    expect(said.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)
    expect(said.length).toBeLessThan(2_000)
    expect(code).toBe(2)
  })
})
