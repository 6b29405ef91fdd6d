import { describe, expect, it } from 'vitest'
import { aCase, aGenerated, aReport, aSource } from './fixtures/reports.ts'
import { makeMatrix } from './make-matrix.ts'
import { staleIn } from './stale.ts'

const report = aReport([aCase(['EC-29'], 'passed')], { generated: [aGenerated()] })
const matrix = makeMatrix([aSource('spark@2.4.8', report)])
const kept = { columns: [{ name: 'spark@2.4.8', edition: 'spark-2.4' }], cases: { coordinator: 300 } }

describe('a matrix that is kept', () => {
  it('stands as long as suite, requirements, releases, editions and cases are those of the kit', () => {
    expect(staleIn(matrix, kept)).toEqual([])
  })

  it('is stale when the suite has changed, or only some of it was run', () => {
    const [page, ...pages] = matrix.pages
    const [first, ...rows] = page?.rows ?? []
    if (page === undefined || first === undefined) throw new Error('there is a first row')
    const changed = { ...page, rows: [{ ...first, says: 'Something else.' }, ...rows] }
    const other = {
      ...matrix,
      suite: { scenarios: 1, digest: 'sha256:1' },
      selection: '@task',
      pages: [changed, ...pages],
    }
    expect(staleIn({ ...other, suite: { scenarios: 1, digest: 'sha256:1' } }, kept)).toEqual([
      'the features have changed since',
      'it is of @task only',
      'the requirements have changed since: OP-1',
    ])
  })

  it('is stale when releases, editions or the number of cases have changed', () => {
    const more = {
      columns: [...kept.columns, { name: 'spark@9.0.0', edition: 'spark-9' }],
      cases: { coordinator: 301, task: 1 },
    }
    expect(staleIn(matrix, more)).toEqual([
      'it is of spark@2.4.8, and not of spark@2.4.8, spark@9.0.0',
      'spark@2.4.8: 300 generated cases of role coordinator, and not 301',
      'spark@2.4.8: 0 generated cases of role task, and not 1',
    ])
    const columns = matrix.columns.map((column) => ({
      ...column,
      outcome: { ...column.outcome, edition: 'document' as const, kind: 'stopped' as const },
    }))
    expect(staleIn({ ...matrix, columns: columns as typeof matrix.columns }, kept)).toEqual([
      'spark@2.4.8: its run was stopped',
      'spark@2.4.8 is held against document, and not spark-2.4',
      'spark@2.4.8: edition document has changed since',
    ])
  })
})
