import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import {
  aCoordinator,
  advance,
  asBelieved,
  believed,
  commit,
  eventsOf,
  readers,
  report,
  tasks,
  writers,
} from './fixtures/beliefs.ts'
import { type Belief, follow } from './oracle.ts'
import { problemInOneLine } from './problem-in-one-line.ts'

function lineOf(belief: Belief, action: Action, events: readonly Event[]): string {
  const followed = follow(belief, action, events)
  if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
  return problemInOneLine(followed.why, [{ kind: 'acted', action, events }])
}

const task = believed(tasks, [{ kind: 'start', partition: 0 }], 'document', { logs: 'ignore' })
const row: Action = { kind: 'row', partition: 0, value: 'a' }
const written = eventsOf(task, row)

describe('a problem in one line', () => {
  it('An event that is seen too often or too seldom has both numbers.', () => {
    expect(lineOf(task, row, [...written, ...written, ...written])).toBe(
      'not expected: task 0 writes "a" in epoch 7 (seen 3 times, expected once), when task 0 gets the row "a"',
    )
  })

  it('A missing event is named with the event that was seen instead.', () => {
    const failed: Event = {
      kind: 'task-failed',
      actor: 'task-0',
      partition: 0,
      error: { type: 'IOException', message: 'disk full' },
    }
    expect(lineOf(task, row, [failed])).toBe(
      'not seen: task 0 writes "a" in epoch 7; instead, task 0 fails with IOException "disk full", when task 0 gets the row "a"',
    )
  })

  it('A missing event that nothing replaces stands alone.', () => {
    expect(lineOf(task, row, [])).toBe('not seen: task 0 writes "a" in epoch 7, when task 0 gets the row "a"')
  })

  it('A commit with many messages is shortened.', () => {
    const all = Array.from({ length: 40 }, (_, partition) => commit(partition, 4))
    const almost = all
      .slice(0, -1)
      .reduce<Belief>(
        (belief, action) => asBelieved(follow(belief, action, eventsOf(belief, action))),
        believed(aCoordinator, [writers(40), readers(1), report(0, 4)]),
      )
    expect(lineOf(almost, commit(39, 4), [])).toMatch(
      /^not seen: the sink commits epoch 4 with "commit-0-4", "commit-1-4", … \(37 more\), "commit-39-4", when writer 39/,
    )
  })

  it('Two values of one event are told apart without the signs around them.', () => {
    const reported: Event = { kind: 'answered', actor: 'coordinator', message: 'IncrementAndGetEpoch', value: 7 }
    expect(lineOf(believed(aCoordinator, []), advance, [reported])).toMatch(
      /^the coordinator replies with 7 \(expected \d+\), when the epoch is advanced$/,
    )
  })
})
