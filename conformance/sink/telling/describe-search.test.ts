import { describe, expect, it } from 'vitest'
import { aTried } from '../fixtures/trials.ts'
import { replaySchedule } from '../generated/replay-schedule.ts'
import { readSinkToken } from '../generated/sink-token.ts'
import { modelSink } from '../model/model-sink.ts'
import { actionOf, cleanLog, endEpoch, row, sinkFails, sinkFailsInTask, sparkFails } from '../schedules/schedule.ts'
import type { TriedSchedule } from '../verdict/tried-schedule.ts'
import { describeSearch } from './describe-search.ts'
import { describeStep, describeTried } from './describe-step.ts'

const lossy = 'sink:p1f0e1r2x2:throw:401'
const replayed = (token: string) =>
  replaySchedule(modelSink('spark-3.5', 'the first wins'), readSinkToken(token), 'spark-3.5')

const told = (result: TriedSchedule['result']) => describeTried(aTried(result), 'continuous')

describe('what was found by generated schedules', () => {
  it('is counted by harm, and the shortest schedule is shown with its token and its steps', async () => {
    const lost = await replayed(lossy)
    const untold: TriedSchedule = {
      ...lost,
      result: { kind: 'seen', moments: [], lost: [], doubled: [], early: [], isTold: false },
    }
    const broken: TriedSchedule = { ...lost, like: [], result: { kind: 'broken', moments: [], reason: 'no table' } }
    const found = [{ harm: 'lost', shrunk: lost, from: 'sink:p1f0e1r2x2:throw:4010' } as const]
    const lines = describeSearch({ tried: [lost, untold, broken], found }, 7, 'continuous').split('\n')
    expect(lines.slice(0, 5)).toEqual([
      '3 generated schedules, seed 7: a row is lost in 1, a row is there twice in 0, a row is seen before its commit in 0, no row is committed in 1 (sink:p1f0e1r2x2:throw:401), not run to its end in 1 (sink:p1f0e1r2x2:throw:401)',
      '2 of them lose and double the same rows as a sink of the model where the first wins (it ignores the second commit of an epoch)',
      '',
      `a row is lost, with Spark as it is: ${lossy}`,
      '     shrunk from sink:p1f0e1r2x2:throw:4010',
    ])
    expect(lines.at(-1)).toBe('     lost: row-0-0')
  })

  it('names the step at which a schedule broke, and shows no control characters', () => {
    const text = told({ kind: 'broken', moments: [], reason: 'no table\u001b[2J\nat x' })
    expect(text).toContain('step 1: no table')
    expect(text).not.toContain('\u001b')
  })

  it('says of a schedule without harm that each row is there once, and of one without rows that none was committed', async () => {
    const fine = await replayed('sink:p1f0e1r2x1::0')
    expect(told(fine.result)).toMatch(/each row is there once$/)
    const empty: TriedSchedule['result'] = {
      kind: 'seen',
      moments: [],
      lost: [],
      doubled: [],
      early: [],
      isTold: false,
    }
    expect(told(empty).trim()).toBe('no row was committed')
  })
})

it.each([
  [cleanLog, 'the offset log is cleaned'],
  [sinkFails('writer.commit'), "the sink's next commit will fail"],
  [sinkFails('writer.commit.midway'), "the sink's next commit will fail at its last message"],
  [sinkFailsInTask('write.after', 1), 'the next write in partition 1 will fail after it took effect'],
  [sparkFails('query.commit'), "the next entry in Spark's commit log will fail"],
  [row(1), 'a row arrives in partition 1: "row-1-7"'],
  [endEpoch, 'the epoch ends'],
])('An action is told in the words of the features: %j', (step, text) => {
  expect(
    describeStep(
      actionOf(step, () => 'row-1-7'),
      'continuous',
      2,
    ),
  ).toBe(text)
})
