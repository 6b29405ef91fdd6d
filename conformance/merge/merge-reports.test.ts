import { describe, expect, it } from 'vitest'
import { aCase, aFinding, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import { digestOfSuite } from '../report/digests.ts'
import type { CaseReport, RunReport } from '../report/report.ts'
import { requirementReports } from '../report/requirement-report.ts'
import { editionOf } from '../requirements/edition.ts'
import { mergedReport } from './merge-reports.ts'

const cases = Array.from({ length: 5 }, (_, at) =>
  aCase(['EC-16'], at === 3 ? 'failed' : 'passed', { id: `c${at}`, line: at + 1 }),
)
const digest = digestOfSuite(cases.map(({ id }) => id))
const generated = aGenerated({ planned: 300, cases: 300, actions: 40, notSupported: 2, reasons: ['a', 'b'] })

function whole(own: readonly CaseReport[], generatedToo = generated): RunReport {
  const report = aReport(own, { generated: [generatedToo] })
  const judged = { cases: own, generated: [generatedToo], edition: editionOf(report.edition) }
  return { ...report, suite: { scenarios: cases.length, digest }, requirements: requirementReports(judged) }
}

const [property] = generated.properties
const half = (times: number, reasons: readonly string[]) =>
  aGenerated({
    ...{ planned: 150, cases: 150, actions: 20, notSupported: 1, reasons },
    properties: property === undefined ? [] : [{ ...property, times }],
  })
const shard = (index: number, more: Partial<RunReport> = {}) => ({
  folder: `shard-${index}`,
  report: {
    ...whole(
      cases.filter((_, at) => at % 2 === index - 1),
      index === 1 ? half(1_000, ['b']) : half(234, ['a']),
    ),
    shard: { index, of: 2 },
    ...more,
  },
})

describe('shards', () => {
  it('together are the report of the run that was not split, in any order', () => {
    expect(mergedReport([shard(1), shard(2)])).toEqual(whole(cases))
    expect(mergedReport([shard(2), shard(1)])).toEqual(whole(cases))
  })

  it('are not complete together if one of them was stopped', () => {
    expect(mergedReport([shard(1), shard(2)]).complete).toBe(true)
    expect(mergedReport([shard(1), shard(2, { complete: false })]).complete).toBe(false)
  })

  it.each([
    ['one is missing', [shard(1)], 'shard-1: shard 2 of 2 is missing'],
    ['one is there twice', [shard(1), shard(2), { ...shard(1), folder: 'again' }], 'shard-1, again: both are shard 1'],
    ['one is no shard', [shard(1), { folder: 'all', report: whole(cases) }], 'all: not a shard'],
    ['one is of another suite', [shard(1), shard(2, { suite: { scenarios: 5, digest: 'sha256:0' } })], 'another suite'],
    ['one is of another edition', [shard(1), shard(2, { edition: 'document' })], 'shard-1, shard-2: another edition'],
    ['one has another seed', [shard(1), shard(2, { generated: [aGenerated({ seed: 2 })] })], 'another seed'],
    ['one was judged otherwise', [shard(1), shard(2, { judge: 'sha256:1' })], 'another judge'],
    ['a scenario is missing', [shard(1), shard(2, { cases: [] })], 'the shards have 3 scenarios'],
    ['a scenario is there twice', [shard(1), shard(2, { cases: cases.slice(0, 2) })], 'each once is wanted'],
  ] as const)('are refused, with the folders, if %s', (_, parts, message) => {
    expect(() => mergedReport(parts)).toThrow(message)
  })

  it('have the problems of their lists of known failures together, each once', () => {
    const entry = (line: number) => ({ line, column: 3 })
    const list = (
      ...problems: readonly { readonly kind: 'no-reason'; readonly entry: { line: number; column: number } }[]
    ) => ({
      knownFailures: { file: 'k.yaml', entries: 2, ignored: 0, problems },
    })
    const [first, second] = [entry(1), entry(5)].map((place) => ({ kind: 'no-reason', entry: place }) as const)
    if (first === undefined || second === undefined) throw new Error('two problems are wanted')
    const merged = mergedReport([shard(1, list(second)), shard(2, list(second, first))])
    expect(merged.knownFailures?.problems).toEqual([first, second])
    expect(() => mergedReport([shard(1, list()), shard(2)])).toThrow('another list of known failures')
  })

  it('with another driver are refused', () => {
    const { driver } = shard(2).report
    const other = shard(2, { driver: { ...driver, digest: 'sha256:1' } })
    expect(() => mergedReport([shard(1), other])).toThrow('shard-1, shard-2: another driver')
  })

  it('give a role up after the tenth lost case in a row of the whole suite, whatever each of them has run', () => {
    const crashing = Array.from({ length: 24 }, (_, at) => aCase(['EC-16'], 'crashed', { id: `c${at}`, line: at + 1 }))
    const suite = { scenarios: 24, digest: digestOfSuite(crashing.map(({ id }) => id)) }
    const part = (index: number) =>
      shard(index, { suite, cases: crashing.filter((_, at) => at % 2 === index - 1), complete: true })
    const merged = mergedReport([part(1), part(2)])
    expect(merged.cases.map(({ verdict }) => verdict)).toEqual([
      ...Array.from({ length: 10 }, () => 'crashed'),
      ...Array.from({ length: 14 }, () => 'not-run'),
    ])
    expect(merged.cases[10]).toMatchObject({ reason: expect.stringContaining('given up'), trace: [] })
    expect(merged.complete).toBe(false)
  })

  it('do not count after one in which the generated cases of a role were given up', () => {
    const part = (index: number, more: Partial<RunReport['generated'][number]>) =>
      shard(index, { generated: [aGenerated({ planned: 150, cases: 150, ...more })] })
    const [merged] = mergedReport([part(1, { cases: 7, givenUp: true }), part(2, {})]).generated
    expect(merged).toMatchObject({ planned: 300, cases: 7, givenUp: true })
  })

  it('show as many findings as one run, the plainest ones', () => {
    const found = (sort: number) => ({
      ...aFinding(['EC-29']),
      sort: `sort ${sort}`,
      from: { case: sort, faults: 1, actions: sort },
    })
    const part = (index: number, sorts: readonly number[]) =>
      shard(index, { generated: [aGenerated({ findings: sorts.map(found) })] })
    const [merged] = mergedReport([part(1, [1, 3, 5, 7]), part(2, [2, 4, 6, 8])]).generated
    expect(merged?.findings.map(({ sort }) => sort)).toEqual([1, 2, 3, 4, 5].map((sort) => `sort ${sort}`))
  })
})
