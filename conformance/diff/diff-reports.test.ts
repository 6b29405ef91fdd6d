import { describe, expect, it } from 'vitest'
import { aFailure, hostileReports, withText } from '../drawn/fixtures/reports.ts'
import { aCase, aFinding, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import type { GeneratedVerdict } from '../report/report.ts'
import { isAgainst, type VerdictKind, verdictKinds } from '../suite/verdict.ts'
import { visible } from '../visible.ts'
import { describeDiff } from './describe-diff.ts'
import { diffReports } from './diff-reports.ts'

describe('the difference of two reports', () => {
  const passes = (id: string) => aCase(['EC-16'], 'passed', { id })
  const fails = (id: string, says = 'not seen') => aFailure(['EC-16'], 'failed', { id, says })
  const unspecified = (id: string) => aCase(['EC-16'], 'unspecified', { id })
  const skipped = (id: string) => aCase(['EC-16'], 'not-supported', { id })

  it.each([
    ['newly-failing', [passes('a')], [fails('a')]],
    ['newly-failing', [skipped('a')], [fails('a')]],
    ['newly-failing', [], [fails('a')]],
    ['fixed', [fails('a')], [passes('a')]],
    ['changed-reason', [fails('a')], [fails('a', 'too late')]],
    ['no-longer-checked', [passes('a')], [skipped('a')]],
    ['no-longer-checked', [fails('a')], [skipped('a')]],
    ['now-checked', [skipped('a')], [passes('a')]],
    ['other-verdict', [unspecified('a')], [passes('a')]],
    ['other-verdict', [passes('a')], [unspecified('a')]],
    ['added', [], [passes('a')]],
    ['removed', [fails('a')], []],
  ] as const)('has a scenario as %s', (kind, old, later) => {
    expect(diffReports(aReport(old), aReport(later)).changes.map((change) => change.kind)).toEqual([kind])
  })

  it.each(
    verdictKinds.flatMap((before) =>
      verdictKinds.filter((one) => one !== before).map((after) => [before, after] as const),
    ),
  )('says that a verdict has changed, whichever it is: %s, then %s', (before, after) => {
    const report = (verdict: VerdictKind) => {
      const diagnosis = { kind: 'behaviour', requirements: ['EC-16'], says: verdict, mismatch: verdict } as const
      return aReport([aCase(['EC-16'], verdict, { id: 'a', ...(isAgainst(verdict) ? { diagnosis } : {}) })])
    }
    const found = diffReports(report(before), report(after))
    expect(found.changes.map((change) => [change.before, change.after])).toEqual([[before, after]])
    expect(describeDiff(found)).not.toContain('No verdict has changed')
  })

  it('has the verdict on the generated cases of a role, if both runs have such', () => {
    const report = (verdict: GeneratedVerdict) => aReport([], { generated: [aGenerated({ verdict })] })
    const changes = (before: GeneratedVerdict, after: GeneratedVerdict) =>
      diffReports(report(before), report(after)).changes.map(({ kind, place }) => `${kind} ${place}`)
    expect(changes('agrees', 'vacuous')).toEqual(['no-longer-checked coordinator'])
    expect(changes('not-supported', 'agrees')).toEqual(['now-checked coordinator'])
    expect(changes('vacuous', 'not-run')).toEqual(['other-verdict coordinator'])
    expect(changes('agrees', 'agrees')).toEqual([])
    expect(diffReports(report('agrees'), aReport([])).changes).toEqual([])
  })

  it('is empty where a failure differs in its numbers only', () => {
    const { changes } = diffReports(aReport([fails('a', 'not seen 3')]), aReport([fails('a', 'not seen 5')]))
    expect(changes).toEqual([])
  })

  it('has a finding by its cause, whatever its token', () => {
    const report = (...findings: ReturnType<typeof aFinding>[]) =>
      aReport([], { generated: [aGenerated({ findings })] })
    const [one, same] = [aFinding(['EC-29']), { ...aFinding(['EC-29']), token: 'other' }]
    const kinds = (old: ReturnType<typeof report>, later: ReturnType<typeof report>) =>
      diffReports(old, later).changes.map(({ kind }) => kind)
    expect(kinds(report(one), report(same))).toEqual([])
    expect(kinds(report(), report(one))).toEqual(['newly-failing'])
    expect(kinds(report(one), report())).toEqual(['fixed'])
    expect(kinds(report(one), aReport([]))).toEqual(['removed'])
  })

  it('says first what else differs between the runs, with both values', () => {
    const run = (seed: number, edition: 'document' | 'spark-2.4', cases = [passes('a')]) =>
      aReport(cases, { edition, tags: seed === 1 ? '' : '@coordinator', generated: [aGenerated({ seed })] })
    const { differing } = diffReports(run(1, 'spark-2.4'), run(7, 'document', [passes('a'), passes('b')]))
    expect(differing.map(({ what, before, after }) => `${what}: ${before} | ${after}`)).toEqual([
      'edition: spark-2.4 | document',
      expect.stringMatching(/^suite: 1 scenario \(sha256:\w+\) \| 2 scenarios \(sha256:\w+\)$/),
      'selection: the whole suite | @coordinator',
      'number and seed of the generated cases: coordinator 300 (seed 1) | coordinator 300 (seed 7)',
    ])
    expect(diffReports(run(1, 'document'), run(1, 'document')).differing).toEqual([])
    const text = describeDiff(diffReports(run(1, 'spark-2.4'), run(1, 'document')))
    expect(text.split('\n').slice(0, 3)).toEqual([
      'The runs differ in the edition, not only in what the implementation does:',
      '  - spark-2.4',
      '  + document',
    ])
  })

  it('shows changes by requirement, and of another reason the old one and the new one', () => {
    const other = aFailure(['EC-29'], 'failed', { id: 'b', line: 9, says: 'too late: epoch 3' })
    const found = diffReports(
      aReport([passes('a'), fails('b', 'not seen: epoch 3')]),
      aReport([fails('a'), { ...other, requirements: ['EC-16'] }]),
    )
    expect(describeDiff(found).split('\n')).toEqual([
      'Newly failing (1):',
      '  EC-16',
      '    features/coordinator/a.feature:7 a scenario of EC-16 (passed → failed): EC-16 not seen',
      'Failing for another reason (1):',
      '  EC-29',
      '    features/coordinator/a.feature:9 a scenario of EC-29 (failed → failed):',
      '      - EC-16 not seen: epoch 3',
      '      + EC-29 too late: epoch 3',
    ])
    expect(found.changes[1]).toMatchObject({ says: 'EC-29 too late: epoch 3', said: 'EC-16 not seen: epoch 3' })
  })

  it.each(hostileReports)('keeps each change in its lines, whatever text a driver sends: $text', ({ report }) => {
    const text = describeDiff(diffReports(aReport([]), report))
    const plain = describeDiff(diffReports(aReport([]), withText('plain')))
    expect(text.split('\n').length).toBe(plain.split('\n').length)
    expect(text.replaceAll('\n', '')).toBe(visible(text.replaceAll('\n', '')))
  })
})
