import { expect, it } from 'vitest'
import type { Event } from '../../../src/contract/events.ts'
import { beginOfSource, committedRows, moved } from './source-position.ts'

const report = (partitionId: number, offset: string): Event => ({
  kind: 'sent',
  actor: `task-${partitionId}`,
  message: { type: 'ReportPartitionOffset', partitionId, epoch: 0, offset },
})

it('The rows of an epoch are those that the reader of each partition has reported, in whatever order the reports arrive', () => {
  const events = (...reports: readonly Event[]): readonly Event[] => [
    { kind: 'job-submitted', actor: 'operator', partitions: 2 },
    ...reports,
    { kind: 'offset-added', actor: 'coordinator', epoch: 0, offsets: ['1', '3'] },
    { kind: 'query-committed', actor: 'coordinator', epoch: 0 },
  ]
  const [one, other] = [report(0, '3'), report(1, '1')]
  expect(committedRows(events(one, other).reduce(moved, beginOfSource(2)))).toEqual([3, 1])
  expect(committedRows(events(other, one).reduce(moved, beginOfSource(2)))).toEqual([3, 1])
})

it('The first entry of an epoch stays, and another run reads from the last one that was committed', () => {
  const offsets = (...offset: readonly string[]): readonly Event[] => [
    { kind: 'job-submitted', actor: 'operator', partitions: 1 },
    ...offset.map((one) => report(0, one)),
    { kind: 'offset-added', actor: 'coordinator', epoch: 0, offsets: [...offset] },
  ]
  const events: readonly Event[] = [
    ...offsets('2'),
    ...offsets('1'),
    { kind: 'query-committed', actor: 'coordinator', epoch: 0 },
  ]
  expect(committedRows(events.reduce(moved, beginOfSource(1)))).toEqual([2])
})
