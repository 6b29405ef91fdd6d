import { describe, expect, it } from 'vitest'
import { aCase, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import { exitCodeOf } from '../report/conclusion.ts'
import type { RunReport } from '../report/report.ts'
import { everyVerdict, hostileReports, withText } from './fixtures/reports.ts'
import { hasPython, type Parsed, strictXml } from './fixtures/strict-xml.ts'
import { junit } from './junit.ts'

const below = (element: Parsed, name: string): readonly Parsed[] =>
  element.children.flatMap((inner) => [...(inner.name === name ? [inner] : []), ...below(inner, name)])

function parsed(report: RunReport): Parsed {
  const [root] = strictXml([junit(report)])
  if (root === undefined) throw new Error('there is one document')
  return root
}

const count = ({ attributes }: Parsed, name: string) => Number(attributes[name])
const properties = (test: Parsed) =>
  below(test, 'property').map(({ attributes: { name, value } }) => `${name}: ${value}`)

describe.skipIf(!hasPython)(`junit.xml${hasPython ? '' : ' (not run: there is no python3)'}`, () => {
  it('has a test per scenario with class, requirements, place and verdict', () => {
    const root = parsed(everyVerdict)
    expect(root.children.map(({ attributes }) => attributes['name'])).toEqual([
      'scenarios of role task',
      'scenarios of role coordinator',
    ])
    const tests = below(root, 'testcase')
    expect(tests).toHaveLength(everyVerdict.cases.length)
    expect(tests[0]?.attributes).toMatchObject({ classname: 'A feature', name: 'a task, passed' })
    expect(tests[0] && properties(tests[0])).toEqual([
      'requirement: RDD-16',
      'file: features/task/a.feature',
      'line: 1',
      'verdict: passed',
    ])
  })

  it('counts failures, errors and skipped tests as they stand in it, in each suite and in all', () => {
    const root = parsed(everyVerdict)
    for (const suite of [root, ...root.children]) {
      expect(count(suite, 'tests')).toBe(below(suite, 'testcase').length)
      expect(count(suite, 'failures')).toBe(below(suite, 'failure').length)
      expect(count(suite, 'errors')).toBe(below(suite, 'error').length)
      expect(count(suite, 'skipped')).toBe(below(suite, 'skipped').length)
    }
    expect(root.attributes).toMatchObject({ tests: '18', failures: '4', errors: '4', skipped: '4' })
  })

  it('has a message on each failure, error and skipped test', () => {
    const tests = below(parsed(everyVerdict), 'testcase')
    const message = (name: string, kind: string) =>
      tests
        .filter(({ attributes }) => attributes['name'] === name)
        .flatMap((test) => below(test, kind).map(({ attributes }) => attributes['message']))
    expect(message('a task, failed', 'failure')).toEqual(['RDD-16 failed of RDD-16'])
    expect(message('a task, passed-unexpectedly', 'failure')).toEqual(['RDD-16 passed-unexpectedly of RDD-16'])
    expect(message('a task, crashed', 'error')).toEqual(['crashed of RDD-16'])
    expect(message('a task, not-supported', 'skipped')).toEqual(['not-supported: because of not-supported'])
    expect(message('a task, not-run', 'skipped')).toEqual(['not-run: because of not-run'])
    for (const accepted of ['a task, deviates', 'a task, unspecified', 'a task, passed'])
      for (const kind of ['failure', 'error', 'skipped']) expect(message(accepted, kind)).toEqual([])
  })

  it('has a failure for each finding of generated cases, and for a driver that is not deterministic', () => {
    const report = withText('a text')
    const suites = parsed(report).children.filter(({ attributes }) => attributes['name']?.startsWith('generated'))
    expect(suites.map((suite) => [count(suite, 'failures'), count(suite, 'skipped')])).toEqual([
      [1, 0],
      [0, 1],
      [1, 0],
    ])
  })

  it.each([
    ['conforms', aReport([aCase(['EC-16'], 'passed'), aCase(['RDD-16'], 'passed')])],
    ['does not conform in a scenario', aReport([aCase(['EC-16'], 'failed'), aCase(['RDD-16'], 'passed')])],
    ['crashes', aReport([aCase(['EC-16'], 'crashed'), aCase(['RDD-16'], 'passed')])],
    [
      'is not deterministic in generated cases',
      aReport([], { generated: [aGenerated({ verdict: 'not-deterministic' })] }),
    ],
    ['agrees in generated cases', aReport([], { generated: [aGenerated()] })],
    ['exercised too little', aReport([], { generated: [aGenerated({ verdict: 'vacuous', unseen: ['a commit'] })] })],
    ['was stopped', aReport([aCase(['EC-16'], 'not-run'), aCase(['RDD-16'], 'passed')])],
  ])('has failures or errors exactly if the exit code is 1: an implementation that %s', (_, report) => {
    const root = parsed(report)
    expect(count(root, 'failures') + count(root, 'errors') > 0).toBe(exitCodeOf(report) === 1)
  })

  it('is well-formed and forges nothing, whatever text a driver sends', () => {
    const documents = strictXml(hostileReports.map(({ report }) => junit(report)))
    for (const [at, root] of documents.entries()) {
      const text = hostileReports[at]?.text
      expect(below(root, 'testcase'), text).toHaveLength(9)
      expect([count(root, 'failures'), count(root, 'errors')], text).toEqual([4, 1])
    }
    const shown = documents.map((root) =>
      below(root, 'failure')
        .map(({ attributes }) => attributes['message'])
        .find((message) => message?.startsWith('EC-16')),
    )
    expect(shown[0]).toBe('EC-16 </failure></testcase><testcase name="forged"/>')
    expect(shown[1]).toBe('EC-16 ]]> twice ]]>')
    expect(shown[15]).toBe('EC-16 a\\u{0}b\\u{8}c\\u{1b}[31md\\u{1b}]8;;https://example.org\\u{7}e\\u{7f}f\\u{9b}g')
    expect(shown[17]).toBe('EC-16 lone \\u{d800} and \\u{dc00} surrogates, no characters \\u{fffe} \\u{ffff}')
  })

  it('gives tests of one name in one feature different names', () => {
    const twice = ['one', 'two'].map((id) => aCase(['EC-16'], 'passed', { id, name: 'a row' }))
    const names = below(parsed(aReport(twice)), 'testcase').map(({ attributes }) => attributes['name'])
    expect(names).toEqual(['a row (1 of 2)', 'a row (2 of 2)'])
  })
})
