import { describe, expect, it } from 'vitest'
import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import {
  aCoordinator,
  advance,
  asBelieved,
  believed,
  commit,
  eventsOf,
  outcome,
  readers,
  report,
  stop,
  tasks,
  together,
  writers,
} from './fixtures/beliefs.ts'
import { follow } from './oracle.ts'

const answered = (value: number): Event => {
  return { kind: 'answered', actor: 'coordinator', message: 'IncrementAndGetEpoch', value }
}
const asked: Event = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 4 }
const current: Plain<Action> = { kind: 'ask', message: { type: 'GetCurrentEpoch' } }
const counting = believed(aCoordinator, [writers(2), readers(1)])
const committed = (epoch: number, ...messages: string[]): readonly Event[] => [
  { kind: 'epoch-committed', actor: 'coordinator', epoch, messages },
  { kind: 'query-committed', actor: 'coordinator', epoch },
]

describe('actions at the same time', () => {
  it('any order of the actions may explain the events', () => {
    expect(outcome(follow(counting, together(advance, current), [asked, answered(5)]))).toBe('conforming')
    expect(outcome(follow(counting, together(current, advance), [asked, answered(5)]))).toBe('conforming')
  })

  it('where no order explains the events, the longest prefix is named, with the reason why it ends', () => {
    const followed = follow(counting, together(advance, current, advance), [answered(5), answered(7)])
    if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
    expect(followed.why.together).toMatchObject({
      taken: [{ action: advance, events: [{ value: 5 }] }],
      stopped: { kind: 'event', action: current, before: [], expected: { value: 5 }, instead: { value: 7 } },
      left: [advance],
    })
  })

  it('an observed event that no order explains does not conform', () => {
    const followed = follow(counting, together(current, advance), [asked, answered(5), answered(6)])
    if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
    expect(followed.why.together).toMatchObject({
      taken: [{ action: current }, { action: advance }],
      stopped: { kind: 'left-over', seen: [answered(6)] },
      left: [],
    })
    expect(outcome(followed)).toBe('too-much answered')
  })

  it('every possible order stays a candidate until an event decides', () => {
    const complete = asBelieved(follow(counting, report(0, 4), eventsOf(counting, report(0, 4))))
    const twice = asBelieved(follow(complete, together(commit(0, 4, 'one'), commit(0, 4, 'other')), []))
    expect(twice.candidates).toHaveLength(2)
    for (const first of ['one', 'other']) {
      const after = follow(twice, commit(1, 4), committed(4, first, 'commit-1-4'))
      expect(outcome(after)).toBe('conforming')
      expect(asBelieved(after).candidates).toHaveLength(1)
    }
    expect(outcome(follow(twice, commit(1, 4), committed(4, 'neither', 'commit-1-4')))).toBe(
      'different epoch-committed',
    )
  })

  it('a stop may come between the other actions', () => {
    const half = believed(aCoordinator, [writers(1), readers(1), report(0, 4)])
    const stopped: Event = {
      kind: 'answered',
      actor: 'coordinator',
      message: 'StopContinuousExecutionWrites',
      value: null,
    }
    const both = together(stop, commit(0, 4))
    expect(outcome(follow(half, both, [stopped]))).toBe('conforming')
    expect(outcome(follow(half, both, [...committed(4, 'commit-0-4'), stopped]))).toBe('conforming')
    expect(outcome(follow(half, both, [stopped, ...committed(4, 'commit-0-4')]))).toBe(
      'too-much epoch-committed, too-much query-committed',
    )
  })

  it('many interchangeable writers are decided fast, conforming or not', () => {
    const many = believed(aCoordinator, [writers(40), readers(1), report(0, 4)])
    const all = together(...Array.from({ length: 40 }, (_, partition) => commit(partition, 4)))
    const events = eventsOf(many, all)
    expect(outcome(follow(many, all, events))).toBe('conforming')
    expect(outcome(follow(many, all, events.slice(0, 1)))).toBe('missing query-committed')
  })

  it('actions of many tasks cost the sum of the tasks, not their product', () => {
    const opening = { ...tasks, setup: { ...tasks.setup, partitions: 20 } } as typeof tasks
    const numbers = Array.from({ length: 20 }, (_, partition) => partition)
    const start = together(...numbers.map((partition) => ({ kind: 'start', partition }) as const))
    const belief = believed(opening, [start])
    const work = together(
      ...numbers.flatMap((partition): Plain<Action>[] => [
        { kind: 'end-epoch', partition },
        { kind: 'row', partition, value: 'a' },
      ]),
    )
    // The row of each comes before the end of its epoch, or after it.
    const events = numbers.flatMap((partition) => {
      const row: Action = { kind: 'row', partition, value: 'a' }
      const end: Action = { kind: 'end-epoch', partition }
      const [one, other] = partition % 2 === 0 ? [row, end] : [end, row]
      const first = eventsOf(belief, one)
      return [...first, ...eventsOf(asBelieved(follow(belief, one, first)), other)]
    })
    expect(outcome(follow(belief, work, events))).toBe('conforming')
    expect(outcome(follow(belief, work, events.slice(0, -1)))).toMatch(/missing (row-written|writer-created)/)
  })

  it('tasks that start at the same time are numbered in any order', () => {
    const none = believed(tasks, [])
    const starts = together({ kind: 'start', partition: 0 }, { kind: 'start', partition: 2 })
    const turned = eventsOf(none, together({ kind: 'start', partition: 2 }, { kind: 'start', partition: 0 }))
    expect(outcome(follow(none, starts, turned))).toBe('conforming')
    const alike = turned.map((event): Event => (event.kind === 'writer-created' ? { ...event, taskId: 1 } : event))
    expect(outcome(follow(none, starts, alike))).toContain('different writer-created')
  })

  it('twelve actions of which each makes a difference are judged, conforming or not', () => {
    const half = believed(aCoordinator, [writers(2), readers(2)])
    const kinds = [
      (n: number) => commit(n % 2, 4 + (n % 4), `${n}`),
      (n: number) => report(n % 2, 4 + (n % 3)),
      () => advance,
    ]
    const twelve = together(...Array.from({ length: 12 }, (_, n) => (kinds[n % 3] ?? kinds[0])?.(n) ?? advance))
    expect(outcome(follow(half, twelve, eventsOf(half, twelve)))).toBe('conforming')
    expect(outcome(follow(half, twelve, eventsOf(half, twelve).toReversed()))).toContain('too-much offset-added')
    const followed = follow(half, twelve, [])
    if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
    const { taken = [], left = [], stopped } = followed.why.together ?? {}
    expect([taken.length, stopped?.kind, left.length]).toEqual([6, 'event', 5])
  })

  it('actions with too many orders are not judged', () => {
    const half = believed(aCoordinator, [writers(2), readers(1), report(0, 4)])
    const all = together(...Array.from({ length: 16 }, (_, n) => commit(n % 4, 5 + (n % 5), `${n}`)))
    expect(outcome(follow(half, all, committed(4)))).toMatch(/too many orders/)
  })
})
