import { describe, expect, it } from 'vitest'
import { annotations } from '../drawn/annotations.ts'
import { badge } from '../drawn/badge.ts'
import { junit } from '../drawn/junit.ts'
import { summary } from '../drawn/summary.ts'
import { reportPage } from '../html/report-page.ts'
import { aCase, aFinding, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import { conclusionOf, exitCodeOf } from './conclusion.ts'
import { describeConclusion } from './describe-conclusion.ts'
import type { KnownFailureProblem } from './known-failures.ts'
import type { CaseReport, RunReport } from './report.ts'
import { describeRun } from './terminal.ts'

const entry = { line: 3, column: 3 }
const passing = aCase(['EC-16'], 'passed')
const diagnosis = { kind: 'behaviour', requirements: ['EC-29'], says: 'not seen', mismatch: 'not seen' } as const
const known = aCase(['EC-29'], 'failed', { diagnosis, known: { entry, reason: 'a bug' } })
const failing = aCase(['EC-29'], 'failed', { diagnosis })
const place = { name: 'a scenario', file: 'features/a.feature', line: 2 }
const cause = { requirements: ['EC-16'], mismatch: 'not seen' }

const stale = (line: number, count: number): readonly KnownFailureProblem[] =>
  Array.from({ length: count }, () => {
    return { kind: 'passes', entry: { line, column: 3 }, case: place, verdict: 'passed' } as const
  })
const problems: Readonly<Record<KnownFailureProblem['kind'], KnownFailureProblem>> = {
  'no-reason': { kind: 'no-reason', entry },
  unmatched: { kind: 'unmatched', entry, pattern: 'EC-999' },
  passes: { kind: 'passes', entry, case: place, verdict: 'passed' },
  'not-supported': { kind: 'not-supported', entry },
  'other-reason': { kind: 'other-reason', entry, recorded: [cause], seen: cause },
  'not-recorded': { kind: 'not-recorded', entry, seen: cause },
  'not-found': { kind: 'not-found', entry, cases: 300 },
  'listed-twice': { kind: 'listed-twice', entry, earlier: entry },
}

const withList = (
  cases: readonly CaseReport[],
  own: readonly KnownFailureProblem[],
  more: Partial<RunReport> = {},
) => ({
  ...aReport(cases),
  knownFailures: { file: 'known.yaml', entries: 3, ignored: 0, problems: own },
  ...more,
})

describe('the conclusion where the list of known failures is wrong', () => {
  it('counts the listed cases that no longer fail, and says what to do', () => {
    const report = withList([passing], [...stale(3, 30), ...stale(9, 4), ...stale(12, 1)])
    expect(describeConclusion(report)).toBe(
      'Apache Spark 2.4.8 conforms to edition spark-2.4. The list of known failures is wrong: 35 listed cases of 3 entries no longer fail (remove them, or run with --fix).',
    )
  })

  it('counts the known failures beside them', () => {
    expect(describeConclusion(withList([passing, known], [...stale(9, 1), problems['no-reason']]))).toBe(
      'Apache Spark 2.4.8 conforms to edition spark-2.4 but for 1 known failure, as listed. The list of known failures is wrong: 1 listed case of 1 entry no longer fails, 1 entry has no reason.',
    )
  })

  it('names the properties that generated cases with known findings never exercised', () => {
    const unseen = 'an epoch is committed once'
    const finding = { ...aFinding(['EC-29']), known: { entry, reason: 'a bug' } }
    const role = aGenerated({ verdict: 'differs', unseen: [unseen], findings: [finding] })
    const report = { ...withList([passing], []), generated: [role] }
    expect(describeConclusion(report)).toBe(
      'Apache Spark 2.4.8: no failure but 1 known failure was found, and the generated cases of role coordinator (differs) exercised too little.',
    )
    expect(exitCodeOf(report)).toBe(4)
    expect(describeRun(report)).toContain(
      `never exercised the following, so they show too little (raise --runs):\n  ${unseen}`,
    )
    expect(reportPage(report)).toContain(unseen)
  })

  it('does not say that an implementation conforms that was not checked', () => {
    const report = withList([passing], stale(3, 1), { complete: false })
    expect(describeConclusion(report)).toBe(
      'Apache Spark 2.4.8: nothing fails. The list of known failures is wrong: 1 listed case of 1 entry no longer fails (remove them, or run with --fix).',
    )
  })
})

const reports: readonly (readonly [string, RunReport])[] = [
  ['conforms', aReport([passing])],
  ['does not conform', aReport([passing, failing])],
  ['only known failures', withList([passing, known], [])],
  ['a driver that crashed', aReport([aCase(['EC-29'], 'crashed')])],
  ['a shard', { ...aReport([passing]), shard: { index: 1, of: 2 } }],
  ['a shard with a known failure', withList([known], [], { shard: { index: 1, of: 2 } })],
  ['nothing ran', aReport([])],
  ['a role that is not supported', aReport([passing, aCase(['RDD-16'], 'not-supported')])],
  ['not complete', aReport([passing, aCase(['RDD-16'], 'not-run')])],
  ['only unspecified', aReport([aCase(['RDD-16'], 'unspecified')])],
  ['vacuous generated cases', aReport([], { generated: [aGenerated({ verdict: 'vacuous' })] })],
  ['a finding', aReport([], { generated: [aGenerated({ verdict: 'differs', findings: [aFinding(['EC-29'])] })] })],
  ['two results of a case', aReport([], { generated: [aGenerated({ verdict: 'not-deterministic' })] })],
  ['a stale list', withList([passing], stale(3, 7))],
  ...Object.values(problems).flatMap((problem) => [
    [`a list with a problem: ${problem.kind}`, withList([passing], [problem])] as const,
    [`a list with a problem beside a known failure: ${problem.kind}`, withList([passing, known], [problem])] as const,
    [
      `a list with a problem, not complete: ${problem.kind}`,
      withList([passing], [problem], { complete: false }),
    ] as const,
  ]),
]

describe('the texts of each conclusion', () => {
  it.each(reports)('hold no value that is none: %s', (_, report) => {
    const texts = [
      describeRun(report),
      ...annotations(report),
      summary(report),
      badge(report),
      junit(report),
      reportPage(report),
    ]
    for (const text of texts) {
      const visibleText = text.replaceAll(/<(script|style)\b.*?<\/\1>/gs, '')
      expect(visibleText).not.toMatch(/\bundefined\b|\bNaN\b|\[object |\bInfinity\b|\bnull\b/)
    }
  })

  it.each(reports)('say that it does not conform only with an exit code above 0: %s', (_, report) => {
    if (exitCodeOf(report) === 0) {
      for (const text of [describeConclusion(report), badge(report), summary(report)]) {
        expect(text).not.toContain('does not conform')
      }
      expect(annotations(report).filter((line) => line.startsWith('::error'))).toEqual([])
    } else {
      expect(annotations(report).at(-1)).toMatch(/^::error title=Conformance::/)
    }
  })

  it('are those of all kinds of conclusion', () => {
    expect(new Set(reports.map(([, report]) => conclusionOf(report).kind)).size).toBe(10)
  })
})
