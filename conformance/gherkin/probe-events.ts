import type { Event } from '../../src/contract/events.ts'

/**
 * Events by which the meanings of phrases are told apart, whatever the phrases' words: a phrase is known by the probes that it
 * accepts once its values are replaced with 1, 2 … (numbers), "a", "b" … (strings) and A, B … (types). Two phrases of
 * different meaning need a probe that only one of them accepts; a test names the pairs that lack one.
 */
export const probeEvents: readonly Event[] = [
  ...probes({
    kind: ['logged'],
    actor: ['operator', 'coordinator', 'query', 'task-1', 'task-2'],
    level: ['A', 'INFO', 'DEBUG', 'ERROR'],
    logger: ['x.WriteToContinuousDataSourceExec', 'x.Other', 'x.aCoordinator'],
    message: [
      'a',
      'b',
      'Registered it.',
      'Start processing it.',
      'Writer for partition 1 in epoch 1 is committed.',
      'Writer for partition 1 aborted.',
    ],
  }),
  ...probes({
    kind: ['planned'],
    actor: ['planner'],
    plan: [
      plan('A'),
      plan('A', plan('B')),
      plan('B', plan('A')),
      plan('A', plan('A')),
      plan('C', plan('A'), plan('B')),
      plan('C', plan('B', plan('A'))),
      plan('WriteToContinuousDataSourceExec', plan('A')),
    ],
  }),
  ...probes({ kind: ['threw'], actor: ['planner', 'operator'], error: errors() }),
  ...probes({ kind: ['described'], actor: ['operator'], output: [[], ['a'], ['b']], children: [1, 2] }),
  ...probes({ kind: ['described'], actor: ['rdd'], partitions: [1, 2], partitioner: [null, 'a', 'b'] }),
  ...probes({ kind: ['writer-factory-created'], actor: ['operator'], numPartitions: [1, 2] }),
  ...probes({ kind: ['child-executed'], actor: ['operator'] }),
  ...probes({ kind: ['coordinator-looked-up'], actor: ['operator'], id: [null, 'a', 'b'] }),
  ...probes({
    kind: ['asked'],
    actor: ['operator', 'query'],
    message: [
      { type: 'A' },
      { type: 'GetCurrentEpoch' },
      { type: 'IncrementAndGetEpoch' },
      { type: 'StopContinuousExecutionWrites' },
      { type: 'SetWriterPartitions', numPartitions: 1 },
      { type: 'SetWriterPartitions', numPartitions: 2 },
      { type: 'SetReaderPartitions', numPartitions: 1 },
      { type: 'SetReaderPartitions', numPartitions: 2 },
    ],
  }),
  ...probes({ kind: ['job-submitted', 'returned'], actor: ['operator'], partitions: [1, 2] }),
  ...probes({ kind: ['task-started'], actor: ['task-1', 'task-2'], partition: [0, 1, 2] }),
  ...probes({
    kind: ['upstream-computed'],
    actor: ['task-1', 'task-2'],
    partition: [1, 2],
    epoch: [null, 1, 2],
  }),
  ...probes({
    kind: ['writer-created'],
    actor: ['task-1', 'task-2'],
    partition: [1, 2],
    taskId: [0, 2, 3],
    epoch: [1, 2, 3],
  }),
  ...probes({
    kind: ['row-written'],
    actor: ['task-1', 'task-2'],
    partition: [1, 2],
    epoch: [1, 2],
    value: ['a', 'bb'],
  }),
  ...probes({
    kind: ['partition-committed'],
    actor: ['task-1', 'task-2'],
    partition: [1, 2],
    epoch: [1, 2],
    message: ['a', 'b'],
  }),
  ...probes({
    kind: ['sent'],
    actor: ['task-1', 'task-2'],
    message: [
      ...probes({
        type: ['CommitPartitionEpoch'],
        partitionId: [1, 2],
        epoch: [1, 2],
        message: ['a', 'b'],
      }),
      ...probes({ type: ['ReportPartitionOffset'], partitionId: [1, 2], epoch: [1, 2], offset: ['a', 'b'] }),
      { type: 'A' },
    ],
  }),
  ...probes({
    kind: ['writer-aborted', 'writer-closed'],
    actor: ['task-1', 'task-2'],
    partition: [1, 2],
    epoch: [1, 2],
  }),
  ...probes({ kind: ['task-finished'], actor: ['task-1', 'task-2'], partition: [1, 2], rows: [1, 2] }),
  ...probes({ kind: ['task-failed'], actor: ['task-1', 'task-2'], partition: [1, 2], error: errors() }),
  ...probes({
    kind: ['answered'],
    actor: ['coordinator'],
    message: ['A', 'GetCurrentEpoch'],
    value: [null, 1, 2],
  }),
  ...probes({ kind: ['epoch-committed'], actor: ['coordinator'], epoch: [1, 2], messages: [[], ['a'], ['b']] }),
  ...probes({ kind: ['offset-added'], actor: ['coordinator'], epoch: [1, 2], offsets: [[], ['a'], ['b']] }),
  ...probes({ kind: ['query-committed'], actor: ['coordinator'], epoch: [1, 2] }),
  ...probes({ kind: ['query-stopped'], actor: ['coordinator', 'query'], error: [null, ...errors()] }),
] as unknown as readonly Event[]

/** Every combination of these fields. Types and levels such as A are none of the contract's: phrases take any word there. */
function probes(fields: Readonly<Record<string, readonly unknown[]>>): readonly object[] {
  return Object.entries(fields).reduce<readonly object[]>(
    (made, [name, values]) => made.flatMap((one) => values.map((value) => ({ ...one, [name]: value }))),
    [{}],
  )
}

function plan(name: string, ...children: readonly object[]) {
  return { name, children }
}

function errors(): readonly object[] {
  const error = (type: string, message: string | null, cause?: object) => ({
    type,
    message,
    ...(cause === undefined ? {} : { cause }),
  })
  return [
    error('A', null),
    error('A', 'a'),
    error('B', 'a'),
    error('A', 'B: a'),
    error('A', 'Writing job aborted.'),
    error('X', 'Job aborted due to it'),
    error('X', 'x', error('A', 'a')),
    error('A', 'x', error('B', 'a')),
    error('A', 'x', error('B', 'y')),
    error('A', 'a', error('B', 'b')),
    error('A', 'a', error('X', 'x', error('B', 'b'))),
    error('A', 'a', error('B', 'b', error('C', 'c'))),
    error('A', 'x', error('B', 'C: a')),
  ]
}
