import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { requirements } from '../requirements/registry.ts'
import type { Source } from './column.ts'
import { aCase, aFinding, aGenerated, aReport, aSource, deviating, sparkChoice } from './fixtures/reports.ts'
import { makeMatrix, UnlikeReports } from './make-matrix.ts'

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
  const newer = aReport([deviating, aCase(['EC-29'], 'failed', { expected: ['an epoch'], seen: [] })])
  const matrix = makeMatrix([aSource('spark@2.4.8', older), unavailable, aSource('spark@3.0.3', newer)])
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

  it('has a cell for each column, also of what could not be run', () => {
    expect(row('EC-29')?.cells.map(({ standing }) => standing)).toEqual(['holds', 'not-run', 'fails'])
    expect(row('OP-33')?.cells.map(({ standing }) => standing)).toEqual(Array(3).fill('not-observable'))
    expect(row('EC-29')).toMatchObject({
      scenarios: [{ file: 'features/coordinator/a.feature', line: 7 }],
      properties: ['no epoch before its time'],
    })
    expect(matrix.columns[1]?.outcome).toEqual({ kind: 'not-run', reason: 'there is no such release' })
    expect(matrix.columns[0]?.standings).toMatchObject({ holds: 1, deviates: 1 })
  })

  it('tells each deviation with its source, and once for the columns that show it alike', () => {
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

  it('shows once what differs in nothing but the order of what several actors do', () => {
    const [one, other] = [line('task-0'), line('task-1')]
    const shownOf = (...traces: readonly (readonly Event[])[]) => {
      const action = { kind: 'end-epoch', partition: 0 } as const
      const reports = traces.map((events) => aReport([{ ...deviating, trace: [{ kind: 'acted', action, events }] }]))
      const { details } = makeMatrix(reports.map((report, at) => aSource(`spark@2.4.${at}`, report)))
      return details[0]?.deviations[0]?.shown.map(({ columns }) => columns)
    }
    expect(shownOf([one, other], [other, one])).toEqual([['spark@2.4.0', 'spark@2.4.1']])
    expect(shownOf([one, other], [one])).toEqual([['spark@2.4.0'], ['spark@2.4.1']])
    const later = line('task-0', 'later')
    expect(shownOf([one, later], [later, one])).toEqual([['spark@2.4.0'], ['spark@2.4.1']])
  })

  it('tells what fails, by the scenario or by the generated case that showed it', () => {
    expect(matrix.details.find(({ requirement }) => requirement === 'EC-29')?.fails).toMatchObject([
      { columns: ['spark@3.0.3'], described: ['failed', 'expected: an epoch', 'seen: nothing'] },
    ])
    const generated = [aGenerated({ verdict: 'differs', findings: [aFinding(['EC-31']), aFinding([])] })]
    const found = makeMatrix([aSource('spark@3.0.3', aReport([], { generated }))])
    expect(found.details).toMatchObject([{ requirement: 'EC-31', fails: [{ by: { token: aFinding([]).token } }] }])
    // What is no requirement's is the column's.
    expect(found.columns[0]?.outcome).toMatchObject({ notes: [expect.stringContaining('something else')] })
  })

  it('names the command that measures it again, without a seed where there are several', () => {
    expect(matrix.command).toBe(
      'npx cwc matrix --drivers spark@2.4.8,spark@9.9.9,spark@3.0.3 --runs coordinator=300 --seed 1',
    )
    const seeds = [1, 2].map((seed) => aSource(`spark@${seed}`, aReport([], { generated: [aGenerated({ seed })] })))
    expect(makeMatrix(seeds).command).toBe('npx cwc matrix --drivers spark@1,spark@2 --runs coordinator=300')
  })

  it('takes no reports of other suites or selections', () => {
    const other = { ...older, suite: { scenarios: 1, digest: 'sha256:1' } } as const
    expect(() => makeMatrix([aSource('a', older), aSource('b', other)])).toThrow(
      /^the report of b is of another suite \(sha256:1\) than this kit has/,
    )
    const fewer = aReport([], { tags: '@task' })
    expect(() => makeMatrix([aSource('a', older), aSource('b', fewer)])).toThrow(
      new UnlikeReports('the report of b is of the scenarios @task, and that of a of all scenarios'),
    )
  })
})
