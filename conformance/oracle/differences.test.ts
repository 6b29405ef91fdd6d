import { describe, expect, it } from 'vitest'
import type { Event } from '../../src/contract/events.ts'
import { differences } from './differences.ts'

const written = (partition: number, value: string): Event => {
  return { kind: 'row-written', actor: `task-${partition}`, partition, epoch: 0, value }
}

describe('the differences of a step', () => {
  it('differences are listed per actor, in order of first appearance', () => {
    const expected = [written(0, 'a'), written(0, 'b'), written(1, 'a'), written(1, 'b'), written(2, 'a')]
    const seen = [written(0, 'b'), written(0, 'a'), written(1, 'b'), written(1, 'a'), written(3, 'a')]
    expect(differences(expected, seen)).toMatchObject([
      { kind: 'wrong-order', actor: 'task-0', expected: { value: 'a' }, seen: { value: 'b' } },
      { kind: 'wrong-order', actor: 'task-1' },
      { kind: 'missing', actor: 'task-2' },
      { kind: 'too-much', actor: 'task-3' },
    ])
  })

  it('actors with equal events in the same order do not differ', () => {
    const expected = [written(0, 'a'), written(1, 'a'), written(0, 'b')]
    expect(differences(expected, [written(1, 'a'), written(0, 'a'), written(0, 'b')])).toEqual([])
  })
})
