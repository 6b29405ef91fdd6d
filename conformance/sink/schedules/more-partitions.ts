import type { AnotherQuery } from './another-query.ts'
import type { BatchStep } from './batch-schedule.ts'
import type { OutsideStep, Wide } from './outside.ts'
import type { BatchScenario, SinkScenario } from './scenarios.ts'
import type { SinkStep } from './schedule.ts'

/**
 * The scenario with this many partitions, if it has fewer. What comes to a partition of it also comes to one further one after the other,
 * before it; a fault strikes only where it did.
 */
export const withPartitions = (scenario: Wide<SinkScenario>, count: number | undefined): Wide<SinkScenario> =>
  more(scenario, count, alike)

export const batchesWithPartitions = (scenario: Wide<BatchScenario>, count: number | undefined): Wide<BatchScenario> =>
  more(scenario, count, alikeInBatches)

/** A step on a partition as the same step on another; undefined if it stays the only one. */
type Alike<Step> = (step: Step) => { readonly partition: number; on(other: number): Step } | undefined

function more<Step, Scenario extends { readonly partitions?: number; readonly steps: readonly Step[] }>(
  scenario: Scenario,
  count: number | undefined,
  alike: Alike<Step>,
): Scenario {
  const { partitions: own = 1, steps } = scenario
  if (count === undefined || count <= own) return scenario
  const others = Array.from({ length: count - own }, (_, at) => own + at)
  const onOthers = (step: Step): readonly Step[] => {
    const known = alike(step)
    return known === undefined ? [] : others.filter((other) => other % own === known.partition).map(known.on)
  }
  return { ...scenario, partitions: count, steps: steps.flatMap((step) => [...onOthers(step), step]) }
}

const alike: Alike<SinkStep | AnotherQuery | OutsideStep> = (step) => {
  if (step.kind === 'row')
    return { partition: step.partition, on: (partition) => ({ ...step, partition, isOfMany: true }) }
  if (step.kind !== 'act' || step.action.kind !== 'deliver') return undefined
  const { times: _, ...action } = step.action
  return { partition: action.from, on: (from) => ({ kind: 'act', action: { ...action, from } }) }
}

const alikeInBatches: Alike<BatchStep | AnotherQuery | OutsideStep> = (step) =>
  step.kind === 'row' || step.kind === 'no-row'
    ? { partition: step.partition, on: (partition) => ({ ...step, partition }) }
    : undefined
