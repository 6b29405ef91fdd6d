import { describe, expect, it } from 'vitest'
import type { Scenario } from '../suite/planned-case.ts'
import { describeStaleness } from './describe-staleness.ts'
import { aCase, aGenerated, aMatrix, aReport, aSource, suiteOf } from './fixtures/reports.ts'
import type { Matrix } from './matrix.ts'
import { isStale, type Kept, stalenessOf } from './stale.ts'

const cases = [
  aCase(['EC-29'], 'passed', { name: 'an epoch is committed', line: 7 }),
  aCase(['EC-30', 'EC-31'], 'passed', { name: 'a stop is final', line: 17 }),
]
const report = aReport(cases, { generated: [aGenerated()] })
const suite = suiteOf([report])
const [first, second] = suite as readonly [Scenario, Scenario]
const matrix = aMatrix([aSource('spark@2.4.8', report), aSource('spark@3.0.3', report)])
const kept: Kept = {
  columns: [
    { name: 'spark@2.4.8', edition: 'spark-2.4' },
    { name: 'spark@3.0.3', edition: 'spark-2.4' },
  ],
  cases: { coordinator: 300 },
}

function check(now: readonly Scenario[], of: Matrix = matrix, wanted: Kept = kept) {
  const staleness = stalenessOf(of, now, wanted)
  return { stale: isStale(staleness), lines: describeStaleness(staleness, now, wanted) }
}

/** The matrix with other words, or another id, in its first row. */
function withFirstRow(change: { readonly id?: string; readonly says?: string }): Matrix {
  const [page, ...pages] = matrix.pages
  const [row, ...rows] = page?.rows ?? []
  if (page === undefined || row === undefined) throw new Error('there is a first row')
  return { ...matrix, pages: [{ ...page, rows: [{ ...row, ...change }, ...rows] }, ...pages] }
}

const toDraw = 'Titles, places or requirements read otherwise now. To draw them: npm run matrix:draw'

describe('the check of a kept matrix', () => {
  it('is clean as long as cases, requirements, releases, editions and generated cases are those of the kit', () => {
    expect(check(suite)).toEqual({ stale: false, lines: [] })
  })

  it('stays clean after an edit of prose, and names the command that draws the new words', () => {
    const reworded = [
      { ...first, name: 'the sink commits an epoch', rule: 'Another', file: 'features/b.feature' },
      second,
    ]
    expect(check(reworded)).toEqual({ stale: false, lines: [toDraw] })
    expect(check(suite, withFirstRow({ says: 'It said this.' }))).toEqual({ stale: false, lines: [toDraw] })
  })

  it('names a case whose content has changed, and the commands that measure just its requirement', () => {
    expect(check([first, { ...second, id: 'changed' }])).toEqual({
      stale: true,
      lines: [
        'features/coordinator/a.feature:17: changed since it was measured: a stop is final',
        '',
        'To measure these:',
        '  npx cwc matrix --drivers spark@2.4.8,spark@3.0.3 --tags @EC-30 --out reports/matrix-update',
        '  npx cwc matrix --from docs/matrix.json,reports/matrix-update --drivers spark@2.4.8,spark@3.0.3 --out docs',
      ],
    })
  })

  it('names a new case, and a measured case that is gone', () => {
    const { stale, lines } = check([
      second,
      { ...first, id: 'new', name: 'a new case', line: 27, requirements: ['EC-1'] },
    ])
    expect(stale).toBe(true)
    expect(lines.slice(0, 2)).toEqual([
      'features/coordinator/a.feature:27: not measured: a new case',
      'features/coordinator/a.feature:7: measured, and no longer in the suite: an epoch is committed',
    ])
    expect(check([second])).toMatchObject({ stale: true })
  })

  it('names the columns in which a case was not run', () => {
    const unrun = aCase(['EC-29'], 'not-run', { name: 'an epoch is committed', reason: 'the run was stopped' })
    const stopped = aReport([unrun, ...cases.slice(1)], { generated: [aGenerated()] })
    const partial = aMatrix([aSource('spark@2.4.8', report), aSource('spark@3.0.3', { ...stopped, complete: true })])
    expect(check(suite, partial).lines[0]).toBe(
      'features/coordinator/a.feature:7: not measured on spark@3.0.3: an epoch is committed',
    )
  })

  it('names a requirement that the matrix lacks, and one that the registry lacks', () => {
    const { stale, lines } = check(suite, withFirstRow({ id: 'OP-999' }))
    expect(stale).toBe(true)
    expect(lines).toContain('OP-1: a requirement that is not in the matrix')
    expect(lines).toContain('OP-999: in the matrix, and no longer a requirement')
  })

  it('names columns that have to be measured in full, with the reason', () => {
    const columns = [...kept.columns, { name: 'spark@9.0.0', edition: 'spark-9' }]
    expect(check(suite, matrix, { columns, cases: { coordinator: 301 } }).lines).toEqual([
      'spark@2.4.8: 300 generated cases of role coordinator (301 are wanted)',
      'spark@3.0.3: 300 generated cases of role coordinator (301 are wanted)',
      'spark@9.0.0: not measured',
      '',
      'To measure these:',
      '  npx cwc matrix --drivers spark@2.4.8,spark@3.0.3,spark@9.0.0 --runs coordinator=301 --out reports/matrix',
      '  npx cwc matrix --from docs/matrix.json,reports/matrix --drivers spark@2.4.8,spark@3.0.3,spark@9.0.0 --out docs',
    ])
    const stopped = matrix.columns.map((column) => ({
      ...column,
      outcome: { ...column.outcome, edition: 'document', kind: 'stopped' },
    })) as unknown as Matrix['columns']
    expect(check(suite, { ...matrix, columns: stopped }).lines.slice(0, 3)).toEqual([
      'spark@2.4.8: the run was stopped',
      'spark@2.4.8: measured against edition document (spark-2.4 is wanted)',
      'spark@2.4.8: edition document has other deviations now',
    ])
  })
})
