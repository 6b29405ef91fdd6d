import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../../src/reference/editions.ts'
import { sinkScenarios } from '../features/kit-scenarios.ts'
import { byQuery } from '../schedules/another-query.ts'
import { endEpoch, execute, row, type SinkStep, sinkFails, sparkFails, stop } from '../schedules/schedule.ts'
import { runOnModel } from './model-run.ts'
import { sparkIn } from './spark-in.ts'

const deviations = deviationsOf('spark-3.5')

describe('what Spark does in a schedule', () => {
  it.each(sinkScenarios().map((scenario) => [scenario.name, scenario] as const))('is known of: %s', (_, scenario) => {
    // Another query begins anew.
    const queries = byQuery(scenario.steps, ({ kind }) => kind) as readonly (readonly SinkStep[])[]
    const seen = queries.map((steps) => sparkIn(runOnModel({ ...scenario, steps }, deviations)))
    expect(seen.find((spark) => spark === 'as it is') ?? 'as documented').toBe(scenario.spark)
  })

  it.each([
    ['is documented where an epoch is committed again with the same rows', 'as documented', [row()]],
    ['is not documented where an epoch is committed again with other rows', 'as it is', [row(), row()]],
    ['is not documented where a row of an epoch moves to the next one', 'as it is', []],
  ] as const)('%s', (_, spark, rows) => {
    const steps = [
      execute,
      row(),
      sparkFails('query.commit'),
      endEpoch,
      stop,
      execute,
      ...rows,
      endEpoch,
      row(),
      endEpoch,
    ]
    expect(sparkIn(runOnModel({ steps }, deviations))).toBe(spark)
  })

  it.each(['writer.commit', 'writer.commit.after'] as const)(
    'is not documented where a query goes on behind an epoch for which %s failed',
    (at) => {
      const failed = [execute, row(), sinkFails(at), endEpoch]
      expect(sparkIn(runOnModel({ steps: [...failed, stop] }, deviations))).toBe('as documented')
      expect(sparkIn(runOnModel({ steps: [...failed, row(), endEpoch] }, deviations))).toBe('as it is')
    },
  )
})
