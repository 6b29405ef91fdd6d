import { describe, expect, it } from 'vitest'
import type { Event } from '../contract/events.ts'
import { openCheckpoint, record, resume } from './checkpoint.ts'

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

  it('forgets, when a run begins, the offsets that were added and not committed', () => {
    const crashed = record(openCheckpoint(setup), [added(0, '1', '1'), committed(0), added(1, '5', '5')])
    const { checkpoint } = resume(crashed, 2)
    const again = record(checkpoint, [added(1, '2', '3'), committed(1)])
    expect(resume(again, 2)).toMatchObject({ startEpoch: 2, startOffsets: [2, 3] })
  })

  it('keeps the first of two entries for the offsets of one epoch', () => {
    const twice = record(openCheckpoint(setup), [added(0, '1', '1'), added(0, '2', '2'), committed(0)])
    expect(resume(twice, 2)).toMatchObject({ startOffsets: [1, 1] })
  })
})
