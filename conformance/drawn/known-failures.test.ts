import { describe, expect, it } from 'vitest'
import { aFailure, aFile, aRun, aScenario, aSearch } from '../known-failures/fixtures/runs.ts'
import { holdAgainst } from '../known-failures/hold-against.ts'
import { annotations } from './annotations.ts'
import { badge } from './badge.ts'
import { causesIn, failuresOf } from './failures.ts'
import { junit } from './junit.ts'
import { summary } from './summary.ts'

const held = (reason: string) => {
  const text = `
    - scenario: one
      reason: ${reason}
      link: https://example.org/1
      observed: { requirement: EC-16, mismatch: "not seen: x" }
    - generated: true
      requirement: EC-29
      reason: too early, too
      observed: { requirement: EC-29, mismatch: too early }
  `
  const run = aRun([aScenario('passing', 1), aFailure('one', 2)], { generated: [aSearch([['EC-29', 'too early']])] })
  return holdAgainst(run, aFile(text), { suite: () => [], isSeedChosen: true })
}

describe('the files of a run in which every failure is listed', () => {
  const report = held('a bug')
  it('have no failure: known ones are skipped tests of JUnit with their reasons', () => {
    expect(failuresOf(report)).toEqual([])
    const xml = junit(report)
    expect(xml).toContain('tests="3" failures="0" errors="0" skipped="2"')
    expect(xml).toContain('message="known failure: a bug (https://example.org/1)"')
    expect(xml).toContain('message="known failure: too early, too"')
  })

  it('count the known failures on the badge and in the summary', () => {
    expect(JSON.parse(badge(report))).toMatchObject({ message: '2 known failures', color: 'yellow' })
    expect(summary(report)).toContain('✅')
    expect(summary(report)).toContain('known.yaml:1:3: 1 failure: a bug')
  })
})

describe('the files of a run whose list of known failures is wrong', () => {
  const report = held('TODO')
  it('have a failed test of JUnit and an annotation at the entry', () => {
    expect(junit(report)).toContain('failures="1"')
    expect(junit(report)).toContain('known.yaml:1:3: the entry has no reason')
    expect(annotations(report).join('\n')).toContain('file=known.yaml,line=1')
  })

  it('have one cause per entry and kind of problem, and a failed test of JUnit for each problem', () => {
    const problems = [1, 2, 3].map((line) => ({
      kind: 'passes' as const,
      entry: { line: 4, column: 3 },
      verdict: 'passed' as const,
      case: { file: 'a.feature', line, name: `title ${line}` },
    }))
    const list = { file: 'known.yaml', entries: 1, ignored: 0, problems }
    const stale = { ...report, causes: [], knownFailures: list }
    expect(causesIn(stale).map(({ headline, failures }) => `${headline} (${failures.length})`)).toContain(
      'known.yaml:4:3: 3 listed cases of 1 entry no longer fail (3)',
    )
    expect(summary(stale).match(/^#### /gm)).toHaveLength(causesIn(stale).length)
    expect(junit(stale)).toContain('failures="3"')
  })

  it('say so on the badge and in the summary', () => {
    expect(JSON.parse(badge(report))).toMatchObject({ message: 'the list of known failures is wrong', color: 'red' })
    expect(summary(report)).toContain('❌')
  })
})
