import { describe, expect, it } from 'vitest'
import { aFailure } from '../drawn/fixtures/reports.ts'
import { aCase, aFinding, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import { describeDiff } from './describe-diff.ts'
import { diffReports } from './diff-reports.ts'

describe('the difference of two reports', () => {
  const passes = (id: string) => aCase(['EC-16'], 'passed', { id })
  const fails = (id: string, says = 'not seen') => aFailure(['EC-16'], 'failed', { id, says })
  const skipped = (id: string) => aCase(['EC-16'], 'not-supported', { id })

  it.each([
    ['newly-failing', [passes('a')], [fails('a')]],
    ['newly-failing', [skipped('a')], [fails('a')]],
    ['newly-failing', [], [fails('a')]],
    ['fixed', [fails('a')], [passes('a')]],
    ['changed-reason', [fails('a')], [fails('a', 'too late')]],
    ['no-longer-checked', [passes('a')], [skipped('a')]],
    ['no-longer-checked', [fails('a')], [skipped('a')]],
    ['added', [], [passes('a')]],
    ['removed', [fails('a')], []],
  ] as const)('has a scenario as %s', (kind, old, later) => {
    expect(diffReports(aReport(old), aReport(later)).changes.map((change) => change.kind)).toEqual([kind])
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

  it('says another edition, and shows changes by requirement', () => {
    const found = diffReports(aReport([passes('a')]), aReport([fails('a')], { edition: 'document' }))
    expect(describeDiff(found)).toContain('The reports have another edition.\n')
    expect(describeDiff(found)).toContain(
      'Newly failing (1):\n  EC-16\n    features/coordinator/a.feature:7 a scenario of EC-16 (passed → failed): not seen',
    )
  })
})
