import { describe, expect, it } from 'vitest'
import { aCase, aGenerated, aReport } from '../matrix/fixtures/reports.ts'
import { outline } from './fixtures/outline.ts'
import { aFailure, everyVerdict, hostileReports, reportOf, withText } from './fixtures/reports.ts'
import { summary } from './summary.ts'

describe('summary.md', () => {
  const passing = [aCase(['EC-16'], 'passed'), aCase(['RDD-16'], 'passed')]

  it('begins with the conclusion and a sign for it', () => {
    const first = (text: string) => text.split('\n', 1).join('')
    expect(first(summary(aReport(passing)))).toBe(
      '## ✅ Apache Spark 2.4.8 conforms to edition spark-2.4: 2 scenarios in 1.0 s.',
    )
    expect(first(summary(everyVerdict))).toMatch(
      /^## ❌ Apache Spark 2\.4\.8 does not conform to edition spark-2\.4: 8 of/,
    )
    expect(first(summary(aReport(passing.slice(0, 1))))).toMatch(/^## ✅/)
    expect(first(summary(aReport([])))).toBe('## ⚠️ Apache Spark 2.4.8: no scenario ran, so nothing was checked.')
  })

  it('has a table of the verdicts per role, and one of the generated cases', () => {
    const text = summary(aReport(passing, { generated: [aGenerated()] }))
    expect(text).toContain('| role | planned | passed |\n|---|---:|---:|\n| task | 1 | 1 |\n| coordinator | 1 | 1 |\n')
    expect(text).toContain('| coordinator | 300 | 6491 | agrees | 1 |')
    expect(text).not.toContain('### What is wrong')
  })

  it('shows one cause once, with its requirement, and all its places', () => {
    const failing = [3, 5].map((line) =>
      aFailure(['EC-16'], 'failed', { id: `l${line}`, line, says: `not seen ${line}` }),
    )
    const text = summary(reportOf(failing))
    expect(text.match(/^#### /gm)).toHaveLength(1)
    expect(text).toContain('#### EC-16 not seen 3\n\n> **EC-16** ')
    expect(text).toContain('- in features/coordinator/a.feature\\:3 a scenario')
    expect(text).toContain('- in features/coordinator/a.feature\\:5 a scenario')
  })

  it('shows different causes apart, and says how many it leaves out', () => {
    const failing = Array.from({ length: 60 }, (_, at) =>
      aFailure(['EC-16'], 'failed', { id: `c${at}`, says: `not seen: ${'abc'.repeat(at)}` }),
    )
    const text = summary(reportOf(failing))
    expect(text.match(/^#### /gm)).toHaveLength(50)
    expect(text).toContain('10 more causes: report.json has them all.')
  })

  it('gives the reasons for which scenarios were not checked', () => {
    expect(summary(everyVerdict)).toContain('- 2 scenarios, not-supported: because of not-supported\n')
  })

  it.each(hostileReports)(
    'has the same headings, tables and blocks, whatever text a driver sends: $text',
    ({ report }) => {
      const plain = outline(summary(withText('plain')))
      expect(outline(summary(report))).toEqual(plain)
      // Three failures, the list, two results of one case, and the known failures.
      expect(plain.filter((line) => line === 'code')).toHaveLength(6)
    },
  )
})
