import { describe, expect, it } from 'vitest'
import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { editionOf } from '../requirements/edition.ts'
import {
  aCoordinator,
  advance,
  anOperator,
  aPlanner,
  asBelieved,
  believed,
  commit,
  eventsOf,
  outcome,
  readers,
  report,
  stop,
  tasks,
  writers,
} from './fixtures/beliefs.ts'
import { follow, mayRefuse } from './oracle.ts'
import { isPermittedRefusal } from './permitted-refusal.ts'

const disk = { type: 'IOException', message: 'disk full' }
const starts: readonly Action[] = [
  { kind: 'start', partition: 0 },
  { kind: 'start', partition: 1 },
]
const interrupt: Action = { kind: 'interrupt', partition: 0 }
const row = (partition: number, value = 'a'): Action => ({ kind: 'row', partition, value })
const endEpoch = (partition: number): Action => ({ kind: 'end-epoch', partition })
const failed = (partition: number, error: { type: string; message: string | null } = disk): Event => {
  return { kind: 'task-failed', actor: `task-${partition}`, partition, error }
}
const closed: Event = { kind: 'writer-closed', actor: 'task-0', partition: 0, epoch: 7 }
const written = (partition: number, value: string): Event => {
  return { kind: 'row-written', actor: `task-${partition}`, partition, epoch: 7, value }
}

describe('an edition without a requirement that was observed elsewhere', () => {
  it('any behaviour of an interrupted task conforms, but not in the edition of the observation', () => {
    const ends = [failed(0)]
    expect(outcome(follow(believed(tasks, starts, 'document'), interrupt, ends))).toBe('conforming')
    expect(outcome(follow(believed(tasks, starts, 'spark-2.4'), interrupt, ends))).toMatch(/missing upstream-computed/)
  })

  it('the other tasks are still checked', () => {
    const unconstrained = asBelieved(follow(believed(tasks, starts), interrupt, [failed(0)]))
    expect(outcome(follow(unconstrained, row(0), []))).toBe('conforming')
    expect(outcome(follow(unconstrained, row(1), [written(1, 'a'), closed]))).toBe('conforming')
    expect(outcome(follow(unconstrained, row(1), []))).toBe('missing row-written')
    expect(outcome(follow(unconstrained, endEpoch(1), [failed(1)]))).not.toBe('conforming')
  })

  it('the invariants are still checked', () => {
    const unconstrained = asBelieved(follow(believed(tasks, starts), interrupt, []))
    const invented = follow(unconstrained, row(0), [written(0, 'b')])
    expect(outcome(invented)).toBe('forbidden row-written')
    expect(invented).toMatchObject({ why: { problems: [{ requirement: 'RDD-12' }] } })
  })

  it('only an action to an unconstrained task may be refused', () => {
    const unconstrained = asBelieved(follow(believed(tasks, starts), interrupt, []))
    expect(mayRefuse(unconstrained, row(0))).toBe(true)
    expect(mayRefuse(unconstrained, row(1))).toBe(false)
    expect(mayRefuse(unconstrained, { kind: 'together', actions: [row(1), row(0)] as never })).toBe(true)
    expect(mayRefuse(believed(tasks, [...starts, interrupt], 'spark-2.4'), row(0))).toBe(false)
  })

  it('a driver may say that an action to an unconstrained task makes no sense, and reply with no other error', () => {
    const opened = { kind: 'opened', opening: tasks, events: [] } as const
    const acted = (...actions: readonly Action[]): Trace => [
      opened,
      ...[...starts, ...actions].map((action, at, all) => {
        const events = eventsOf(believed(tasks, all.slice(0, at)), action)
        return { kind: 'acted', action, events } as const
      }),
    ]
    const refused = (code: number) => ({ kind: 'refused', code, reason: 'no' }) as const
    const may = (trace: Trace, action: Action, code = -32602, edition: 'document' | 'spark-2.4' = 'document') =>
      isPermittedRefusal(refused(code), action, trace, editionOf(edition))
    expect(may(acted(interrupt), row(0))).toBe(true)
    expect(may(acted(), row(0))).toBe(false)
    expect(may(acted(interrupt), row(0), -32602, 'spark-2.4')).toBe(false)
    for (const code of [-32603, -32601, -32600, -32700, -32000, 2])
      expect(may(acted(interrupt), row(0), code)).toBe(false)
    // A fault waits until its call comes, whatever the task does.
    expect(may(acted(interrupt), { kind: 'fail', partition: 0, at: 'write', error: disk })).toBe(false)
  })

  it('any outcome of an action to an unconstrained task conforms if the model does not allow the action', () => {
    const ended: readonly Action[] = [{ kind: 'fail', partition: 0, at: 'create-writer', error: disk }, ...starts]
    const belief = believed(tasks, ended)
    expect(outcome(follow(belief, row(0), [written(0, 'a')]))).toBe('conforming')
    expect(outcome(follow(belief, { kind: 'row', partition: 2, value: 'a' }, []))).toContain('no task')
  })
})

describe('an error with a writer open', () => {
  const belief = believed(tasks, [...starts, { kind: 'fail', partition: 0, at: 'write', error: disk }])
  const all = eventsOf(belief, row(0))
  const withEnd = (end: Event) => [...all.slice(0, -1), end]

  it('the error with which the task ends is unspecified, and whether it fails at all', () => {
    expect(outcome(follow(belief, row(0), withEnd(failed(0, { type: 'MyError', message: 'x' }))))).toBe('conforming')
    const finished: Event = { kind: 'task-finished', actor: 'task-0', partition: 0, rows: 0 }
    expect(outcome(follow(belief, row(0), withEnd(finished)))).toBe('conforming')
  })

  it('the abort of the writer and the log lines around it are specified', () => {
    const without = (kind: Event['kind']) => all.filter((event) => event.kind !== kind)
    expect(outcome(follow(belief, row(0), without('writer-aborted')))).toBe('missing writer-aborted')
    expect(outcome(follow(belief, row(0), without('logged')))).toBe('missing logged')
    expect(outcome(follow(belief, row(0), without('task-failed')))).toBe('missing task-failed')
    expect(outcome(follow(belief, row(0), [...all, written(0, 'a')]))).toBe('too-much row-written')
  })

  it('the error is specified in the edition in which it was observed', () => {
    const bound = believed(tasks, [...starts, { kind: 'fail', partition: 0, at: 'write', error: disk }], 'spark-2.4')
    expect(outcome(follow(bound, row(0), withEnd(failed(0, { type: 'MyError', message: 'x' }))))).toBe(
      'different task-failed',
    )
  })
})

describe('the events before unspecified behaviour', () => {
  it('the events of an epoch are checked where the next writer cannot be made', () => {
    const belief = believed(tasks, [...starts, { kind: 'fail', partition: 0, at: 'create-writer', error: disk }])
    const epoch = eventsOf(belief, endEpoch(0)).slice(0, 5)
    expect(outcome(follow(belief, endEpoch(0), epoch))).toBe('conforming')
    expect(outcome(follow(belief, endEpoch(0), [...epoch, failed(0), closed]))).toBe('conforming')
    expect(
      outcome(
        follow(
          belief,
          endEpoch(0),
          epoch.filter(({ kind }) => kind !== 'sent'),
        ),
      ),
    ).toBe('missing sent')
    expect(outcome(follow(belief, endEpoch(0), []))).toBe('missing logged')
  })

  it('the events of an operator before it looks for a missing coordinator are checked', () => {
    const lost = { ...anOperator, setup: { ...anOperator.setup, coordinator: 'missing' } } as typeof anOperator
    const belief = believed(lost, [])
    const before = eventsOf(belief, { kind: 'execute' }).slice(0, 4)
    expect(outcome(follow(belief, { kind: 'execute' }, before))).toBe('conforming')
    expect(outcome(follow(belief, { kind: 'execute' }, before.slice(1)))).toBe('missing writer-factory-created')
    const job: Event = { kind: 'job-submitted', actor: 'operator', partitions: 2 }
    expect(outcome(follow(belief, { kind: 'execute' }, [...before, job]))).toBe('forbidden job-submitted')
  })
})

describe('what other sentences of the page specify after unspecified behaviour', () => {
  it('a completed task begins no other epoch', () => {
    const completed = believed(tasks, [...starts, { kind: 'complete', partition: 0 }])
    const computed: Event = { kind: 'upstream-computed', actor: 'task-0', partition: 0, epoch: 8 }
    expect(outcome(follow(completed, endEpoch(0), []))).toBe('conforming')
    expect(outcome(follow(completed, endEpoch(0), [computed]))).toBe('too-much upstream-computed')
  })

  it('a coordinator replies, however it counts', () => {
    const belief = believed(aCoordinator, [writers(2), readers(1), writers(3), commit(0, 4), commit(1, 4)])
    const committed: Event = { kind: 'epoch-committed', actor: 'coordinator', epoch: 4, messages: [] }
    expect(outcome(follow(belief, commit(2, 4), [committed]))).toBe('conforming')
    expect(outcome(follow(belief, report(0, 4), []))).toBe('missing offset-added')
    expect(outcome(follow(belief, advance, []))).toBe('missing answered')
    expect(outcome(follow(belief, commit(2, 4), [{ ...committed, epoch: 9 }]))).toBe('forbidden epoch-committed')
  })

  it('nothing is committed after the stop of the writes', () => {
    const belief = believed(aCoordinator, [writers(2), readers(1), writers(3), stop])
    const committed: Event = { kind: 'epoch-committed', actor: 'coordinator', epoch: 4, messages: [] }
    expect(outcome(follow(belief, commit(2, 4), [committed]))).toBe('too-much epoch-committed')
  })

  it('the plan after one that could not be made is checked', () => {
    const leaf = { name: 'UnresolvedRelation', children: [] }
    const plan: Action = { kind: 'plan', plan: { name: 'WriteToContinuousDataSource', children: [leaf] } }
    const other: Action = { kind: 'plan', plan: { name: 'LocalRelation', children: [] } }
    const after = asBelieved(follow(believed(aPlanner, []), plan, []))
    expect(outcome(follow(after, other, []))).toBe('missing planned')
    expect(outcome(follow(believed(aPlanner, [], 'spark-2.4'), plan, []))).toBe('missing threw')
  })
})

describe('events that no page mentions', () => {
  it('events that no page mentions conform at any time in an edition in which they are unspecified, and in no other', () => {
    const close = (edition: 'document' | 'spark-2.4') => {
      const belief = believed(tasks, starts, edition)
      return outcome(follow(belief, endEpoch(0), [...eventsOf(belief, endEpoch(0)), closed]))
    }
    expect(close('document')).toBe('conforming')
    expect(close('spark-2.4')).toBe('too-much writer-closed')
  })

  it('after a coordinator has stopped its query only its replies are specified', () => {
    const stopped: Event = { kind: 'query-stopped', actor: 'coordinator', error: null }
    const counting = believed(aCoordinator, [writers(1), readers(1), report(0, 4)])
    expect(outcome(follow(counting, commit(0, 4), [stopped]))).toBe('conforming')
    const after = asBelieved(follow(counting, commit(0, 5), [stopped]))
    expect(outcome(follow(after, commit(0, 4), []))).toBe('conforming')
    expect(outcome(follow(after, advance, []))).toBe('missing answered')
    expect(outcome(follow(counting, commit(0, 4), []))).toBe('missing epoch-committed, missing query-committed')
  })
})
