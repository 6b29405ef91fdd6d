import { describe, expect, it } from 'vitest'
import { replaySchedule } from '../generated/replay-schedule.ts'
import { readSinkToken } from '../generated/sink-token.ts'
import { modelSink } from '../model/model-sink.ts'
import { actionOf, cleanLog, sinkFails, sinkFailsInTask } from '../schedules/schedule.ts'
import type { TriedSchedule } from '../verdict/tried-schedule.ts'
import { describeSchedule, describeSinkAction } from './describe-schedule.ts'
import { describeSearch } from './describe-search.ts'

const lossy = 'sink:p1f0e1r2x2:throw:401'
const replayed = (token: string) =>
  replaySchedule(modelSink('spark-3.5', 'the first wins'), readSinkToken(token), 'spark-3.5')

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
      '3 generated schedules, seed 7: a row is lost in 1, a row is there twice in 0, a row is seen before its commit in 0, no row is committed in 1, not run to its end in 1',
      '2 of them lose and double the same rows as a sink of the model where the first wins (it ignores the second commit of an epoch)',
      '',
      `a row is lost, with Spark as it is: ${lossy}`,
      '     shrunk from sink:p1f0e1r2x2:throw:4010',
    ])
    expect(lines.at(-1)).toBe('     lost: row-0-0')
  })

  it('names the step at which a schedule broke, and shows no control characters', () => {
    const text = describeSchedule({ kind: 'broken', moments: [], reason: 'no table\u001b[2J\nat x' })
    expect(text).toContain('step 1: no table')
    expect(text).not.toContain('\u001b')
  })

  it('says of a schedule without harm that each row is there once, and of one without rows that none was committed', async () => {
    const fine = await replayed('sink:p1f0e1r2x1::0')
    expect(describeSchedule(fine.result)).toMatch(/each row is there once$/)
    const empty: TriedSchedule['result'] = {
      kind: 'seen',
      moments: [],
      lost: [],
      doubled: [],
      early: [],
      isTold: false,
    }
    expect(describeSchedule(empty).trim()).toBe('no row was committed')
  })
})

it.each([
  [cleanLog, 'the offset log is cleaned: no entry behind the last commit remains'],
  [sinkFails('writer.commit'), 'the next writer.commit fails'],
  [sinkFails('writer.commit.midway'), 'the next writer.commit fails at its last message'],
  [sinkFailsInTask('write.after', 1), 'the next write of partition 1 fails after it took effect'],
])('An action that the contract does not know is told as: %j', (step, text) => {
  expect(describeSinkAction(actionOf(step, () => ''))).toBe(text)
})
