import { expect, it } from 'vitest'
import { outOfOrder, type SeenMoment, seenAfterAbort } from './seen-rows.ts'
import type { SinkCall } from './sink-call.ts'

const called = { thread: 't', inTask: true, sink: 'returned', writer: 0, overlaps: false } as const
const write = (value: string, writer = 0): SinkCall => ({ kind: 'write', ...called, writer, value, sameObject: false })
const abort = (sink: SinkCall['sink'] = 'returned'): SinkCall => ({ kind: 'abort', ...called, sink })
const moment = (rows: readonly string[], ...calls: readonly SinkCall[]): SeenMoment => ({ calls, rows })
const untold = () => []

it('A row is seen after an abort where all of its writers were aborted, and no commit has told the sink of it', () => {
  const moments = [moment(['a'], write('a'), write('b')), moment(['a', 'b'], abort())]
  expect(seenAfterAbort(moments, untold)).toEqual(['a', 'b'])
  expect(seenAfterAbort(moments, () => ['a'])).toEqual(['b'])
})

it('A row of which another writer has not been aborted may be that of the other writer', () => {
  expect(seenAfterAbort([moment(['a'], write('a'), write('a', 1), abort())], untold)).toEqual([])
})

it('An abort that did not come to the sink has told it nothing, and one that threw has', () => {
  expect(seenAfterAbort([moment(['a'], write('a'), abort('not called'))], untold)).toEqual([])
  expect(seenAfterAbort([moment(['a'], write('a'), abort('threw'))], untold)).toEqual(['a'])
})

it('The abort of an epoch aborts the writers whose messages it has', () => {
  const { writer: _, overlaps: __, ...atDriver } = called
  const ofEpoch: SinkCall = { kind: 'epoch.abort', ...atDriver, epoch: 0, messages: [null, 0] }
  expect(seenAfterAbort([moment(['a', 'b'], write('a'), write('b', 1), ofEpoch)], untold)).toEqual(['a'])
})

it.each([
  [['row-0-0', 'row-1-1', 'row-0-1', 'row-1-2'], []],
  [
    ['row-0-2', 'row-0-0', 'row-1-0', 'row-0-1', 'row-0-3'],
    ['row-0-0', 'row-0-1'],
  ],
  [['row-0-9', 'row-0-10'], []],
  // Where it comes first, a row that is there twice is in order.
  [['row-0-0', 'row-0-1', 'row-0-0'], []],
  // Another query has an order of its own.
  [['row-0-1', 'row-0-0-q2'], []],
])('Of %j are out of order in their partition: %j', (rows, expected) => {
  expect(outOfOrder(rows)).toEqual(expected)
})
