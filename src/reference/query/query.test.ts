import { describe, expect, it } from 'vitest'
import type { Plain, QueryAction } from '../../contract/actions.ts'
import type { Event, EventOf } from '../../contract/events.ts'
import type { QuerySetup } from '../../contract/setups.ts'
import { enabledQuery } from '../enabled.ts'
import { NotEnabled } from '../not-enabled.ts'
import { openQuery, stepQuery } from './query.ts'
import type { QueryState } from './state.ts'

type Do = Plain<QueryAction>

const usual: QuerySetup = { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 10, delivery: 'immediate' }
const boom = { type: 'IOException', message: 'boom' }
const execute: Do = { kind: 'execute' }
const advance: Do = { kind: 'advance-epoch' }
const stop: Do = { kind: 'stop' }
const row = (partition = 0): Do => ({ kind: 'row', partition, value: 'a' })

/** The events of the last of the actions, and the state after it. */
function doing(setup: Partial<QuerySetup>, ...actions: readonly Do[]) {
  let step: { readonly state: QueryState; readonly events: readonly Event[] } = openQuery(
    { ...usual, ...setup },
    new Set(),
  )
  for (const action of actions) step = stepQuery(step.state, action)
  return step
}

function only<K extends Event['kind']>(kind: K, events: readonly Event[]): readonly EventOf<K>[] {
  return events.filter((event): event is EventOf<K> => event.kind === kind)
}

const kinds = (events: readonly Event[]) => events.map(({ kind }) => kind)

describe('a query', () => {
  it('goes from its coordinator to its tasks, and the scan asks while the child is executed', () => {
    expect(kinds(doing({}, execute).events)).toEqual([
      'logged',
      'writer-factory-created',
      'coordinator-looked-up',
      'asked',
      'answered',
      'child-executed',
      'logged',
      'coordinator-looked-up',
      'asked',
      'answered',
      'job-submitted',
      'task-started',
      'upstream-computed',
      'writer-created',
    ])
  })

  it('does not take a message before it is sent', () => {
    const { events } = doing({ partitions: 2 }, execute, advance)
    const seen = kinds(events)
    expect(seen.indexOf('offset-added')).toBeGreaterThan(seen.indexOf('sent'))
    expect(seen.indexOf('epoch-committed')).toBe(seen.lastIndexOf('sent') + 1)
  })

  it('numbers its task attempts through all runs', () => {
    const { events } = doing({ partitions: 2 }, execute, stop, execute)
    expect(only('writer-created', events).map(({ taskId }) => taskId)).toEqual([2, 3])
  })

  it('keeps a pending fault until it is hit, also over a restart', () => {
    const { events } = doing({}, execute, { kind: 'fail', at: 'writer.commit', error: boom }, stop, execute, advance)
    expect(only('offset-added', events)).toHaveLength(1)
    expect(only('epoch-committed', events)).toEqual([])
  })

  it('loses what is held when the next run begins', () => {
    const { state } = doing({ delivery: 'held' }, execute, advance, stop, execute)
    expect(() => stepQuery(state, { kind: 'deliver', from: 0 })).toThrow(
      new NotEnabled('no such message of task 0 is held'),
    )
  })

  it('drops what is delivered when it has stopped', () => {
    const { state } = doing({ delivery: 'held' }, execute, advance, stop)
    expect(stepQuery(state, { kind: 'deliver', from: 0, times: 2 }).events).toEqual([])
  })

  it('drops what is delivered when its coordinator is gone', () => {
    const held = { delivery: 'held', polls: 'held', partitions: 2 } as const
    const marked = [execute, advance, { kind: 'end-epoch', partition: 0 }, { kind: 'kill-coordinator' }] as const
    const { state } = doing(held, ...marked)
    expect(stepQuery(state, { kind: 'deliver', from: 0, times: 2 }).events).toEqual([])
    // The reader that asks next comes upon it.
    const ended = stepQuery(state, { kind: 'end-epoch', partition: 1 })
    expect(only('task-failed', ended.events)).toMatchObject([{ error: { message: 'Epoch marker generation failed' } }])
    expect(only('asked', ended.events)).toEqual([])
    const gone = { type: 'SparkException', message: 'Could not find EpochCoordinator-<run 0>--<uuid 0>.' }
    expect(only('query-stopped', ended.events)).toMatchObject([{ error: { cause: gone } }])
    expect(only('query-stopped', stepQuery(state, stop).events)).toMatchObject([{ error: { cause: gone } }])
    expect(only('query-stopped', stepQuery(state, { kind: 'interrupt' }).events)).toMatchObject([
      { error: { cause: gone } },
    ])
    // And so does the one whose task has to report.
    const last = stepQuery(state, { kind: 'complete', partition: 1 })
    expect(only('task-failed', last.events)).toMatchObject([{ error: gone }])
    expect(kinds(stepQuery(ended.state, execute).events)).toContain('job-submitted')
  })

  it('has its first task fail when its coordinator is gone, and stops', () => {
    const { events } = doing({ partitions: 2 }, execute, { kind: 'kill-coordinator' })
    expect(only('task-failed', events).map(({ partition }) => partition)).toEqual([0])
    expect(only('query-stopped', events)).toHaveLength(1)
  })

  it('refuses what is for a part of it, for no partition, or for another time', () => {
    const idle = doing({}).state
    const running = doing({}, execute).state
    const refusals: readonly (readonly [QueryState, Do])[] = [
      [idle, advance],
      [idle, stop],
      [idle, row()],
      [running, execute],
      [running, row(1)],
      [running, { kind: 'describe' }],
      [running, { kind: 'start', partition: 0 }],
      [running, { kind: 'end-epoch', partition: 0 }],
      [running, { kind: 'deliver', from: 0 }],
      [running, { kind: 'fail', at: 'commit', error: boom }],
      [running, { kind: 'fail', at: 'upstream', partition: 0, error: { type: 'InterruptedException', message: null } }],
      [doing({ partitions: 0 }).state, execute],
      [idle, { kind: 'kill-coordinator' }],
      [idle, { kind: 'kill-executor', partition: 0 }],
      [running, { kind: 'kill-executor', partition: 1 }],
      [doing({ polls: 'held' }, execute, { kind: 'kill-coordinator' }).state, { kind: 'kill-coordinator' }],
      [doing({ polls: 'held' }, execute, { kind: 'kill-coordinator' }).state, advance],
      [doing({ polls: 'held' }, execute, { kind: 'kill-coordinator' }).state, { kind: 'end-epoch', partition: 1 }],
    ]
    for (const [state, action] of refusals) {
      expect(() => stepQuery(state, action), JSON.stringify(action)).toThrow(NotEnabled)
    }
  })

  it.each<Partial<QuerySetup>>([
    { partitions: 2, delivery: 'held' },
    { partitions: 2, polls: 'held' },
    { trigger: 'spark' },
  ])('takes every action that is enabled, whatever was done before: %o', (setup) => {
    const reached = new Set<Do['kind']>()
    let states: readonly QueryState[] = [doing(setup).state]
    for (let depth = 0; depth < 4; depth++) {
      states = states.flatMap((state) =>
        enabledQuery(state).map((action) => {
          reached.add(action.kind)
          return stepQuery(state, action).state
        }),
      )
    }
    expect([...reached]).toEqual(expect.arrayContaining(['execute', 'advance-epoch', 'stop', 'row', 'complete']))
  })

  it('of no partitions can do nothing', () => {
    expect(enabledQuery(doing({ partitions: 0 }).state)).toEqual([])
  })
})

describe('a task of a query', () => {
  it('fails when its reader cannot report, and has committed nothing', () => {
    const { events } = doing({}, execute, { kind: 'fail', at: 'send', partition: 0, error: boom }, advance)
    expect(only('task-failed', events)).toMatchObject([{ error: boom }])
    expect(only('partition-committed', events)).toEqual([])
    expect(only('writer-aborted', events)).toHaveLength(1)
  })

  it('dies between its commit and its message, when the fault is for that message', () => {
    const fault: Do = { kind: 'fail', at: 'send', of: 'CommitPartitionEpoch', partition: 0, error: boom }
    const { events } = doing({}, execute, fault, advance)
    expect(only('sent', events).map(({ message }) => message.type)).toEqual(['ReportPartitionOffset'])
    expect(only('partition-committed', events)).toHaveLength(1)
    expect(only('task-failed', events)).toEqual([{ kind: 'task-failed', actor: 'task-0', partition: 0, error: boom }])
  })

  it('has one fault at its sends, the latest', () => {
    const fault = { kind: 'fail', at: 'send', partition: 0, error: boom } as const
    const { events } = doing({}, execute, fault, { ...fault, of: 'CommitPartitionEpoch' }, advance)
    expect(only('sent', events)).toHaveLength(1)
  })

  it('is gone without a word with its process, and tried again', () => {
    const { events } = doing({}, execute, { kind: 'kill-executor', partition: 0 })
    expect(kinds(events).slice(0, 2)).toEqual(['task-started', 'logged'])
    expect(only('task-failed', events)).toMatchObject([{ error: { type: 'ContinuousTaskRetryException' } }])
    expect(only('query-stopped', events)).toHaveLength(1)
  })

  it('fails with what Spark wraps around the failure of a source', () => {
    const { events } = doing({}, execute, { kind: 'fail', at: 'upstream', partition: 0, error: boom })
    const failure = { type: 'SparkException', message: 'Data read failed', cause: boom }
    expect(only('task-failed', events)).toMatchObject([{ error: failure }])
    expect(only('query-stopped', events)).toMatchObject([{ error: { message: 'Writing job aborted.' } }])
  })

  it('is tried again when it was killed, which a continuous source refuses', () => {
    const fault: Do = { kind: 'fail', at: 'create-writer', partition: 0, error: boom }
    const killed = doing({ partitions: 2 }, execute, fault, { kind: 'interrupt', partition: 0 })
    expect(only('task-finished', killed.events).map(({ partition }) => partition)).toEqual([0, 1])
    expect(only('task-failed', killed.events)).toMatchObject([{ error: { type: 'ContinuousTaskRetryException' } }])
    // The attempt did not reach the pending fault.
    expect(only('task-failed', stepQuery(killed.state, execute).events)).toMatchObject([{ error: boom }])
  })

  it('ends its epoch when it is marked as completed, and begins no other', () => {
    const { events } = doing({ partitions: 2 }, execute, row(1), { kind: 'complete', partition: 1 })
    expect(kinds(events)).toEqual(['sent', 'logged', 'partition-committed', 'sent', 'logged', 'task-finished'])
    expect(only('sent', events)[0]).toMatchObject({ message: { offset: '1' } })
  })
})
