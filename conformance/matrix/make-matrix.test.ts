import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { requirements } from '../requirements/registry.ts'
import type { Source } from './column.ts'
import {
  aCase,
  aFinding,
  aGenerated,
  aMatrix,
  aReport,
  aSource,
  deviating,
  sparkChoice,
  suiteOf,
} from './fixtures/reports.ts'
import { makeMatrix, mergeMatrix, redrawMatrix, UnlikeReports } from './make-matrix.ts'

const line = (actor: Event['actor'], message = 'once'): Event => {
  return { kind: 'logged', actor, level: 'INFO', logger: 'ContinuousWriteRDD', message }
}

const unavailable: Source = {
  name: 'spark@9.9.9',
  choice: sparkChoice('9.9.9'),
  result: { kind: 'not-run', reason: 'there is no such release' },
}

describe('a matrix', () => {
  const older = aReport([deviating, aCase(['EC-29'], 'passed')], { generated: [aGenerated()] })
  const newer = aReport([
    deviating,
    aCase(['EC-29'], 'failed', { expected: ['an epoch'], problem: 'not seen', seen: [] }),
  ])
  const matrix = aMatrix([aSource('spark@2.4.8', older), unavailable, aSource('spark@3.0.3', newer)])
  const row = (id: string) => matrix.pages.flatMap(({ rows }) => rows).find((one) => one.id === id)

  it('has every requirement of the registry in its order, grouped by the page that its id is of', () => {
    expect(matrix.pages.flatMap(({ rows }) => rows.map(({ id }) => id))).toEqual(requirements.map(({ id }) => id))
    const ids = matrix.pages.map(({ page, rows }) => [page, rows[0]?.id])
    expect(ids).toEqual([
      ['WriteToContinuousDataSourceExec.md', 'OP-1'],
      ['WriteToContinuousDataSource.md', 'PL-1'],
      ['ContinuousWriteRDD.md', 'RDD-1'],
      ['EpochCoordinator.md', 'EC-1'],
      ['EpochCoordinatorRef.md', 'REF-1'],
      ['EpochTracker.md', 'ET-1'],
      ['ContinuousExecution.md', 'CE-1'],
    ])
  })

  it('has a cell per column, also of a driver that could not be run', () => {
    expect(row('EC-29')?.cells.map(({ standing }) => standing)).toEqual(['holds', 'not-run', 'fails'])
    expect(row('OP-33')?.cells.map(({ standing }) => standing)).toEqual(Array(3).fill('not-observable'))
    expect(row('EC-29')).toMatchObject({
      scenarios: ['of-EC-29'],
      properties: ['no epoch before its time'],
    })
    expect(matrix.columns[1]?.outcome).toEqual({ kind: 'not-run', reason: 'there is no such release' })
    expect(matrix.columns[0]?.standings).toMatchObject({ holds: 1, deviates: 1 })
  })

  it('shows each deviation with its source, and once for the columns that show the same trace', () => {
    const details = matrix.details.find(({ requirement }) => requirement === 'RDD-23')
    expect(details).toMatchObject({
      deviations: [
        {
          name: 'committed-log-line',
          source: { of: 'apache/spark', release: '2.4.8' },
          shown: [{ columns: ['spark@2.4.8', 'spark@3.0.3'] }],
        },
      ],
      fails: [],
    })
    expect(details?.deviations[0]?.shown[0]?.trace).toContain(
      '    task 0 logs INFO "Writer for partition 0 in epoch 0 committed."',
    )
  })

  it('shows once the traces that differ only in the order in which several actors act', () => {
    const [one, other] = [line('task-0'), line('task-1')]
    const shownOf = (...traces: readonly (readonly Event[])[]) => {
      const action = { kind: 'end-epoch', partition: 0 } as const
      const reports = traces.map((events) => aReport([{ ...deviating, trace: [{ kind: 'acted', action, events }] }]))
      const { details } = aMatrix(reports.map((report, at) => aSource(`spark@2.4.${at}`, report)))
      return details[0]?.deviations[0]?.shown.map(({ columns }) => columns)
    }
    expect(shownOf([one, other], [other, one])).toEqual([['spark@2.4.0', 'spark@2.4.1']])
    expect(shownOf([one, other], [one])).toEqual([['spark@2.4.0'], ['spark@2.4.1']])
    const later = line('task-0', 'later')
    expect(shownOf([one, later], [later, one])).toEqual([['spark@2.4.0'], ['spark@2.4.1']])
  })

  it('shows a failure by its scenario or by its generated case', () => {
    expect(matrix.details.find(({ requirement }) => requirement === 'EC-29')?.fails).toMatchObject([
      {
        columns: ['spark@3.0.3'],
        described: ['failed', 'not seen (- expected, + seen):', '  - an epoch', '  + nothing'],
      },
    ])
    const generated = [aGenerated({ verdict: 'differs', findings: [aFinding(['EC-31']), aFinding([])] })]
    const found = aMatrix([aSource('spark@3.0.3', aReport([], { generated }))])
    expect(found.details).toMatchObject([{ requirement: 'EC-31', fails: [{ by: { token: aFinding([]).token } }] }])
    // A finding without a requirement is a note of the column.
    expect(found.columns[0]?.outcome).toMatchObject({ notes: [expect.stringContaining('something else')] })
  })

  it('names the command that measures it again, without a seed where there are several', () => {
    expect(matrix.command).toBe(
      'npx cwc matrix --drivers spark@2.4.8,spark@9.9.9,spark@3.0.3 --runs coordinator=300 --seed 1',
    )
    const seeds = [1, 2].map((seed) => aSource(`spark@${seed}`, aReport([], { generated: [aGenerated({ seed })] })))
    expect(aMatrix(seeds).command).toBe('npx cwc matrix --drivers spark@1,spark@2 --runs coordinator=300')
  })

  it('takes no reports of other suites or selections', () => {
    expect(() => makeMatrix([aSource('spark@2.4.8', older)], [])).toThrow(
      'the report of spark@2.4.8 is of another suite: 2 of its cases are not in this one, such as features/task/a.feature:7 (run it again)',
    )
    const fewer = aReport([], { tags: '@task' })
    expect(() => aMatrix([aSource('a', older), aSource('b', fewer)])).toThrow(
      new UnlikeReports('the report of b is of the scenarios @task, and that of a of all scenarios'),
    )
  })
})

describe('a matrix that is drawn again', () => {
  const report = aReport([deviating, aCase(['EC-29'], 'passed')], { generated: [aGenerated()] })
  const matrix = aMatrix([aSource('spark@2.4.8', report), aSource('spark@3.0.3', report)])
  const suite = suiteOf([report])

  it('is the same with the same words', () => {
    expect(redrawMatrix(matrix, suite)).toEqual(matrix)
  })

  it('has the titles and places of the present suite', () => {
    const renamed = suite.map((one) => ({ ...one, name: 'another title', line: 12 }))
    const drawn = redrawMatrix(matrix, renamed)
    expect(drawn.cases.map(({ id, name, line: at }) => [id, name, at])).toEqual([
      ['of-RDD-22-RDD-23', 'another title', 12],
      ['of-EC-29', 'another title', 12],
    ])
    expect(drawn.pages).toEqual(matrix.pages)
  })

  it('leaves out cases that the suite no longer has', () => {
    const drawn = redrawMatrix(matrix, suite.slice(1))
    expect(drawn.cases.map(({ id }) => id)).toEqual(['of-EC-29'])
    expect(drawn.details).toEqual([])
    expect(drawn.columns[0]?.standings).toMatchObject({ deviates: 0, holds: 1 })
  })
})

describe('a matrix with a later one merged into it', () => {
  const before = aReport([deviating, aCase(['EC-29'], 'passed')], { generated: [aGenerated()] })
  const matrix = aMatrix([aSource('spark@2.4.8', before), aSource('spark@3.0.3', before)])
  const changed = aCase(['RDD-22', 'RDD-23'], 'passed')
  const fails = aCase(['EC-29'], 'failed', { id: 'new-EC-29', expected: ['an epoch'], problem: 'not seen', seen: [] })
  const part = aReport([changed, fails], { tags: '@RDD-23 or @EC-29' })
  const suite = suiteOf([part])
  const merged = mergeMatrix(matrix, makeMatrix([aSource('spark@3.0.3', part)], suite), suite)
  const cellsOf = (wanted: string) =>
    merged.pages.flatMap(({ rows }) => rows.filter(({ id }) => id === wanted).flatMap(({ cells }) => cells))

  it('has the later verdicts on the cases that were measured again, and the earlier ones elsewhere', () => {
    expect(cellsOf('RDD-23').map(({ standing }) => standing)).toEqual(['deviates', 'holds'])
    const told = merged.details.find(({ requirement }) => requirement === 'RDD-23')
    expect(told?.deviations[0]?.shown.map(({ columns }) => columns)).toEqual([['spark@2.4.8']])
  })

  it('has new cases only where they were measured, and none that the suite does not have', () => {
    expect(merged.cases.map(({ id }) => id)).toEqual(['of-RDD-22-RDD-23', 'new-EC-29'])
    expect(cellsOf('EC-29').map(({ standing, scenarios }) => [standing, scenarios])).toEqual([
      ['holds', {}],
      ['fails', { failed: 1 }],
    ])
  })

  it('keeps the generated cases of a column of which only scenarios were measured again', () => {
    expect(cellsOf('EC-29').map(({ generated }) => generated)).toEqual(Array(2).fill({ cases: 300, times: 1_234 }))
    const outcome = merged.columns[1]?.outcome
    expect(outcome).toMatchObject({ scenarios: { passed: 1, failed: 1 }, generated: [{ cases: 300 }] })
  })

  it('replaces a column that was measured in full', () => {
    const full = aReport([changed], { edition: 'spark-3.0' })
    const replaced = mergeMatrix(matrix, aMatrix([aSource('spark@3.0.3', full)]), suiteOf([before]))
    expect(replaced.columns[1]?.outcome).toMatchObject({
      edition: 'spark-3.0',
      scenarios: { passed: 1 },
      generated: [],
    })
    expect(replaced.columns[0]).toEqual(matrix.columns[0])
  })
})
