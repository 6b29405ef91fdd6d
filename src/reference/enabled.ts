import type {
  CoordinatorAction,
  OperatorAction,
  Plain,
  PlannerAction,
  QueryAction,
  TaskAction,
} from '../contract/actions.ts'
import type { Ask, OneWayMessage } from '../contract/messages.ts'
import type { Plan } from '../contract/values.ts'
import type { CoordinatorState } from './coordinator.ts'
import { get, has } from './int-map.ts'
import type { OperatorState } from './operator.ts'
import { isRunning, partitionsOf, type QueryState } from './query/state.ts'
import type { TaskState } from './task.ts'

// No page: the next actions that make sense in a state, by role and in a fixed order. Faults are always possible and not listed.

/** The shortest plan with the operator. */
export function enabledPlanner(): readonly Plain<PlannerAction>[] {
  const leaf: Plan = { name: 'LocalRelation', children: [] }
  return [{ kind: 'plan', plan: { name: 'WriteToContinuousDataSource', children: [leaf] } }]
}

/** The possible next actions. */
export function enabledOperator(state: OperatorState): readonly Plain<OperatorAction>[] {
  const threads = {
    idle: state.tasks.size === 0 ? ([{ kind: 'execute' }] as const) : [],
    asks: [{ kind: 'answer' }, { kind: 'interrupt' }],
    'runs-job': [{ kind: 'interrupt' }],
  } as const satisfies Record<OperatorState['thread'], readonly Plain<OperatorAction>[]>
  const tasks = [...state.tasks].map((partition) => ({ kind: 'finish-task', partition }) as const)
  return [{ kind: 'describe' }, ...threads[state.thread], ...tasks]
}

/** The possible next actions: start each task that does not run; give each running one a row, an end, an interrupt. */
export function enabledTask(state: TaskState): readonly Plain<TaskAction>[] {
  return [
    { kind: 'describe' },
    ...numbersBelow(state.setup.partitions).flatMap((partition): readonly Plain<TaskAction>[] =>
      state.running.has(partition)
        ? [
            { kind: 'row', partition, value: 'row' },
            { kind: 'end-epoch', partition },
            { kind: 'interrupt', partition },
            { kind: 'kill', partition },
            { kind: 'complete', partition },
          ]
        : [{ kind: 'start', partition }],
    ),
  ]
}

/** The useful next actions: each ask, and for each partition the message of its first incomplete epoch. */
export function enabledCoordinator(state: CoordinatorState): readonly Plain<CoordinatorAction>[] {
  const firstMissing = (partition: number, of: 'commits' | 'offsets'): number => {
    for (let epoch = state.lastCommittedEpoch + 1; ; epoch++) {
      const progress = get(state.epochs, epoch)
      if (progress === undefined || !has(progress[of], partition)) return epoch
    }
  }
  const asks: readonly Ask[] = [
    { type: 'SetWriterPartitions', numPartitions: state.numWriterPartitions },
    { type: 'SetReaderPartitions', numPartitions: state.numReaderPartitions },
    { type: 'GetCurrentEpoch' },
    { type: 'IncrementAndGetEpoch' },
    { type: 'StopContinuousExecutionWrites' },
  ]
  const commits = numbersBelow(state.numWriterPartitions).map((partitionId): OneWayMessage => {
    const epoch = firstMissing(partitionId, 'commits')
    return { type: 'CommitPartitionEpoch', partitionId, epoch, message: `commit-${partitionId}-${epoch}` }
  })
  const offsets = numbersBelow(state.numReaderPartitions).map((partitionId): OneWayMessage => {
    const epoch = firstMissing(partitionId, 'offsets')
    return { type: 'ReportPartitionOffset', partitionId, epoch, offset: `offset-${partitionId}-${epoch}` }
  })
  return [
    ...asks.map((message) => ({ kind: 'ask', message }) as const),
    ...[...commits, ...offsets].map((message) => ({ kind: 'send', message }) as const),
  ]
}

/** The possible next actions. */
export function enabledQuery(state: QueryState): readonly Plain<QueryAction>[] {
  const held = partitionsOf(state).filter((partition) => (state.mailboxes[partition] ?? []).length > 0)
  const deliveries = held.map((from) => ({ kind: 'deliver', from }) as const)
  if (!isRunning(state)) return [...(state.setup.partitions > 0 ? [{ kind: 'execute' } as const] : []), ...deliveries]
  const tasks = partitionsOf(state).filter((partition) => state.tasks.running.has(partition))
  return [
    ...(state.coordinatorIsGone ? [] : ([{ kind: 'advance-epoch' }, { kind: 'kill-coordinator' }] as const)),
    { kind: 'stop' },
    { kind: 'interrupt' },
    ...tasks.flatMap((partition): readonly Plain<QueryAction>[] => [
      { kind: 'row', partition, value: 'row' },
      ...(state.setup.polls === 'held' ? [{ kind: 'end-epoch', partition } as const] : []),
      { kind: 'interrupt', partition },
      { kind: 'kill-executor', partition },
      { kind: 'complete', partition },
    ]),
    ...deliveries,
  ]
}

const numbersBelow = (count: number): readonly number[] => Array.from({ length: count }, (_, number) => number)
