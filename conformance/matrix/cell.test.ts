import { describe, expect, it } from 'vitest'
import type { CaseReport } from '../report/report.ts'
import {
  aCase,
  aFinding,
  aGenerated,
  aMatrix,
  aReport,
  aSource,
  deviating,
  type ReportParts,
} from './fixtures/reports.ts'

/** The cell of a requirement in a matrix of this one report. */
function cell(id: string, cases: readonly CaseReport[], parts?: ReportParts) {
  const { pages } = aMatrix([
    aSource(
      'spark@2.4.8',
      aReport(
        cases.map((one, at) => ({ ...one, id: `${at}` })),
        parts,
      ),
    ),
  ])
  const [only] = pages.flatMap(({ rows }) => rows.filter((row) => row.id === id).flatMap(({ cells }) => cells))
  if (only === undefined) throw new Error(`the matrix has no row of ${id}`)
  return only
}

describe('a cell', () => {
  it('holds if a scenario of its requirement passed, and counts the cases that examined it', () => {
    const cases = [aCase(['EC-29'], 'passed'), aCase(['EC-29', 'EC-30'], 'passed'), aCase(['EC-30'], 'passed')]
    expect(cell('EC-29', cases, { generated: [aGenerated({ notSupported: 20 })] })).toEqual({
      standing: 'holds',
      scenarios: { passed: 2 },
      generated: { cases: 280, times: 1_234 },
    })
  })

  it('holds by generated cases alone only if they have checked its property', () => {
    expect(cell('EC-29', [], { generated: [aGenerated()] }).standing).toBe('holds')
    expect(cell('EC-31', [], { generated: [aGenerated()] })).toMatchObject({
      standing: 'not-run',
      generated: { cases: 300, times: 0 },
    })
    const wavering = aGenerated({ verdict: 'not-deterministic' })
    expect(cell('EC-29', [], { generated: [wavering] })).toMatchObject({ standing: 'not-run' })
  })

  it('deviates in the requirement that the deviation contradicts, not in the other requirements of the scenario', () => {
    expect(cell('RDD-23', [deviating])).toMatchObject({ standing: 'deviates', deviations: ['committed-log-line'] })
    expect(cell('RDD-22', [deviating])).toMatchObject({
      standing: 'not-observable',
      because: expect.stringContaining('never seen: committed-log-line, since 2.4.0: '),
    })
    expect(cell('RDD-22', [deviating, aCase(['RDD-22'], 'passed')]).standing).toBe('holds')
  })

  it('is unspecified where only another edition requires it, and something else was seen', () => {
    const open = aCase(['RDD-37'], 'unspecified', { unspecified: { requirements: ['RDD-37'], where: 'here' } })
    expect(cell('RDD-37', [open], { edition: 'document' }).standing).toBe('unspecified')
  })

  it('fails by a scenario, by a violation in another scenario, or by a generated case', () => {
    expect(cell('EC-29', [aCase(['EC-29'], 'passed'), aCase(['EC-29'], 'crashed')]).standing).toBe('fails')
    const onTheWay = [aCase(['EC-30'], 'failed', { violates: 'EC-29' })]
    expect(cell('EC-29', onTheWay).standing).toBe('fails')
    expect(cell('EC-30', onTheWay).standing).not.toBe('fails')
    const generated = [aGenerated({ verdict: 'differs', findings: [aFinding(['EC-29'])] })]
    expect(cell('EC-29', [aCase(['EC-29'], 'passed')], { generated }).standing).toBe('fails')
  })

  it('gives the reason if there is no evidence', () => {
    expect(cell('OP-33', [])).toMatchObject({ standing: 'not-observable', because: expect.any(String) })
    expect(cell('EC-29', [])).toMatchObject({ standing: 'not-run', because: 'no scenario of it was selected' })
    const stopped = aCase(['EC-29'], 'not-run', { reason: 'the run was stopped' })
    expect(cell('EC-29', [stopped])).toMatchObject({ standing: 'not-run', because: 'the run was stopped' })
    const refused = aCase(['EC-29'], 'not-supported', { reason: 'no role coordinator' })
    expect(cell('EC-29', [refused, refused])).toMatchObject({
      standing: 'not-supported',
      because: 'no role coordinator',
      scenarios: { 'not-supported': 2 },
    })
  })
})
