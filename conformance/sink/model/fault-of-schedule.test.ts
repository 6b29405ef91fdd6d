import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../../src/reference/editions.ts'
import { sinkScenarios } from '../features/kit-scenarios.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'
import {
  endEpoch,
  execute,
  row,
  type Schedule,
  type SinkStep,
  sinkFails,
  sinkFailsInTask,
  sparkFails,
  stop,
} from '../schedules/schedule.ts'
import { faultOf } from './fault-of-schedule.ts'
import { runOnModel } from './model-run.ts'

const isOfOneQuery = (scenario: SinkScenario): scenario is SinkScenario & Schedule =>
  scenario.steps.every(({ kind }) => kind !== 'another-query')

const faultIn = (...steps: readonly SinkStep[]) => faultOf(runOnModel({ steps }, deviationsOf('spark-3.5')))

describe('what fails in a generated schedule', () => {
  // Two of them have a second fault, which the scenario is not about.
  it.each(
    sinkScenarios()
      .filter(({ name }) => !name.includes('abort'))
      .flatMap((one) => (isOfOneQuery(one) ? [[one.name, one] as const] : [])),
  )('is what the scenario says whose steps it has: %s', (_, scenario) => {
    expect(faultOf(runOnModel(scenario, deviationsOf('spark-3.5')))).toBe(scenario.fault)
  })

  it('is one thing, however often it fails', () => {
    const failing = [row(), sinkFailsInTask('write'), row(), execute]
    expect(faultIn(execute, ...failing, ...failing, row(), endEpoch)).toBe('A write fails')
  })

  it('is several things where two different calls fail', () => {
    const failing = [row(), sinkFailsInTask('write'), row(), execute, row(), sinkFailsInTask('commit'), endEpoch]
    expect(faultIn(execute, ...failing, execute, row(), endEpoch)).toBe('Several things fail')
  })

  it('is what only Spark does, where it does that, and not the call that failed before', () => {
    const failed = [execute, row(), sinkFails('writer.commit'), endEpoch]
    expect(faultIn(...failed, stop, execute, row(), endEpoch)).toBe("The sink's commit of an epoch fails")
    expect(faultIn(...failed, row(), endEpoch)).toBe('A refused commit stops all later ones (CE-20)')
    const ahead = [execute, row(), row(), sparkFails('query.commit'), endEpoch, stop, execute]
    expect(faultIn(...ahead, row(), endEpoch)).toBe('The next run ends an epoch elsewhere')
  })
})
