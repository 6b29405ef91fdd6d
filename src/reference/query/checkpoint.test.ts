import { describe, expect, it } from 'vitest'
import type { Event } from '../../contract/events.ts'
import { findContradiction, listUncommitted, openCheckpoint, record, resume } from './checkpoint.ts'

const setup = { partitions: 2, startEpoch: 0, epochBacklogQueueSize: 10, delivery: 'immediate' } as const
const added = (epoch: number, ...offsets: readonly string[]): Event => ({
  kind: 'offset-added',
  actor: 'coordinator',
  epoch,
  offsets,
})
const committed = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })

describe('a checkpoint', () => {
  it('that is new lets a run begin with epoch 0, at the first row', () => {
    expect(resume(openCheckpoint(setup), 2)).toMatchObject({ startEpoch: 0, startOffsets: [0, 0] })
  })

  it('of a first epoch above 0 is that of a query whose epochs had no rows', () => {
    expect(resume(openCheckpoint({ ...setup, startEpoch: 7 }), 2)).toMatchObject({
      startEpoch: 7,
      startOffsets: [0, 0],
    })
  })

  it('lets a run begin behind the last epoch that was committed, where that one ended', () => {
    const events = [added(0, '1', '4'), committed(0), added(1, '3', '4'), committed(1), added(2, '9', '9')]
    expect(resume(record(openCheckpoint(setup), events), 2)).toMatchObject({ startEpoch: 2, startOffsets: [3, 4] })
  })

  it('keeps the offsets that a run has added and not committed, and no later run can add others', () => {
    const crashed = record(openCheckpoint(setup), [added(0, '1', '1'), committed(0), added(1, '5', '5')])
    expect(resume(crashed, 2)).toMatchObject({ startEpoch: 1, startOffsets: [1, 1] })
    expect(findContradiction([committed(1), added(1, '2', '3')], crashed)).toBe(1)
    expect(findContradiction([added(1, '5', '5'), added(2, '6', '6'), committed(1)], crashed)).toBe(-1)
    const again = record(crashed, [added(1, '2', '3'), committed(1)])
    expect(resume(again, 2)).toMatchObject({ startEpoch: 2, startOffsets: [5, 5] })
  })

  it('tells of which epochs beyond the last commit it has offsets, whichever came first', () => {
    const events = [added(4, '5', '5'), added(0, '1', '1'), committed(0), added(2, '3', '3')]
    expect(listUncommitted(record(openCheckpoint(setup), events))).toEqual([2, 4])
    expect(listUncommitted(openCheckpoint({ ...setup, startEpoch: 7 }))).toEqual([])
  })

  it('keeps the first of two entries for the offsets of one epoch', () => {
    const twice = record(openCheckpoint(setup), [added(0, '1', '1'), added(0, '2', '2'), committed(0)])
    expect(resume(twice, 2)).toMatchObject({ startOffsets: [1, 1] })
  })
})
