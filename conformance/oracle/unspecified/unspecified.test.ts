import { describe, expect, it } from 'vitest'
import type { Action, Plain, TaskPlace } from '../../../src/contract/actions.ts'
import type { Opening } from '../../../src/contract/setups.ts'
import type { PlainError } from '../../../src/contract/values.ts'
import { open, type State, step } from '../../../src/reference/model.ts'
import { isSpecifiedAgain, unmentionedRequirement, unspecifiedAt } from './unspecified.ts'

const disk = { type: 'IOException', message: 'disk full' }
const interrupt = { type: 'InterruptedException', message: null }

const task: Opening = {
  role: 'task',
  setup: { partitions: 2, partitioner: null, startEpoch: 7, epochCoordinatorId: 'id', coordinator: 'answers' },
}
const operator: Opening = {
  role: 'operator',
  setup: { partitions: 2, epochCoordinatorId: 'id', coordinator: 'answers', writer: 'Sink' },
}
const coordinator: Opening = { role: 'coordinator', setup: { startEpoch: 0, epochBacklogQueueSize: 10 } }
const query: Opening = {
  role: 'query',
  setup: { partitions: 2, startEpoch: 0, epochBacklogQueueSize: 10, delivery: 'immediate' },
}

const start: Plain<Action> = { kind: 'start', partition: 0 }
const row: Plain<Action> = { kind: 'row', partition: 0, value: 'a' }
const endEpoch: Plain<Action> = { kind: 'end-epoch', partition: 0 }
const execute: Plain<Action> = { kind: 'execute' }
const fail = (at: TaskPlace, error: PlainError = disk): Plain<Action> => ({ kind: 'fail', partition: 0, at, error })
const set = (who: 'Writer' | 'Reader', numPartitions: number): Plain<Action> => {
  return { kind: 'ask', message: { type: `Set${who}Partitions`, numPartitions } }
}
const commit = (partitionId: number): Plain<Action> => {
  return { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId, epoch: 0, message: 'm' } }
}
const report: Plain<Action> = {
  kind: 'send',
  message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: 0, offset: 'o' },
}

/** The unspecified part of the last action, after all others. */
function at(opening: Opening, ...actions: Plain<Action>[]) {
  const before = actions.slice(0, -1)
  const state = before.reduce<State>((one, action) => step(one, action).state, open(opening, new Set()).state)
  const last = actions.at(-1)
  const found = last === undefined ? undefined : unspecifiedAt(state, last)
  const events = last === undefined ? [] : step(state, last).events
  return found === undefined
    ? undefined
    : {
        ...found,
        /** The model's events before it, by kind. */
        before: events.slice(0, found.specifiedEvents).map(({ kind }) => kind),
      }
}

describe('behaviour that the pages specify', () => {
  it.each<[string, Opening, Plain<Action>[]]>([
    ['a task that starts', task, [start]],
    ['a row', task, [start, row]],
    ['the end of an epoch', task, [start, endEpoch]],
    ['a fault that has not struck yet', task, [start, fail('commit')]],
    ['a row before another place throws', task, [start, fail('commit'), row]],
    ['an execution', operator, [execute]],
    ['the last task that finishes', operator, [execute, { kind: 'finish-task', partition: 0 }]],
    ['messages after the numbers are set', coordinator, [set('Writer', 1), set('Reader', 1), commit(0)]],
    ['the same number again', coordinator, [set('Writer', 2), set('Writer', 2)]],
    ['a plan', { role: 'planner', setup: {} }, [{ kind: 'plan', plan: { name: 'LocalRelation', children: [] } }]],
    ['a run of a query, and its epochs', query, [execute, { kind: 'advance-epoch' }]],
  ])('the pages specify %s', (_, opening, actions) => {
    expect(at(opening, ...actions)).toBeUndefined()
  })
})

describe('behaviour that the pages leave unspecified', () => {
  it('only the error is unspecified where a task aborts its writer', () => {
    for (const found of [
      at(task, start, fail('write'), row),
      at(task, start, fail('commit'), endEpoch),
      at(task, start, fail('upstream')),
    ]) {
      expect(found).toMatchObject({ requirement: 'RDD-35', scope: 'error', actor: 'task-0' })
    }
  })

  it('all events after an error without a writer are unspecified, and none before it', () => {
    expect(at(task, fail('upstream'), start)).toMatchObject({ requirement: 'RDD-37', scope: 'rest', before: [] })
    expect(at(task, fail('create-writer'), start)).toMatchObject({
      requirement: 'RDD-38',
      before: ['upstream-computed'],
    })
    const epoch = ['logged', 'partition-committed', 'sent', 'logged']
    expect(at(task, start, fail('create-writer'), endEpoch)?.before).toEqual([...epoch, 'upstream-computed'])
  })

  it('all events after a throwing send or abort are unspecified, but messages are forbidden', () => {
    expect(at(task, start, fail('send'), endEpoch)).toMatchObject({
      requirement: 'RDD-40',
      before: ['logged', 'partition-committed'],
      bound: expect.arrayContaining(['sent']),
    })
    expect(at(task, start, fail('abort'), fail('write'), row)).toMatchObject({
      requirement: 'RDD-41',
      before: ['logged'],
      bound: expect.arrayContaining(['sent', 'upstream-computed']),
    })
  })

  it('all events after an interrupt are unspecified', () => {
    const afterwards = { requirement: 'RDD-45', scope: 'rest', actor: 'task-0', bound: [] }
    expect(at(task, start, { kind: 'interrupt', partition: 0 })).toMatchObject(afterwards)
    expect(at(task, start, fail('commit', interrupt), endEpoch)).toMatchObject({ ...afterwards, before: ['logged'] })
  })

  it('the epoch of a completed task is unspecified, and it begins no other', () => {
    expect(at(task, start, { kind: 'complete', partition: 0 })).toMatchObject({
      requirement: 'RDD-28',
      scope: 'rest',
      bound: ['upstream-computed', 'writer-created'],
    })
  })

  it('only the epoch that a thread of the parent gets is unspecified', () => {
    const own = { ...task, setup: { ...task.setup, parentThread: 'own' } } as Opening
    const found = at(own, start)
    expect(found).toMatchObject({ requirement: 'ET-5', scope: 'rest', before: [] })
    expect(found?.bound).toContain('writer-created')
    expect(found?.bound).not.toContain('upstream-computed')
  })

  it('the end of a killed task is unspecified, and it begins no other epoch', () => {
    expect(at(task, start, { kind: 'kill', partition: 0 })).toMatchObject({
      requirement: 'RDD-45',
      scope: 'rest',
      bound: ['upstream-computed', 'writer-created'],
    })
  })

  it('the end of a task without an epoch or a coordinator is unspecified', () => {
    const without = (setup: object) =>
      at({ ...task, setup: { ...task.setup, ...setup } } as Opening, start)?.requirement
    expect(without({ startEpoch: null })).toBe('RDD-50')
    expect(without({ coordinator: 'missing' })).toBe('RDD-51')
    expect(without({ epochCoordinatorId: null })).toBe('RDD-52')
  })

  it('all events after the failure of an operator are unspecified, and none before it', () => {
    const faults = (place: 'create-writer-factory' | 'child') =>
      at(operator, { kind: 'fail', at: place, error: disk }, execute)
    expect(faults('create-writer-factory')).toMatchObject({ requirement: 'OP-18', actor: 'all', before: [] })
    expect(faults('child')).toMatchObject({ requirement: 'OP-20', before: ['writer-factory-created'] })
    const missing = { ...operator, setup: { ...operator.setup, coordinator: 'missing' } } as Opening
    expect(at(missing, execute)).toMatchObject({
      requirement: 'OP-22',
      before: ['writer-factory-created', 'child-executed', 'logged', 'coordinator-looked-up'],
    })
    const failing: Plain<Action> = { kind: 'fail-task', partition: 0, error: disk }
    expect(at(operator, execute, failing)?.requirement).toBe('OP-26')
    expect(at(operator, execute, { kind: 'interrupt' })?.requirement).toBe('OP-28')
  })

  it('all events of a write without partitions are unspecified after the reply to its ask', () => {
    const none = { ...operator, setup: { ...operator.setup, partitions: 0 } } as Opening
    expect(at(none, execute)).toMatchObject({ requirement: 'OP-30', before: expect.arrayContaining(['asked']) })
    const held = { ...none, setup: { ...none.setup, coordinator: 'holds' } } as Opening
    expect(at(held, execute)).toBeUndefined()
    expect(at(held, execute, { kind: 'answer' })?.requirement).toBe('OP-30')
  })

  it('the commits of a coordinator are unspecified while its numbers are not set or change, and its replies are specified', () => {
    expect(at(coordinator, commit(0))).toMatchObject({ requirement: 'EC-65', bound: ['answered'] })
    expect(at(coordinator, set('Reader', 1), commit(0))).toMatchObject({
      requirement: 'EC-66',
      bound: ['answered', 'offset-added'],
    })
    expect(at(coordinator, set('Writer', 1), set('Writer', 2))?.requirement).toBe('EC-67')
    expect(at(coordinator, set('Reader', 1), set('Reader', 2))?.requirement).toBe('EC-68')
  })

  it('all events of a coordinator are unspecified after its sink or query has thrown', () => {
    const ready = [set('Writer', 1), set('Reader', 1), report]
    const faults = (place: 'writer.commit' | 'query.commit') =>
      at(coordinator, ...ready, { kind: 'fail', at: place, error: disk }, commit(0))
    expect(faults('writer.commit')).toMatchObject({ requirement: 'EC-55', before: [], bound: [] })
    expect(faults('query.commit')).toMatchObject({ requirement: 'EC-64', before: ['epoch-committed'] })
    const adding: Plain<Action> = { kind: 'fail', at: 'query.add-offset', error: disk }
    expect(at(coordinator, set('Writer', 1), set('Reader', 1), adding, report)?.requirement).toBe('EC-61')
    expect(at(coordinator, set('Writer', 1), set('Reader', 1), adding, commit(0))).toBeUndefined()
  })

  it('all events of a coordinator are unspecified after its query has thrown, also where no number of writers was set', () => {
    const adding: Plain<Action> = { kind: 'fail', at: 'query.add-offset', error: disk }
    expect(at(coordinator, set('Reader', 1), adding, report)).toMatchObject({
      requirement: 'EC-61',
      bound: [],
      before: [],
    })
    const committing: Plain<Action> = { kind: 'fail', at: 'query.commit', error: disk }
    expect(at(coordinator, set('Reader', 1), committing, report)).toMatchObject({
      requirement: 'EC-64',
      bound: [],
      before: ['offset-added'],
    })
  })

  it('nothing is unspecified for a coordinator after the stop of the writes', () => {
    const stop: Plain<Action> = { kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } }
    const state = open(coordinator, new Set()).state
    const committed = { kind: 'query-committed', actor: 'coordinator', epoch: 0 } as const
    expect(isSpecifiedAgain(state, committed)).toBe(false)
    expect(isSpecifiedAgain(step(state, stop).state, committed)).toBe(true)
    expect(at(coordinator, stop, commit(0))).toBeUndefined()
  })

  it('only the plan that cannot be made is unspecified, not the next plan', () => {
    const plan = { name: 'WriteToContinuousDataSource', children: [{ name: 'UnresolvedRelation', children: [] }] }
    expect(at({ role: 'planner', setup: {} }, { kind: 'plan', plan })).toMatchObject({
      requirement: 'PL-3',
      scope: 'step',
    })
  })

  it('all events of a query are unspecified after a fault in one of its participants', () => {
    expect(at(query, execute, fail('write'), row)).toMatchObject({ requirement: 'RDD-35', actor: 'all' })
    expect(at(query, execute, fail('commit'), row)).toBeUndefined()
    expect(at(query, execute, { kind: 'interrupt' })?.requirement).toBe('OP-28')
    expect(at(query, execute, { kind: 'stop' })).toMatchObject({
      scope: 'step',
      bound: expect.arrayContaining(['asked', 'query-stopped']),
    })
  })

  it('events that no page mentions are unspecified', () => {
    expect(unmentionedRequirement({ kind: 'writer-closed', actor: 'task-0', partition: 0, epoch: 0 })).toBe('RDD-43')
    expect(unmentionedRequirement({ kind: 'query-stopped', actor: 'coordinator', error: null })).toBe('EC-70')
    expect(unmentionedRequirement({ kind: 'query-stopped', actor: 'query', error: null })).toBeUndefined()
  })
})
