import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readReport } from '../report/read-report.ts'
import { readScenarios } from '../suite/read-scenarios.ts'
import { cwc } from './fixtures/cwc.ts'
import { refused } from './fixtures/refused.ts'

const folder = mkdtempSync(join(tmpdir(), 'cwc-places-'))
afterAll(() => rmSync(folder, { recursive: true }))

const two = `@coordinator
Feature: f
  Scenario: one
    Given a coordinator whose first epoch is 0
    Then no epoch is committed

  @EC-2
  Scenario: two
    Given a coordinator whose first epoch is 0
    When the current epoch is asked for
    Then the coordinator replies with 0

  @EC-2 @EC-3
  Scenario Outline: three
    Given a coordinator whose first epoch is <first>
    When the epoch is advanced
    Then the coordinator replies with <then>

    Examples:
      | first | then |
      | 0     | 1    |
      | 7     | 8    |
`
const file = join(folder, 'two.feature')
writeFileSync(file, two)

/** The lines of the scenarios that ran, by file; the file of this test has no name. */
async function ran(words: readonly string[]): Promise<readonly string[]> {
  const { code, said } = await refused(['run', '--report', join(folder, 'report'), ...words])
  expect({ code, said: code === 0 ? '' : said }).toEqual({ code: 0, said: '' })
  return readReport(join(folder, 'report/report.json')).cases.map((one) => `${one.file}:${one.line}`.replace(file, ''))
}

describe('places as words of cwc run', () => {
  it('select the scenario of a line, the row of a line, all rows of an outline, or a whole file', async () => {
    expect(await ran([`${file}:8`])).toEqual([':8'])
    expect(await ran([`${file}:22`])).toEqual([':22'])
    expect(await ran([`${file}:14`])).toEqual([':21', ':22'])
    expect(await ran([file])).toEqual([':3', ':8', ':21', ':22'])
    expect(await ran(['--features', `${file}:8`])).toEqual([':8'])
  })

  it('are united: of one file, of several, under two names of one file, and with --features', async () => {
    const [first] = readScenarios('PL-1')
    const suite = `${first?.file}:${first?.line}`
    expect(await ran([`${file}:3:8`])).toEqual([':3', ':8'])
    expect(await ran([`${file}:3`, `${file}:8`, suite])).toEqual([':3', ':8', suite])
    expect(await ran([suite, '--features', `${file}:3`, '--features', `${file}:8`])).toEqual([':3', ':8', suite])
    expect(await ran([`${file}:3`, file])).toEqual([':3', ':8', ':21', ':22'])
    symlinkSync(file, join(folder, 'link.feature'))
    expect(await ran([`${file}:3`, join(folder, 'link.feature:8')])).toEqual([':3', ':8'])
  })

  it('stand before --, and the command of a driver behind it', async () => {
    const { code, said } = await refused(['run', `${file}:8`, '--', 'no-such-program', 'x.feature:7'])
    expect(said).toContain('no-such-program')
    expect(code).toBe(3)
  })

  it.each([
    [['run', `${file}:9`], `${file}:9: no scenario begins in this line (nearest: line 8 "two", line 14 "three")`],
    [['run', `${file}:1`], `${file}:1: no scenario begins in this line (nearest: line 3 "one")`],
    [['run', `${file}:999`], `${file}:999: no scenario begins in this line (nearest: line 14 "three")`],
    [['run', `${file}:3:9`], `${file}:9: no scenario begins in this line`],
    [
      ['run', './my-driver'],
      '"./my-driver": not a feature file (FILE.feature or FILE.feature:LINE is wanted; the comm',
    ],
    [['run', `${file}:3`, `${file}:8`, '--requirement', 'EC-2'], `${file}:3: selects nothing (@EC-2 leaves out all`],
    [['run', file, 'features/planner/plans.feature', '--role', 'coordinator'], 'features/planner/plans.feature: '],
    [['run', file, '--no-scenarios', '--runs', '1'], `${file}: selects scenarios, and --no-scenarios runs none`],
    [['run', file, '--fix'], `--fix: does not go with ${file}, which leaves out a part of the suite`],
  ])('%j is refused', async (words, says) => {
    const { code, said } = await refused(words)
    expect(said).toContain(says)
    expect(code).toBe(2)
  })

  it('that select nothing, all of them, have checked nothing: exit code 4', async () => {
    const { code, said } = await refused(['run', file, '--role', 'planner'])
    expect(said).toContain(`nothing to run: ${file} has no scenario that @planner selects`)
    expect(code).toBe(4)
  })

  it('may have any name, and no other file is run for it', async () => {
    const names = ['br{a,b}', 'v[1]', '[!a]', 'star*', '**', 'q?', 'a b, c', '!x', '@at', '+(a|b)', 'back\\slash']
    for (const name of ['bra', 'brb', 'v1', 'stars', 'qq', 'a b', ...names]) {
      writeFileSync(join(folder, `${name}.feature`), two)
    }
    for (const name of names) {
      const place = join(folder, `${name}.feature`)
      expect(await ran([`${place}:8`])).toEqual([`${place}:8`])
      expect(await ran([place])).toHaveLength(4)
    }
  })
})

describe('--requirement', () => {
  it('takes ids in any case, several at a time, and may be repeated', async () => {
    const two = await ran(['--requirement', 'ec-2,EC-3', file])
    expect(two).toEqual([':8', ':21', ':22'])
    expect(await ran(['--requirement', 'Ec-2', '--requirement', 'ec-3, ec-2', file])).toEqual(two)
    expect(await ran(['--requirement', 'EC-3', file])).toEqual([':21', ':22'])
    expect(readReport(join(folder, 'report/report.json')).selection).toBe(`@EC-3 in ${file}`)
  })

  it.each([
    ['', '--requirement: an id is empty'],
    ['OP-3,', '--requirement: an id is empty'],
    ['OP-3,OP-999', 'there is no requirement "OP-999" (known are OP-1 to'],
    ['OP-3 EC-45', 'there is no requirement "OP-3 EC-45"'],
  ])('"%s" is refused', async (ids, says) => {
    const { code, said } = await refused(['run', '--requirement', ids])
    expect(said).toContain(says)
    expect(code).toBe(2)
  })
})

describe('the folder for temporary files', () => {
  it('is not needed to read features', async () => {
    const env = { ...process.env, TMPDIR: join(file, 'below') }
    expect(await cwc(['run', `${file}:8`], { env })).toMatchObject({ code: 0 })
  })
})
