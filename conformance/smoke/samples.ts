import type { Action, CoordinatorPlace, Plain, TaskPlace } from '../../src/contract/actions.ts'
import type { EventKind } from '../../src/contract/events.ts'
import type { Role } from '../../src/contract/roles.ts'
import type { Opening } from '../../src/contract/setups.ts'

/** The actions with which a role is checked. None of them fails on purpose. */
export interface Sample {
  readonly opening: Opening
  /** The actions before `harmless`. */
  readonly before?: readonly Action[]
  /** One action that every implementation can perform at any time, and its event. */
  readonly harmless: Action
  readonly tells: EventKind
  /** A short case, which is run twice and must be the same. */
  readonly life: readonly Action[]
  /** Two actions for `together`, and the actions before them. */
  readonly together: { readonly before: readonly Action[]; readonly actions: readonly [PlainAction, PlainAction] }
  /** A fault, if the role has any. */
  readonly fault?: FaultSample
  /** Faults that the implementation or its surroundings have to handle. */
  readonly handled?: readonly HandledFault[]
  /** An ask whose reply the kit holds, if the role has one. */
  readonly held?: { readonly opening: Opening; readonly actions: readonly Action[] }
  /** An action of this role that makes no sense in a fresh subject, if there is one. */
  readonly senseless?: Action
  /** An action that only another role has. */
  readonly foreign: Action
  /** An action of this role with a field of a wrong type. */
  readonly mistyped: unknown
}

/** A fault at a place that the driver plays, whose call has an event if it does not throw. */
export interface FaultSample {
  readonly before: readonly Action[]
  readonly fail: Action
  /** The action that reaches the place, and the event that the call has if it does not throw. */
  readonly strike: Action
  readonly event: EventKind
  /** The actions that reach the place once more. */
  readonly again: readonly Action[]
}

/** A fault at one place, and the action that reaches the place, with the event of that call if it does not throw. */
export interface HandledFault {
  readonly before: readonly Action[]
  readonly fail: Action
  readonly strike: Action
  readonly event: EventKind
}

type PlainAction = Plain<Action>

const error = { type: 'IOException', message: 'smoke' } as const
const getCurrentEpoch = { kind: 'ask', message: { type: 'GetCurrentEpoch' } } as const
const describe = { kind: 'describe' } as const
const planned = {
  kind: 'plan',
  plan: { name: 'WriteToContinuousDataSource', children: [{ name: 'LocalRelation', children: [] }] },
} as const
const project = {
  kind: 'plan',
  plan: { name: 'Project', children: [{ name: 'LocalRelation', children: [] }] },
} as const
const execute = { kind: 'execute' } as const
const startFirst = { kind: 'start', partition: 0 } as const
const row = (partition: number, value: string) => ({ kind: 'row', partition, value }) as const
const finish = (partition: number) => ({ kind: 'finish-task', partition }) as const
const setPartitions = [
  { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 1 } },
  { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
] as const
const commit = {
  kind: 'send',
  message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 0, message: 'm' },
} as const
const endFirst = { kind: 'end-epoch', partition: 0 } as const
const report = (epoch: number) =>
  ({ kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 0, epoch, offset: 'far' } }) as const

function handledByTask(at: TaskPlace, before: readonly Action[], strike: Action, event: EventKind): HandledFault {
  return { before, fail: { kind: 'fail', partition: 0, at, error }, strike, event }
}

function handledByCoordinator(
  at: CoordinatorPlace,
  before: readonly Action[],
  strike: Action,
  event: EventKind,
): HandledFault {
  return { before, fail: { kind: 'fail', at, error }, strike, event }
}

export const samples: Readonly<Record<Role, Sample>> = {
  planner: {
    opening: { role: 'planner', setup: {} },
    harmless: planned,
    tells: 'planned',
    life: [planned, project],
    together: { before: [], actions: [planned, project] },
    senseless: { kind: 'plan', plan: { name: 'Sort', children: [] } },
    foreign: getCurrentEpoch,
    mistyped: { kind: 'plan', plan: 'WriteToContinuousDataSource' },
  },
  operator: {
    opening: {
      role: 'operator',
      setup: { partitions: 2, epochCoordinatorId: 'smoke', coordinator: 'answers', writer: 'the writer' },
    },
    harmless: describe,
    tells: 'described',
    life: [describe, execute, finish(1), finish(0)],
    together: { before: [execute], actions: [finish(1), finish(0)] },
    fault: {
      before: [],
      fail: { kind: 'fail', at: 'child', error },
      strike: execute,
      event: 'child-executed',
      again: [execute],
    },
    handled: [
      {
        before: [],
        fail: { kind: 'fail', at: 'create-writer-factory', error },
        strike: execute,
        event: 'writer-factory-created',
      },
      { before: [], fail: { kind: 'fail', at: 'child', error }, strike: execute, event: 'child-executed' },
    ],
    held: {
      opening: {
        role: 'operator',
        setup: { partitions: 2, epochCoordinatorId: 'smoke', coordinator: 'holds', writer: 'the writer' },
      },
      actions: [execute],
    },
    senseless: finish(0),
    foreign: getCurrentEpoch,
    mistyped: { kind: 'finish-task', partition: '0' },
  },
  task: {
    opening: {
      role: 'task',
      setup: { partitions: 2, partitioner: null, startEpoch: 0, epochCoordinatorId: 'smoke', coordinator: 'answers' },
    },
    harmless: describe,
    tells: 'described',
    life: [
      { kind: 'start', partition: 1 },
      { kind: 'row', partition: 1, value: 'a' },
      { kind: 'start', partition: 0 },
      { kind: 'end-epoch', partition: 1 },
      { kind: 'row', partition: 1, value: 'b' },
      { kind: 'complete', partition: 1 },
      { kind: 'end-epoch', partition: 1 },
      { kind: 'end-epoch', partition: 0 },
    ],
    together: { before: [startFirst, { kind: 'start', partition: 1 }], actions: [row(0, 'a'), row(1, 'b')] },
    fault: {
      before: [startFirst],
      fail: { kind: 'fail', partition: 0, at: 'write', error },
      strike: row(0, 'a'),
      event: 'row-written',
      again: [startFirst, row(0, 'b')],
    },
    handled: [
      handledByTask('upstream', [], startFirst, 'upstream-computed'),
      handledByTask('create-writer', [], startFirst, 'writer-created'),
      handledByTask('write', [startFirst], row(0, 'a'), 'row-written'),
      handledByTask('commit', [startFirst], endFirst, 'partition-committed'),
      handledByTask('send', [startFirst], endFirst, 'sent'),
    ],
    senseless: row(0, 'a'),
    foreign: getCurrentEpoch,
    mistyped: { kind: 'start', partition: '0' },
  },
  coordinator: {
    opening: { role: 'coordinator', setup: { startEpoch: 0, epochBacklogQueueSize: 10_000 } },
    harmless: getCurrentEpoch,
    tells: 'answered',
    life: [
      { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: 2 } },
      { kind: 'ask', message: { type: 'SetReaderPartitions', numPartitions: 1 } },
      { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 1, epoch: 0, message: 'one' } },
      { kind: 'send', message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: 0, offset: 'far' } },
      { kind: 'send', message: { type: 'CommitPartitionEpoch', partitionId: 0, epoch: 0, message: 'zero' } },
      { kind: 'ask', message: { type: 'IncrementAndGetEpoch' } },
      { kind: 'ask', message: { type: 'StopContinuousExecutionWrites' } },
      getCurrentEpoch,
    ],
    together: {
      before: [],
      actions: [{ kind: 'ask', message: { type: 'IncrementAndGetEpoch' } }, getCurrentEpoch],
    },
    fault: {
      before: setPartitions,
      fail: { kind: 'fail', at: 'query.add-offset', error },
      strike: report(0),
      event: 'offset-added',
      again: [report(1)],
    },
    handled: [
      handledByCoordinator('writer.commit', [...setPartitions, report(0)], commit, 'epoch-committed'),
      handledByCoordinator('query.add-offset', setPartitions, report(0), 'offset-added'),
      handledByCoordinator('query.commit', [...setPartitions, report(0)], commit, 'query-committed'),
    ],
    foreign: { kind: 'start', partition: 0 },
    mistyped: { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: '2' } },
  },
  query: {
    opening: {
      role: 'query',
      setup: { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 10_000, delivery: 'immediate' },
    },
    before: [execute],
    harmless: row(0, ''),
    tells: 'row-written',
    life: [execute, row(0, 'a'), { kind: 'advance-epoch' }, row(0, 'b'), { kind: 'stop' }],
    together: { before: [execute], actions: [row(0, 'a'), row(0, 'b')] },
    fault: {
      before: [execute],
      fail: { kind: 'fail', partition: 0, at: 'write', error },
      strike: row(0, 'a'),
      event: 'row-written',
      again: [execute, row(0, 'b')],
    },
    handled: [
      handledByTask('write', [execute], row(0, 'a'), 'row-written'),
      handledByCoordinator('writer.commit', [execute], { kind: 'advance-epoch' }, 'epoch-committed'),
    ],
    senseless: row(0, 'a'),
    foreign: getCurrentEpoch,
    mistyped: { kind: 'row', partition: '0', value: '' },
  },
}
