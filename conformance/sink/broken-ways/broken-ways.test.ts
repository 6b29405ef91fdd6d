import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { packageRoot } from '../../package-root.ts'
import { brokenWays } from './broken-ways.ts'
import { shownBy } from './shown.ts'
import { showing, withMistakes, withWays } from './ways-page.ts'
import { waysScenarios } from './ways-scenarios.ts'

const mistakes = Object.entries(brokenWays).filter(([way]) => way !== 'none')

describe('the ways in which a sink can be broken', () => {
  it('are those of the example, in its words', () => {
    const java = readFileSync(join(packageRoot, 'examples/sinks/broken/src/main/java/example/broken/Way.java'), 'utf8')
    const ofExample = [...java.matchAll(/\/\*\* (?<says>.*) \*\/\n {2}(?<name>[A-Z_]+)[,;]/g)].map(({ groups }) => [
      groups?.['name']?.toLowerCase().replaceAll('_', '-'),
      groups?.['says'],
    ])
    expect(Object.entries(brokenWays).map(([way, { says }]) => [way, says])).toEqual(ofExample)
  })

  it('name scenarios that exist', () => {
    const names = new Set(waysScenarios().map(({ name }) => name))
    expect(names.size).toBe(19)
    const { none, ...broken } = brokenWays
    const unknown = Object.values(broken).flatMap(({ shows }) => Object.keys(shows).filter((name) => !names.has(name)))
    expect(unknown).toEqual([])
    // The same sink without a mistake goes through all scenarios.
    expect(Object.keys(none?.shows ?? {}).filter((name) => !names.has(name))).toEqual([
      'stopped behind the entry in the offset log, and the next run ends the epoch earlier (CE-19)',
    ])
  })

  it('are each shown where Spark does as documented, but for the first commit that wins', () => {
    const isBlamed = ([, { shows }]: (typeof mistakes)[number]) =>
      showing(shows).some(({ spark }) => spark === 'as documented')
    expect(mistakes.filter((way) => !isBlamed(way)).map(([way]) => way)).toEqual(['first-commit-wins'])
  })

  it.each([
    ['nothing fails, with two partitions', 'shared-by-tasks'],
    ['an epoch without rows is committed', 'empty-epoch-deletes-all'],
    ['a write fails in the epoch after a committed one', 'abort-deletes-committed'],
    ["a writer's commit fails after it went through, and so does the abort", 'trusts-the-abort'],
    ["the sink's commit fails between two partitions, and is repeated by the next run", 'not-atomic'],
  ])('The scenario "%s" is the first that shows %s', (name, way) => {
    expect(showing(brokenWays[way]?.shows ?? {})[0]?.name).toBe(name)
  })

  it('docs/sink.md has them as the data say', () => {
    const page = readFileSync(join(packageRoot, 'docs/sink.md'), 'utf8')
    expect(page).toBe(withWays(page))
  })

  it('the page of the example lists each of them', () => {
    const page = readFileSync(join(packageRoot, 'examples/sinks/broken/README.md'), 'utf8')
    expect(page).toBe(withMistakes(page))
    expect(page).toContain('- `writes-backwards`: ')
  })

  it('A scenario that was not run to its end shows nothing of a sink, and the reason is thrown', () => {
    expect(() => shownBy({ kind: 'broken', moments: [], reason: 'no table' })).toThrow('no table')
  })
})
