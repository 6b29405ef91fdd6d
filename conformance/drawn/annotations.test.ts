import { describe, expect, it } from 'vitest'
import { aCase, aReport } from '../matrix/fixtures/reports.ts'
import { annotations, wantsAnnotations } from './annotations.ts'
import { aFailure, hostileReports, reportOf } from './fixtures/reports.ts'

describe('annotations for GitHub', () => {
  it('they are printed in a step of GitHub Actions, unless the command line says otherwise', () => {
    const inStep = { GITHUB_ACTIONS: 'true' }
    expect(wantsAnnotations({}, inStep)).toBe(true)
    expect(wantsAnnotations({}, {})).toBe(false)
    expect(wantsAnnotations({ annotations: true }, {})).toBe(true)
    expect(wantsAnnotations({ annotations: false }, inStep)).toBe(false)
  })

  it('there are none for an implementation that conforms', () => {
    expect(annotations(aReport([aCase(['EC-16'], 'passed')]))).toEqual([])
  })

  it('there is an error per cause, with the place of its first scenario, and one for the conclusion', () => {
    const failing = [3, 5].map((line) =>
      aFailure(['EC-16'], 'failed', {
        id: `l${line}`,
        line,
        name: `in line ${line}: 100%, at once`,
        says: `not seen ${line}`,
      }),
    )
    expect(annotations(reportOf(failing))).toEqual([
      '::error file=features/coordinator/a.feature,line=3,title=in line 3%3A 100%25%2C at once::EC-16 not seen 3%0Aagain: npx cwc run --requirement EC-16%0A1 other case fails by the same cause',
      '::error title=Conformance::Apache Spark 2.4.8 does not conform to edition spark-2.4: 2 of 2 scenarios fail, requirements broken: EC-16.',
    ])
  })

  it('there is an error if too little was checked', () => {
    expect(annotations(aReport([]))).toEqual([
      '::error title=Conformance::Apache Spark 2.4.8: no scenario ran, so nothing was checked.',
    ])
  })

  it('there are at most ten, because GitHub shows no more', () => {
    const failing = Array.from({ length: 30 }, (_, at) =>
      aFailure(['EC-16'], 'failed', { id: `c${at}`, says: `not seen: ${'abc'.repeat(at)}` }),
    )
    expect(annotations(reportOf(failing))).toHaveLength(10)
  })

  it.each(hostileReports)(
    'each is one line with its own properties, whatever text a driver sends: $text',
    ({ report }) => {
      const lines = annotations(report)
      // A scenario that fails, one that crashes, a finding, a driver that is not deterministic, the list, the conclusion.
      expect(lines).toHaveLength(6)
      for (const line of lines) {
        expect(line).toMatch(/^::error (file=[^:,]*,line=\d+,)?title=[^:,]*::/)
        expect(line).not.toMatch(/[\r\n]/)
      }
    },
  )
})
