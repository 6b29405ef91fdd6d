import { expect, it } from 'vitest'
import { findingsOf } from '../answer/sink-trial.ts'
import { toldSink } from '../answer/told-sink.ts'
import { aTried, trialOnModel } from '../fixtures/trials.ts'
import { fateIn, foundIn } from './measured-entry.ts'
import { realRuns } from './real-runs.ts'
import { repeatedScenarios } from './repetitions.ts'

const trial = await trialOnModel('the first wins')
const timed = { ...trial, tried: trial.tried.map((each) => ({ ...each, seconds: 1.234 })) }
const json = JSON.stringify(toldSink(timed, findingsOf(timed)))
const found = foundIn(json)

it('An entry has what the report says of each scenario, without its steps', () => {
  expect(found).toMatchObject({ sinkAlone: 'exactly-once', withSpark: 'none', violated: [] })
  expect(found.scenarios.map(({ name }) => name)).toEqual(trial.tried.map(({ scenario }) => scenario.name))
  const later = found.scenarios.find(
    ({ name }) => name === 'the next run ends an epoch later that the sink has already',
  )
  expect(later).toEqual({
    name: 'the next run ends an epoch later that the sink has already',
    spark: 'as it is',
    seconds: 1.2,
    fate: { kind: 'seen', lost: ['row-0-1'], doubled: [], early: [] },
  })
})

it('Each scenario in which a row is lost or doubled is run again by its name, and other rows are noticed', () => {
  const run = realRuns.find(({ name }) => name === 'iceberg@3.5.8:continuous')
  if (run === undefined) throw new Error('the run is wanted')
  const repetitions = repeatedScenarios(run, found.scenarios)
  const harmed = trial.tried.filter(
    ({ result }) => result.kind === 'seen' && result.lost.length + result.doubled.length > 0,
  )
  expect(repetitions.map(({ from }) => from)).toEqual(harmed.map(({ scenario }) => scenario.name))
  const [first] = repetitions
  const [one] = harmed
  if (one === undefined) throw new Error('a scenario with a harm is wanted')
  expect(first?.words.slice(-2)).toEqual(['--scenario', one.scenario.name])
  const again = (each: typeof one) => {
    const only = { ...trial, planned: [each.scenario], tried: [{ ...each, seconds: 1 }] }
    return JSON.stringify(toldSink(only, findingsOf(only)))
  }
  expect(first?.isSame(again(one))).toBe(true)
  const withTwo = (early: string[]) => again({ ...one, result: aTried({ doubled: ['row-0-0'], early }).result })
  const fate = fateIn(withTwo(['row-0-0', 'row-1-0']))
  const [repetition] = repeatedScenarios(run, [{ name: one.scenario.name, spark: 'as it is', fate }])
  expect(repetition?.isSame(withTwo(['row-1-0', 'row-0-0']))).toBe(true)
  expect(repetition?.isSame(withTwo(['row-1-0']))).toBe(false)
  expect(first?.isSame(again({ ...one, result: aTried().result }))).toBe(false)
})
