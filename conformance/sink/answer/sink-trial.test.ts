import { expect, it } from 'vitest'
import { aTrial, aTried, trialOnModel } from '../fixtures/trials.ts'
import { describeGaps } from '../telling/describe-gaps.ts'
import type { TriedSchedule } from '../verdict/tried-schedule.ts'
import { sinkReportSchema } from './sink-report-schema.ts'
import { findingsOf, gapsIn, isWhole } from './sink-trial.ts'
import { toldSink } from './told-sink.ts'

const broken = { kind: 'broken', moments: [], reason: 'no table' } as const
const ofToken = (result: TriedSchedule['result']): TriedSchedule => ({
  ...{ token: 'sink:p1f0e1r2x1::0', schedule: { steps: [] }, fault: 'Nothing fails', spark: 'as documented', like: [] },
  result,
})
const untold = { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: false } as const
const searched = (result: TriedSchedule['result']) => ({ search: { seed: 1, tried: [ofToken(result)], found: [] } })

it.each([
  ['each scenario was run to its end', aTrial([aTried()]), true],
  ['a scenario broke', aTrial([aTried(), aTried(broken)]), false],
  ['no row was committed in a scenario', aTrial([aTried(untold)]), false],
  ['a scenario was not run', { ...aTrial([aTried(), aTried()]), tried: [aTried()] }, false],
  ['a generated schedule committed no row', aTrial([aTried()], searched(untold)), true],
  ['a generated schedule broke', aTrial([aTried()], searched(broken)), false],
  ['it was interrupted behind the last schedule', aTrial([aTried()], { isInterrupted: true }), false],
])('Whether a trial is whole if %s', (_, trial, whole) => {
  expect(isWhole(trial)).toBe(whole)
})

it('The gaps of a trial are counted by kind, and the first three of each are named', () => {
  const without = aTried(untold, { name: 'two' })
  const trial = aTrial([aTried(), without, aTried(broken), without], searched(broken))
  expect(gapsIn({ ...trial, planned: [...trial.planned, ...trial.planned], isInterrupted: true })).toEqual([
    { kind: 'interrupted', count: 1, names: [] },
    { kind: 'scenarios not run', count: 4, names: ['nothing fails', 'two', 'nothing fails', 'two'] },
    { kind: 'scenarios broken', count: 1, names: ['nothing fails'] },
    { kind: 'scenarios without a row', count: 2, names: ['two', 'two'] },
    { kind: 'schedules broken', count: 1, names: ['sink:p1f0e1r2x1::0'] },
  ])
  expect(describeGaps(gapsIn(trial))).toBe(
    'not all has an answer: 1 scenario not run to the end (nothing fails); no row was committed in 2 scenarios (two, two), and only a committed row can be lost; 1 generated schedule not run to the end (sink:p1f0e1r2x1::0)',
  )
})

it('Of more than three scenarios, the first three are named', () => {
  const untoldOnes = ['one', 'two', 'three', 'four', 'five'].map((name) => aTried(untold, { name }))
  expect(describeGaps(gapsIn(aTrial(untoldOnes)))).toContain('in 5 scenarios (one, two, three and 2 more), and')
})

it('Generated schedules and shrunk ones count for guarantees and faults, as scenarios do', () => {
  const doubled = { ...untold, doubled: ['row-0-0'], isTold: true }
  const shrunk = { harm: 'doubled', shrunk: ofToken(doubled), from: 'sink:p1f0e1r2x1::0' } as const
  const trial = aTrial([aTried()], { search: { seed: 1, tried: [ofToken(untold)], found: [shrunk] } })
  const { sinkAlone, faults } = findingsOf(trial)
  expect(sinkAlone).toBe('at-least-once')
  expect(faults.map(({ withSpark }) => withSpark.schedules)).toEqual([3])
})

it('The JSON of a trial is that of the schema, with a search and without', async () => {
  const trial = await trialOnModel('the first wins')
  for (const one of [trial, { ...trial, ...searched(untold) }]) {
    const told: unknown = JSON.parse(JSON.stringify(toldSink(one, findingsOf(one))))
    expect(sinkReportSchema.safeParse(told).error).toBeUndefined()
    expect(Object.keys(told as object).includes('seed')).toBe('search' in one)
    expect(told).toMatchObject({ mode: 'continuous', release: '3.5.8' })
  }
})
