import { describe, expect, it } from 'vitest'
import { sinkKinds } from '../../audit/sinks.ts'
import { chosenBatchScenarios, chosenScenarios } from '../features/chosen-scenarios.ts'
import { batchScenarios, sinkScenarios } from '../features/kit-scenarios.ts'
import { modelBatches } from '../model/model-batches.ts'
import { modelSink } from '../model/model-sink.ts'
import { tryBatches } from '../run/try-batches.ts'
import { type RowsSeen, trySchedule } from '../run/try-schedule.ts'
import { batchesWithPartitions, withPartitions } from './more-partitions.ts'

/** What became of the rows of the first partitions. */
function fates(result: { readonly kind: string }, partitions: number) {
  expect(result).toMatchObject({ kind: 'seen', isTold: true })
  const { lost, doubled } = result as RowsSeen
  const isOwn = (name: string) => Number(name.split('-')[1]) < partitions
  return { lost: lost.filter(isOwn), doubled: doubled.filter(isOwn).toSorted() }
}

describe.each(sinkKinds)('more partitions than a scenario has, on the model of a sink where %s', (kind) => {
  it.each(sinkScenarios())('leave the rows of its own partitions their fate: $name', async (scenario) => {
    const { partitions = 1 } = scenario
    const own = fates(await trySchedule(modelSink('spark-3.5', kind), scenario), partitions)
    const wide = withPartitions(scenario, 5)
    expect(wide.partitions).toBe(5)
    expect(fates(await trySchedule(modelSink('spark-3.5', kind), wide), partitions)).toEqual(own)
  })

  it.each(batchScenarios())(
    'leave the rows of its own partitions their fate in micro-batches: $name',
    async (scenario) => {
      const { partitions = 1 } = scenario
      const own = fates(await tryBatches(modelBatches(kind), scenario), partitions)
      expect(fates(await tryBatches(modelBatches(kind), batchesWithPartitions(scenario, 5)), partitions)).toEqual(own)
    },
  )
})

it('A scenario gets rows in each further partition, before the one that they stand beside', () => {
  const [, two] = sinkScenarios()
  if (two === undefined) throw new Error('no scenario')
  const rows = withPartitions(two, 4).steps.flatMap((step) => (step.kind === 'row' ? [step.partition] : []))
  expect(rows).toEqual([2, 0, 3, 1, 3, 1, 3, 1])
})

it('A scenario with as many partitions, or more, stays as it is', () => {
  for (const scenario of sinkScenarios()) expect(withPartitions(scenario, 1)).toBe(scenario)
})

it('The scenarios that are chosen have as many partitions as the user names', () => {
  const counts = [chosenScenarios({ partitions: 64 }), chosenBatchScenarios({ partitions: 64 })].flat()
  expect(new Set(counts.map(({ partitions }) => partitions))).toEqual(new Set([64]))
})

it('The sink is not read behind a row of a further partition', async () => {
  const [scenario] = sinkScenarios()
  if (scenario === undefined) throw new Error('no scenario')
  let reads = 0
  const model = modelSink('spark-3.5', 'the last wins')
  const counting = {
    ...model,
    rows() {
      reads += 1
      return model.rows()
    },
  }
  for (const partitions of [1, 40]) await trySchedule(counting, withPartitions(scenario, partitions))
  expect(reads).toBe(2 * scenario.steps.length)
})
