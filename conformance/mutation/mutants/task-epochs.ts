import type { EventOf } from '../../../src/contract/events.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { interruptedAt, on } from '../wrappers/conditions.ts'
import { double, drop, exchange, patch } from '../wrappers/events.ts'
import { moveEpoch, partitionOf, withTask } from '../wrappers/task.ts'
import { alterAction, alterSetup, alterState, inTurn, onStep, withMemory } from '../wrappers/wrapper.ts'

type Rdd = Extract<EventOf<'described'>, { readonly actor: 'rdd' }>

/** Alters how the write RDD describes itself. */
const describes = (change: (rdd: Rdd) => Partial<Rdd>): Wrapper =>
  patch('described', (event) => (event.actor === 'rdd' ? change(event) : {}))

const noSuchEndpoint = { type: 'SparkException', message: 'Could not find EpochCoordinator-null.' }
const atNextEpoch = on('end-epoch')

/** The write RDD, and what a task does in an epoch before it commits. */
export const taskEpochMutants: readonly Mutant[] = [
  {
    name: 'has one partition, however many its parent has',
    wrap: describes(() => ({ partitions: 1 })),
    breaks: ['RDD-1'],
  },
  {
    name: 'has a partition more than its parent',
    wrap: describes(({ partitions }) => ({ partitions: partitions + 1 })),
    breaks: ['RDD-1'],
  },
  {
    name: 'drops the partitioner of its parent',
    wrap: describes(() => ({ partitioner: null })),
    breaks: ['RDD-2'],
  },
  {
    name: 'has a partitioner of its own',
    wrap: describes(() => ({ partitioner: 'RangePartitioner' })),
    breaks: ['RDD-2'],
  },
  {
    name: 'has a partitioner where its parent has none',
    wrap: describes(({ partitioner }) => ({ partitioner: partitioner ?? 'HashPartitioner' })),
    breaks: ['RDD-2'],
  },
  {
    name: 'looks for the coordinator under another id when it has a message to send, and finds none',
    wrap: alterAction('task', (action) =>
      action.kind === 'end-epoch'
        ? [{ kind: 'fail', partition: action.partition, at: 'send', error: noSuchEndpoint }, action]
        : action,
    ),
    breaks: ['RDD-3'],
  },
  {
    name: 'sends to the coordinator of an earlier run',
    wrap: drop('sent'),
    breaks: ['RDD-3'],
  },
  {
    name: 'begins with the epoch after the start epoch',
    wrap: alterSetup('task', (setup) => ({ ...setup, startEpoch: setup.startEpoch && setup.startEpoch + 1 })),
    breaks: ['RDD-4'],
  },
  {
    name: 'begins with epoch 0, whatever the start epoch is',
    wrap: alterSetup('task', (setup) => ({ ...setup, startEpoch: setup.startEpoch && 0 })),
    breaks: ['RDD-4'],
  },
  {
    name: 'cuts off the start epoch at 32 bits',
    wrap: alterSetup('task', (setup) => ({
      ...setup,
      startEpoch: setup.startEpoch && Math.abs(setup.startEpoch | 0),
    })),
    breaks: ['RDD-4'],
  },
  {
    name: 'begins where an earlier task of the partition has ended',
    wrap: withMemory<'task', ReadonlyMap<number, number>>('task', new Map(), ({ state, action, take }, reached) => {
      const { setup } = state
      const startEpoch = (action.kind === 'start' ? reached.get(action.partition) : undefined) ?? setup.startEpoch
      const step = take({ ...state, setup: { ...setup, startEpoch } }, action)
      const now = [...step.state.running].map(([partition, { epoch }]) => [partition, epoch] as const)
      return { ...step, state: { ...step.state, setup }, memory: new Map([...reached, ...now]) }
    }),
    breaks: ['RDD-4'],
  },
  {
    name: 'asks the parent before it has set the tracker',
    wrap: patch('upstream-computed', { epoch: null }),
    breaks: ['RDD-5', 'ET-1'],
  },
  {
    name: 'moves the tracker on after it has asked the parent',
    wrap: patch('upstream-computed', ({ epoch }) => ({ epoch: Math.max((epoch ?? 0) - 1, 0) })),
    breaks: ['RDD-5', 'ET-1'],
  },
  {
    name: 'asks the parent twice in an epoch',
    wrap: double('upstream-computed'),
    breaks: ['RDD-6'],
  },
  {
    name: 'asks the parent in its first epoch only',
    wrap: drop('upstream-computed', atNextEpoch),
    breaks: ['RDD-6'],
  },
  {
    name: 'asks the parent for the partition after its own',
    wrap: patch('upstream-computed', ({ partition }) => ({ partition: partition + 1 })),
    breaks: ['RDD-6'],
  },
  {
    name: 'makes two writers for an epoch',
    wrap: double('writer-created'),
    breaks: ['RDD-7'],
  },
  {
    name: 'uses the writer of its first epoch for all of them',
    wrap: drop('writer-created', atNextEpoch),
    breaks: ['RDD-7'],
  },
  {
    name: 'makes every writer for partition 0',
    wrap: patch('writer-created', { partition: 0 }),
    breaks: ['RDD-8'],
  },
  {
    name: 'takes the task attempt id for the partition when it makes a writer',
    wrap: patch('writer-created', ({ taskId }) => ({ partition: taskId })),
    breaks: ['RDD-8'],
  },
  {
    name: 'makes each writer as a task attempt of its own',
    wrap: patch('writer-created', ({ taskId, epoch }) => ({ taskId: taskId + epoch })),
    breaks: ['RDD-9'],
  },
  {
    name: 'takes the partition for the task attempt id',
    wrap: patch('writer-created', ({ partition }) => ({ taskId: partition })),
    breaks: ['RDD-9'],
  },
  {
    name: 'makes the writers of all tasks as one task attempt',
    wrap: patch('writer-created', { taskId: 0 }),
    breaks: ['RDD-9'],
  },
  {
    name: 'gives a task the attempt id of the one whose place it takes',
    wrap: withMemory<'task', ReadonlyMap<number, number>>('task', new Map(), ({ state, action, take }, ids) => {
      if (action.kind !== 'start') return { ...take(state, action), memory: ids }
      const { partition } = action
      const id = ids.get(partition) ?? state.nextTaskId
      const step = take({ ...state, nextTaskId: id }, action)
      const nextTaskId = state.nextTaskId + 1
      return { ...step, state: { ...step.state, nextTaskId }, memory: new Map([...ids, [partition, id]]) }
    }),
    breaks: ['RDD-9'],
  },
  {
    name: 'makes the writer for the epoch after the one that the tracker tells',
    wrap: patch('writer-created', ({ epoch }) => ({ epoch: epoch + 1 })),
    breaks: ['RDD-10', 'ET-1'],
  },
  {
    name: 'makes every writer for the start epoch',
    wrap: patch('writer-created', ({ epoch }, taken) => ({
      epoch: taken?.before.role === 'task' ? (taken.before.setup.startEpoch ?? epoch) : epoch,
    })),
    breaks: ['RDD-10', 'ET-1'],
  },
  {
    name: 'makes the writer before it asks the parent',
    wrap: exchange('upstream-computed', 'writer-created'),
    breaks: ['RDD-11'],
  },
  {
    name: 'writes each row twice',
    wrap: double('row-written'),
    breaks: ['RDD-12'],
  },
  {
    name: 'loses the first row of an epoch',
    wrap: withMemory<'task', ReadonlySet<number>>('task', new Set(), ({ state, action, take }, begun) => {
      const step = take(state, action)
      const partition = partitionOf(action)
      if (action.kind !== 'row') return { ...step, memory: new Set([...begun].filter((one) => one !== partition)) }
      const events = begun.has(partition) ? step.events : []
      return { ...step, events, memory: new Set([...begun, partition]) }
    }),
    breaks: ['RDD-12'],
  },
  {
    name: 'leaves out a row that is empty',
    wrap: drop('row-written', (_, { value }) => value === ''),
    breaks: ['RDD-12'],
  },
  {
    name: 'cuts a row off at the end of its first line',
    wrap: patch('row-written', ({ value }) => ({ value: value.split('\n')[0] ?? '' })),
    breaks: ['RDD-12'],
  },
  {
    name: 'leaves out a row that is equal to the one before it',
    wrap: withMemory<'task', string | null>('task', null, ({ state, action, take }, last) => {
      const step = take(state, action)
      if (action.kind !== 'row') return { ...step, memory: null }
      return { ...step, events: action.value === last ? [] : step.events, memory: action.value }
    }),
    breaks: ['RDD-12'],
  },
  {
    name: 'writes the rows of an epoch into that before it',
    wrap: patch('row-written', ({ epoch }) => ({ epoch: Math.max(epoch - 1, 0) })),
    breaks: ['RDD-12'],
  },
  {
    name: 'writes the rows of an epoch at its end, the last one first',
    wrap: withMemory<'task', ReadonlyMap<number, readonly string[]>>('task', new Map(), (taking, held) => {
      const { state, action, take } = taking
      if (action.kind !== 'row' && action.kind !== 'end-epoch') return { ...take(state, action), memory: held }
      const { partition } = action
      const rows = held.get(partition) ?? []
      if (action.kind === 'row') {
        return { state, events: [], memory: new Map([...held, [partition, [action.value, ...rows]]]) }
      }
      const written = rows.map((value) => ({ kind: 'row', partition, value }) as const)
      return { ...inTurn(take, state, [...written, action]), memory: new Map([...held, [partition, []]]) }
    }),
    breaks: ['RDD-13'],
  },
  {
    name: 'uses up the number of an epoch whose commit an interrupt has ended',
    wrap: moveEpoch(1, interruptedAt('commit')),
    breaks: ['ET-2', 'RDD-48'],
  },
  {
    name: 'uses up the number of an epoch whose send an interrupt has ended',
    wrap: moveEpoch(1, interruptedAt('send')),
    breaks: ['ET-2', 'RDD-48'],
  },
  {
    name: 'skips the next epoch',
    wrap: moveEpoch(1, atNextEpoch),
    breaks: ['RDD-24', 'ET-2'],
  },
  {
    name: 'stays in its epoch',
    wrap: moveEpoch(-1, atNextEpoch),
    breaks: ['RDD-24', 'ET-2'],
  },
  {
    name: 'moves the tracker on with each row',
    wrap: alterState('task', ({ after, action }) =>
      action.kind === 'row' ? withTask(after, action.partition, (task) => ({ ...task, epoch: task.epoch + 1 })) : after,
    ),
    breaks: ['ET-2'],
  },
  {
    name: 'keeps one epoch for all of its tasks',
    wrap: alterState('task', ({ after, action }) => {
      const acting = after.running.get(partitionOf(action))
      if (acting === undefined) return after
      const together = [...after.running].map(([one, task]) => [one, { ...task, epoch: acting.epoch }] as const)
      return { ...after, running: new Map(together) }
    }),
    breaks: ['ET-3'],
  },
  {
    name: 'begins each task with the epoch that the others have come to',
    wrap: onStep('task', ({ state, action, take }) => {
      const { setup } = state
      const reached = [...state.running.values()].map(({ epoch }) => epoch)
      const startEpoch = setup.startEpoch === null ? null : Math.max(setup.startEpoch, ...reached)
      const step = take({ ...state, setup: { ...setup, startEpoch } }, action)
      return { ...step, state: { ...step.state, setup } }
    }),
    breaks: ['ET-3', 'RDD-4'],
  },
  {
    name: "follows the task's epoch on a thread that the task has started",
    wrap: alterSetup('task', ({ parentThread: _, ...setup }) => setup),
    breaks: ['ET-5'],
  },
  {
    name: 'begins with the next epoch on a thread that the task has started',
    wrap: patch(
      'upstream-computed',
      ({ epoch }) => ({ epoch: (epoch ?? 0) + 1 }),
      ({ before }) => before.role === 'task' && before.setup.parentThread === 'own',
    ),
    breaks: ['ET-5'],
  },
]
