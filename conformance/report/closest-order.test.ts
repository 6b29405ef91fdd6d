import { describe, expect, it } from 'vitest'
import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import {
  aCoordinator,
  advance,
  believed,
  commit,
  eventsOf,
  readers,
  report,
  tasks,
  together,
  writers,
} from '../oracle/fixtures/beliefs.ts'
import { type Belief, follow } from '../oracle/oracle.ts'
import { closestOrderLines } from './closest-order.ts'

function linesOf(belief: Belief, action: Action, events: readonly Event[]): readonly string[] {
  const followed = follow(belief, action, events)
  if (followed.kind !== 'nonconforming') throw new Error(followed.kind)
  if (followed.why.together === undefined) throw new Error('no order of the actions is named')
  return closestOrderLines(followed.why.together).map(({ text, tone }) => (tone === 'marked' ? `> ${text}` : text))
}

const counting = believed(aCoordinator, [writers(2), readers(1)])
const current: Plain<Action> = { kind: 'ask', message: { type: 'GetCurrentEpoch' } }
const replies = (...values: number[]): readonly Event[] =>
  values.map((value) => ({ kind: 'answered', actor: 'coordinator', message: 'IncrementAndGetEpoch', value }))
const ofEpoch4 = together(report(0, 4), commit(0, 4), commit(1, 4))
const events = eventsOf(counting, ofEpoch4)

describe('the order of actions at the same time that explains most', () => {
  it('A missing effect is shown below its action, behind the effects that were seen.', () => {
    expect(linesOf(counting, ofEpoch4, events.slice(0, -1))).toEqual([
      '1. reader 0 reports epoch 4 at "offset-0"',
      '     the query adds the offsets of epoch 4: "offset-0"',
      '2. writer 0 commits epoch 4 as "commit-0-4"',
      '> 3. writer 1 commits epoch 4 as "commit-1-4"   <- it stops here',
      '     the sink commits epoch 4 with "commit-0-4", "commit-1-4"',
      '   - the query commits epoch 4',
      '   + nothing more',
    ])
  })

  it('Effects of two orders at once stop it at the first that fits neither.', () => {
    // Both replies are those of an advance that comes last.
    const mixed = [...replies(5, 6), ...replies(6)]
    expect(linesOf(counting, together(advance, advance, advance), mixed)).toEqual([
      '1. the epoch is advanced',
      '     the coordinator replies with 5',
      '2. the epoch is advanced',
      '     the coordinator replies with 6',
      '> 3. the epoch is advanced   <- it stops here',
      '   - the coordinator replies with 7',
      '   + the coordinator replies with 6',
    ])
  })

  it('An event too many remains behind all actions.', () => {
    const [last] = events.slice(-1)
    expect(linesOf(counting, ofEpoch4, last === undefined ? events : [...events, last]).slice(-2)).toEqual([
      '> it explains all actions, and these events remain:',
      '   + the query commits epoch 4',
    ])
  })

  it('Another value is shown beside the expected one, and actions that the order does not reach are named.', () => {
    const asked: Event = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 9 }
    expect(linesOf(counting, together(current, advance, advance), [asked, ...replies(5, 6)])).toEqual([
      '> 1. the current epoch is asked for   <- it stops here',
      '   - the coordinator replies with 4',
      '   + the coordinator replies with 9',
      'not reached: the epoch is advanced; the epoch is advanced',
    ])
  })

  it('Tasks at the same time are told apart.', () => {
    const belief = believed(
      tasks,
      [
        { kind: 'start', partition: 0 },
        { kind: 'start', partition: 1 },
      ],
      'document',
      {
        logs: 'ignore',
      },
    )
    const rows = together({ kind: 'row', partition: 0, value: 'a' }, { kind: 'row', partition: 1, value: 'b' })
    const swapped = eventsOf(belief, rows).map((event) =>
      event.kind === 'row-written' ? { ...event, value: event.value === 'a' ? 'b' : 'a' } : event,
    )
    expect(linesOf(belief, rows, swapped)).toEqual([
      '> 1. task 0 gets the row "a"   <- it stops here',
      '   - task 0 writes "a" in epoch 7',
      '   + task 0 writes "b" in epoch 7',
      'not reached: task 1 gets the row "b"',
    ])
  })
})
