import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { describeMismatch } from '../gherkin/describe-mismatch.ts'
import { describeNonconformance } from './describe-nonconformance.ts'
import {
  aCoordinator,
  advance,
  anOperator,
  believed,
  eventsOf,
  readers,
  tasks,
  together,
  writers,
} from './fixtures/beliefs.ts'
import { type Belief, follow } from './oracle.ts'

function described(belief: Belief, action: Action, events: readonly Event[]): readonly string[] {
  const followed = follow(belief, action, events)
  if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
  return describeMismatch(describeNonconformance(followed.why, { kind: 'acted', action, events }))
}

const believedHere = (edition: EditionName = 'document') =>
  believed(tasks, [{ kind: 'start', partition: 0 }], edition, { logs: 'ignore' })
const endEpoch: Action = { kind: 'end-epoch', partition: 0 }

describe('the description of a nonconforming step', () => {
  it('the events of the model and the observed events are shown as a difference', () => {
    const seen = eventsOf(believedHere(), endEpoch).filter(({ kind }) => kind !== 'sent' && kind !== 'logged')
    expect(described(believedHere(), endEpoch, seen)).toEqual([
      "when the epoch of task 0 ends: the events are not the model's (- expected, + seen):",
      '    task 0 commits epoch 7 as "commit-0-7"',
      '  - task 0 sends its commit of epoch 7: "commit-0-7"',
      '    task 0 computes its upstream in epoch 8',
      '    task 0 makes the writer of epoch 8 as task attempt 0',
    ])
  })

  it('the expected events are "nothing" where the model does nothing', () => {
    const described_: Action = { kind: 'complete', partition: 0 }
    const finished: Event = { kind: 'task-finished', actor: 'task-0', partition: 0, rows: 0 }
    expect(described(believedHere('spark-2.4'), described_, [finished])).toEqual([
      "when task 0 is marked as completed: the events are not the model's (- expected, + seen):",
      '  - nothing',
      '  + task 0 finishes with 0 rows',
    ])
  })

  it('two events in the wrong order are named, within an actor and across actors', () => {
    const factory: Event = { kind: 'writer-factory-created', actor: 'operator' }
    const execute: Action = { kind: 'execute' }
    const belief = believed(anOperator, [], 'document', { logs: 'ignore' })
    const executed = eventsOf(belief, execute).filter(({ kind }) => kind !== 'logged')
    expect(described(belief, execute, [...executed.slice(1), factory])).toContain(
      'when the write is executed: the operator executes its child: seen too early, before the operator makes the writer factory (- expected, + seen):',
    )
    expect(described(belief, execute, executed.toReversed()).join('\n')).toMatch(
      /seen before .*, which leads to it|seen too early/,
    )
  })

  it('a together that fits no order is one short line with the values at which the best order stops', () => {
    const counting = believed(aCoordinator, [writers(2), readers(1)])
    const answered = (value: number): Event => {
      return { kind: 'answered', actor: 'coordinator', message: 'IncrementAndGetEpoch', value }
    }
    const lines = described(counting, together(advance, advance), [answered(5), answered(7)])
    expect(lines).toEqual([
      'when 2 actions come at the same time: no order of the 2 actions leads to what was seen; the one that explains most takes 1, and after the next the coordinator replies with 6, but the coordinator replies with 7 (- expected, + seen):',
      '    the coordinator replies with 5',
      '  - the coordinator replies with 6',
      '  + the coordinator replies with 7',
    ])
  })
})
