import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { editionOf } from '../requirements/edition.ts'
import {
  aCoordinator,
  advance,
  anOperator,
  asBelieved,
  believed,
  commit,
  eventsOf,
  outcome,
  readers,
  report,
  tasks,
  writers,
} from './fixtures/beliefs.ts'
import { beliefAfter, believe, explain, follow } from './oracle.ts'

const endEpoch: Action = { kind: 'end-epoch', partition: 1 }
const running = believed(tasks, [
  { kind: 'start', partition: 0 },
  { kind: 'start', partition: 1 },
])
const whole = eventsOf(running, endEpoch)
const without = (kind: Event['kind']) => whole.filter((event) => event.kind !== kind)
const counting = believed(aCoordinator, [writers(2), readers(1), report(0, 4), commit(0, 4)])
const logged = (message: string, level: 'INFO' | 'DEBUG' = 'INFO'): Event => {
  return { kind: 'logged', actor: 'task-1', level, logger: 'my.port.Writer', message }
}

describe('the observed events of a step', () => {
  it('equal events conform', () => {
    expect(outcome(follow(running, endEpoch, whole))).toBe('conforming')
    expect(outcome(follow(counting, commit(1, 4), eventsOf(counting, commit(1, 4))))).toBe('conforming')
  })

  it('missing, unexpected and repeated events do not conform', () => {
    const [sent] = whole.filter(({ kind }) => kind === 'sent')
    const aborted: Event = { kind: 'writer-aborted', actor: 'task-1', partition: 1, epoch: 7 }
    expect(outcome(follow(running, endEpoch, without('sent')))).toBe('missing sent')
    expect(outcome(follow(running, endEpoch, [...whole, aborted]))).toBe('too-much writer-aborted')
    expect(outcome(follow(running, endEpoch, [...whole, ...(sent === undefined ? [] : [sent])]))).toBe('too-much sent')
  })

  it('no output, and output where the model has none, do not conform', () => {
    expect(outcome(follow(running, { kind: 'row', partition: 0, value: 'a' }, []))).toBe('missing row-written')
    const answered: Event = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 4 }
    expect(outcome(follow(counting, report(0, 5), [answered]))).toContain('answered')
  })

  it('events with other fields or of another actor do not conform', () => {
    const other = whole.map((event): Event => (event.kind === 'sent' ? { ...event, actor: 'task-0' } : event))
    const later = whole.map((event): Event => (event.kind === 'writer-created' ? { ...event, epoch: 9 } : event))
    expect(outcome(follow(running, endEpoch, other))).toBe('missing sent, too-much sent')
    expect(outcome(follow(running, endEpoch, later))).toBe('different writer-created')
  })

  it('events of one actor in another order do not conform', () => {
    expect(outcome(follow(running, endEpoch, [...whole].reverse()))).toMatch(/^wrong-order/)
  })

  it('messages and offsets conform in any order, and no others conform', () => {
    const committed = (messages: readonly string[]): readonly Event[] => [
      { kind: 'epoch-committed', actor: 'coordinator', epoch: 4, messages },
      { kind: 'query-committed', actor: 'coordinator', epoch: 4 },
    ]
    const committing = (messages: readonly string[]) => outcome(follow(counting, commit(1, 4), committed(messages)))
    expect(committing(['commit-1-4', 'commit-0-4'])).toBe('conforming')
    expect(committing(['commit-1-4', 'commit-1-4'])).toBe('different epoch-committed')
    expect(committing(['commit-1-4'])).toBe('different epoch-committed')
  })

  it('events of different actors conform in any order, unless one happens before the other', () => {
    const executed = eventsOf(believed(anOperator, []), { kind: 'execute' })
    const started = executed.filter(({ kind }) => kind === 'task-started')
    const others = executed.filter(({ kind }) => kind !== 'task-started')
    const executing = (events: readonly Event[]) =>
      outcome(follow(believed(anOperator, []), { kind: 'execute' }, events))
    expect(executing([...others, ...started.toReversed()])).toBe('conforming')
    expect(executing([...others.slice(0, -1), ...started, ...others.slice(-1)])).toBe('conforming')
    expect(executing([...started, ...others])).toBe('before-its-cause task-started')
  })

  it('log lines that the pages quote are compared, and no other log lines', () => {
    const chatter = [logged('I am fine'), logged('Writer for partition 1 in epoch 7 is committing.', 'DEBUG')]
    expect(outcome(follow(running, endEpoch, [...chatter, ...whole, ...chatter]))).toBe('conforming')
    expect(outcome(follow(running, endEpoch, without('logged')))).toBe('missing logged, missing logged')
    const misspelt = whole.map((event): Event => {
      return event.kind === 'logged' ? { ...event, message: event.message.replace('committed', 'comitted') } : event
    })
    expect(outcome(follow(running, endEpoch, misspelt))).toBe('different logged')
  })

  it('no log line is compared on request', () => {
    const belief = believed(tasks, [{ kind: 'start', partition: 1 }], 'document', { logs: 'ignore' })
    const all = eventsOf(belief, endEpoch)
    expect(outcome(follow(belief, endEpoch, all))).toBe('conforming')
    expect(
      outcome(
        follow(
          belief,
          endEpoch,
          all.filter(({ kind }) => kind !== 'logged'),
        ),
      ),
    ).toBe('conforming')
    expect(
      outcome(
        follow(
          belief,
          endEpoch,
          all.filter(({ kind }) => kind !== 'sent'),
        ),
      ),
    ).toBe('missing sent')
  })
})

describe('a belief', () => {
  it('a belief can be followed twice, each time from the same state', () => {
    const after = follow(counting, advance, eventsOf(counting, advance))
    expect(outcome(after)).toBe('conforming')
    expect(outcome(follow(counting, advance, eventsOf(counting, advance)))).toBe('conforming')
    expect(outcome(follow(asBelieved(after), advance, eventsOf(counting, advance)))).toBe('different answered')
  })

  it('a belief begins with the events that were observed while the subject was opened', () => {
    expect(outcome(believe(aCoordinator, [], editionOf('document')))).toBe('missing logged')
    expect(outcome(believe(aCoordinator, [], editionOf('document'), { logs: 'ignore' }))).toBe('conforming')
    const early: Event = { kind: 'query-committed', actor: 'coordinator', epoch: 4 }
    expect(outcome(believe(aCoordinator, [early], editionOf('document'), { logs: 'ignore' }))).toBe(
      'too-much query-committed',
    )
  })

  it('an action that is not enabled in the model is a fault of the check', () => {
    expect(follow(running, { kind: 'row', partition: 2, value: 'a' }, []).kind).toBe('not-enabled')
  })

  it('a belief can be about a mutant', () => {
    const [{ state }] = counting.candidates
    const silent = () => ({ state, events: [] })
    const model = { open: silent, step: silent }
    const belief = asBelieved(believe(aCoordinator, [], editionOf('document'), { model }))
    expect(outcome(follow(belief, advance, []))).toBe('conforming')
    expect(outcome(follow(belief, advance, eventsOf(counting, advance)))).toBe('too-much answered')
  })
})

describe('a trace', () => {
  const opened = { kind: 'opened', opening: tasks, events: [] } as const
  const acted = (action: Action, events: readonly Event[]) => ({ kind: 'acted', action, events }) as const
  const start = (partition: number) => {
    const action: Action = { kind: 'start', partition }
    return acted(action, eventsOf(believed(tasks, []), action))
  }

  it('a trace of the model conforms step by step, up to its closing', () => {
    const end: Trace[number] = { kind: 'closed', events: whole }
    expect(explain([opened, start(0), end], editionOf('document'))).toBeUndefined()
    expect(beliefAfter([opened, start(0)], editionOf('document'))).toBeDefined()
  })

  it('a trace does not conform from the first step on that the model does not allow', () => {
    const nonconformance = explain([opened, start(0), acted({ kind: 'describe' }, []), start(0)], editionOf('document'))
    expect(nonconformance?.at).toBe(2)
    expect(nonconformance?.why.problems).toMatchObject([{ kind: 'missing', actor: 'rdd' }])
    expect(beliefAfter([opened, acted({ kind: 'describe' }, [])], editionOf('document'))).toBeUndefined()
  })
})
