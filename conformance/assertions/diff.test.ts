import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { diffInAnyOrder, diffInOrder } from './diff.ts'

const committed = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })
const byEpoch = {
  isMet: (epoch: number, event: Event) => event.kind === 'query-committed' && event.epoch === epoch,
  phraseOf: String,
}
const epochs = (numbers: readonly number[]) => numbers.map(committed)

/** ` 1` on both sides, `-1` expected, `+1` seen. */
const inOrder = (expected: readonly number[], seen: readonly number[]) =>
  diffInOrder(expected, epochs(seen), byEpoch).map(short)
const inAnyOrder = (expected: readonly number[], seen: readonly number[]) =>
  diffInAnyOrder(expected, epochs(seen), byEpoch).map(short)

function short(line: ReturnType<typeof diffInOrder>[number]): string {
  if (line.kind === 'expected') return `-${line.phrase}`
  if (line.kind === 'omitted') return '…'
  return `${line.kind === 'both' ? ' ' : '+'}${line.event.kind === 'query-committed' ? line.event.epoch : '?'}`
}

describe('the difference where order matters', () => {
  it.each([
    [
      [1, 2, 3],
      [1, 2, 3],
      [' 1', ' 2', ' 3'],
    ],
    [
      [1, 2, 3],
      [1, 3],
      [' 1', '-2', ' 3'],
    ],
    [
      [1, 3],
      [1, 2, 3],
      [' 1', '+2', ' 3'],
    ],
    [
      [1, 2, 3],
      [1, 4, 3],
      [' 1', '-2', '+4', ' 3'],
    ],
    [
      [1, 2, 3],
      [2, 3, 1],
      ['-1', ' 2', ' 3', '+1'],
    ],
    [[1, 1], [1], [' 1', '-1']],
    [[], [1], ['+1']],
    [[1], [], ['-1']],
  ])('between %j and %j is %j', (expected, seen, lines) => {
    expect(inOrder(expected, seen)).toEqual(lines)
  })
})

describe('the difference where order does not matter', () => {
  it.each([
    [
      [1, 2],
      [2, 1],
      [' 2', ' 1'],
    ],
    [
      [1, 2],
      [3, 1],
      ['+3', ' 1', '-2'],
    ],
    [[1, 1], [1], [' 1', '-1']],
    [[1], [1, 1], [' 1', '+1']],
  ])('between %j and %j is %j', (expected, seen, lines) => {
    expect(inAnyOrder(expected, seen)).toEqual(lines)
  })
})
