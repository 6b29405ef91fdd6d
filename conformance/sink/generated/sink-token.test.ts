import { describe, expect, it } from 'vitest'
import { deviationsOf } from '../../../src/reference/editions.ts'
import { choosing } from '../../state-space/walk.ts'
import { planSchedule } from './plan-schedule.ts'
import { randomSchedules } from './random-schedules.ts'
import { sinkSpace } from './sink-space.ts'
import { readSinkToken, writeSinkToken } from './sink-token.ts'

const deviations = deviationsOf('spark-3.5')

describe('the token of a schedule for a sink', () => {
  it('gives the same schedule again', () => {
    for (const { bounds, planned } of randomSchedules({ runs: 200, seed: 1 }, deviations)) {
      const read = readSinkToken(writeSinkToken({ bounds, choices: planned.choices }))
      const again = planSchedule(sinkSpace(read.bounds), choosing(read.choices), deviations)
      expect(again.run.schedule).toEqual(planned.run.schedule)
    }
  })

  it.each([
    ['c1', { cleanLog: true }],
    ['h1', { held: true }],
    ['c1h1', { cleanLog: true, held: true }],
  ])('has %s behind its sizes', (marks, bounds) => {
    const token = `sink:p1f0e1r2x2${marks}:throw:01`
    const read = readSinkToken(token)
    expect(read.bounds).toEqual({ partitions: 1, epochs: 1, rows: 2, faults: ['throw'], times: 2, ...bounds })
    expect(writeSinkToken(read)).toBe(token)
  })

  it.each([
    [
      'query:p1f0e2r2x1::0',
      '"query:p1f0e2r2x1::0": not a token of cwc sink (such as sink:p1f0e1r2x2:throw:401 is wanted)',
    ],
    ['batches:p1b2r2x1:crash:0120', 'a token of micro-batches (--mode micro-batch is wanted)'],
    ['sink:??:throw:0', '"??": not bounds (letters with numbers are wanted, such as p1f0e1r1x1)'],
    ['sink:w2r1e2f1x1::0', 'a schedule for a sink has no bound "w" (its bounds are p, f, e, r, x)'],
    ['sink:p1f1e2r2x1::0', 'first ("f") is 1'],
    ['sink:p1f0e2r2x1:stop:0', '"stop"'],
    ['sink:p1f0e2r2x1:together:0', '"together"'],
    ['sink:p1f0e2r2x1h1c1:throw:0', 'no bound "h"'],
    ['sink:p1f0e2r2x1c2:throw:0', 'no bound "c"'],
    ['sink:p1f0e2r2:throw:0', 'times ("x") is missing'],
    ['sink:p1f0e2r2x1:thorw:0', 'no fault "thorw"'],
    ['sink:p1f0e2r2x1:throw:0:1', '4 parts'],
  ])('%s is refused, and the part is named', (token, named) => {
    expect(() => readSinkToken(token)).toThrow(named)
  })
})
