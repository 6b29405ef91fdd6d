import type { Action } from '../../src/contract/actions.ts'
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
  /** An action that only another role has. */
  readonly foreign: Action
  /** An action of this role with a field of a wrong type. */
  readonly mistyped: unknown
}

const getCurrentEpoch = { kind: 'ask', message: { type: 'GetCurrentEpoch' } } as const
const describe = { kind: 'describe' } as const
const planned = {
  kind: 'plan',
  plan: { name: 'WriteToContinuousDataSource', children: [{ name: 'LocalRelation', children: [] }] },
} as const

export const samples: Readonly<Record<Role, Sample>> = {
  planner: {
    opening: { role: 'planner', setup: {} },
    harmless: planned,
    tells: 'planned',
    life: [planned, { kind: 'plan', plan: { name: 'Project', children: [{ name: 'LocalRelation', children: [] }] } }],
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
    life: [describe, { kind: 'execute' }, { kind: 'finish-task', partition: 1 }, { kind: 'finish-task', partition: 0 }],
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
    foreign: { kind: 'start', partition: 0 },
    mistyped: { kind: 'ask', message: { type: 'SetWriterPartitions', numPartitions: '2' } },
  },
  query: {
    opening: {
      role: 'query',
      setup: { partitions: 1, startEpoch: 0, epochBacklogQueueSize: 10_000, delivery: 'immediate' },
    },
    before: [{ kind: 'execute' }],
    harmless: { kind: 'row', partition: 0, value: '' },
    tells: 'row-written',
    life: [
      { kind: 'execute' },
      { kind: 'row', partition: 0, value: 'a' },
      { kind: 'advance-epoch' },
      { kind: 'row', partition: 0, value: 'b' },
      { kind: 'stop' },
    ],
    foreign: getCurrentEpoch,
    mistyped: { kind: 'row', partition: '0', value: '' },
  },
}
