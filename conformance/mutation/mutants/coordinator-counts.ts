import { emptyIntMap, get, has, set, values } from '../../../src/reference/int-map.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import {
  alsoCommits,
  type Coordinator,
  commitsNot,
  isSecondCommit,
  leavesWaiting,
  offsetAdded,
  onAsk,
  onCommit,
  onReport,
  progressOf,
} from '../wrappers/coordinator.ts'
import { drop } from '../wrappers/events.ts'
import { all, alterAction, alterFirstState, ignoreAction, onStep } from '../wrappers/wrapper.ts'

type Which = 'numWriterPartitions' | 'numReaderPartitions'

/** Sets another number of writers or readers than it is told. */
const sets = (which: Which, number: (before: number, told: number) => number): Wrapper =>
  onAsk(
    which === 'numWriterPartitions' ? 'SetWriterPartitions' : 'SetReaderPartitions',
    ({ before, after, events }) => ({
      state: { ...after, [which]: number(before[which], after[which]) },
      events,
    }),
  )

/** Forgets what has come when a number is set that was set before. */
const forgetsWhenSetAgain = (which: Which): Wrapper =>
  onAsk(
    which === 'numWriterPartitions' ? 'SetWriterPartitions' : 'SetReaderPartitions',
    ({ before, after, events }) => ({
      state: before[which] > 0 ? { ...after, epochs: emptyIntMap() } : after,
      events,
    }),
  )

/** Takes a second commit of a partition, if `when` holds, for one of a partition that there is not. */
const countsAgain = (
  when: (state: Coordinator, message: string, epoch: number, partition: number) => boolean,
): Wrapper =>
  alterAction('coordinator', (action, state) => {
    if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return action
    const { epoch, partitionId, message } = action.message
    if (!isSecondCommit(state, action.message) || !when(state, message, epoch, partitionId)) return action
    const free = 1_000_000 + progressOf(state, epoch).commits.size
    return { kind: 'send', message: { ...action.message, partitionId: free } }
  })

/** Keeps the message of a second commit of a partition. */
const keepsLast = (when: (state: Coordinator, epoch: number) => boolean): Wrapper =>
  onStep('coordinator', ({ state, action, take }) => {
    if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return take(state, action)
    const { epoch, partitionId, message } = action.message
    if (!isSecondCommit(state, action.message) || !when(state, epoch)) return take(state, action)
    const progress = progressOf(state, epoch)
    const commits = set(progress.commits, partitionId, message)
    return { state: { ...state, epochs: set(state.epochs, epoch, { ...progress, commits }) }, events: [] }
  })

/** Alters the epoch of a message. */
const readsEpoch = (change: (epoch: number) => number): Wrapper =>
  alterAction('coordinator', (action) =>
    action.kind === 'send'
      ? { kind: 'send', message: { ...action.message, epoch: change(action.message.epoch) } }
      : action,
  )

/** Stops the query when there is more of one sort than the backlog's limit, as later releases of Spark do. */
const stopsFor = (pile: string): Wrapper =>
  all(
    alterFirstState('coordinator', (state, { epochBacklogQueueSize }) => ({
      ...state,
      backlogLimit: epochBacklogQueueSize,
    })),
    drop('query-stopped', (_, { error }) => error?.message?.includes(`the ${pile} queue`) !== true),
  )

/** Faults in counting: partitions that speak twice, numbers that are not set or are set again, and large numbers. */
export const countMutants: readonly Mutant[] = [
  {
    name: 'counts commits, not the partitions that they come from',
    wrap: countsAgain(() => true),
    breaks: ['EC-40'],
  },
  {
    name: 'takes partition 1 in epoch 11 for partition 11 in epoch 1',
    wrap: ignoreAction('coordinator', (action, state) => {
      if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return false
      const key = `${action.message.partitionId}${action.message.epoch}`
      return Array.from({ length: key.length - 1 }, (_, at) => at + 1).some((split) =>
        has(progressOf(state, Number(key.slice(split))).commits, Number(key.slice(0, split))),
      )
    }),
    breaks: ['EC-33'],
  },
  {
    name: 'takes a repeated commit with another message for one of another partition',
    wrap: countsAgain(
      (state, message, epoch, partition) => get(progressOf(state, epoch).commits, partition) !== message,
    ),
    breaks: ['EC-40'],
  },
  {
    name: 'keeps the last message of a repeated commit',
    wrap: keepsLast(() => true),
    breaks: ['EC-41'],
  },
  {
    name: 'keeps the last message of a commit that is repeated while the epoch waits',
    wrap: keepsLast((state, epoch) => has(state.waiting, epoch)),
    breaks: ['EC-41'],
  },
  {
    name: 'drops commits of partitions that are not below the number of writers',
    wrap: ignoreAction('coordinator', (action, { numWriterPartitions }) => {
      if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return false
      return numWriterPartitions > 0 && action.message.partitionId >= numWriterPartitions
    }),
    breaks: ['EC-42'],
  },
  {
    name: 'drops reports of partitions that are not below the number of readers',
    wrap: ignoreAction('coordinator', (action, { numReaderPartitions }) => {
      if (action.kind !== 'send' || action.message.type !== 'ReportPartitionOffset') return false
      return numReaderPartitions > 0 && action.message.partitionId >= numReaderPartitions
    }),
    breaks: ['EC-42'],
  },
  {
    name: 'takes more commits than writers for complete',
    wrap: alsoCommits(
      ({ commits, offsets }, { numWriterPartitions, numReaderPartitions }) =>
        numWriterPartitions > 0 && commits.size > numWriterPartitions && offsets.size === numReaderPartitions,
    ),
    breaks: ['EC-43'],
  },

  {
    name: 'commits nothing until the number of readers is set',
    wrap: commitsNot(({ numReaderPartitions }) => numReaderPartitions === 0),
    breaks: ['EC-65'],
  },
  {
    name: 'commits an epoch with reports while the number of readers is not set',
    wrap: alsoCommits(
      ({ commits }, { numWriterPartitions, numReaderPartitions }) =>
        numReaderPartitions === 0 && commits.size === numWriterPartitions,
    ),
    breaks: ['EC-65'],
  },
  {
    name: 'adds offsets while the number of readers is not set',
    wrap: onReport('ReportPartitionOffset', ({ after: state, events }, { epoch }) => {
      if (state.numReaderPartitions > 0) return { state, events }
      return { state, events: [offsetAdded(epoch, values(progressOf(state, epoch).offsets)), ...events] }
    }),
    breaks: ['EC-65'],
  },
  {
    name: 'takes the number of readers for one until it is set',
    wrap: alterFirstState('coordinator', (state) => ({ ...state, numReaderPartitions: 1 })),
    breaks: ['EC-65'],
  },
  {
    name: 'commits nothing until the number of writers is set',
    wrap: commitsNot(({ numWriterPartitions }) => numWriterPartitions === 0),
    breaks: ['EC-66'],
  },
  {
    name: 'commits an epoch with commits while the number of writers is not set',
    wrap: alsoCommits(
      ({ offsets }, { numWriterPartitions, numReaderPartitions }) =>
        numWriterPartitions === 0 && offsets.size === numReaderPartitions,
    ),
    breaks: ['EC-66'],
  },
  {
    name: 'takes the number of writers for one until it is set',
    wrap: alterFirstState('coordinator', (state) => ({ ...state, numWriterPartitions: 1 })),
    breaks: ['EC-66'],
  },
  {
    name: 'keeps the first number of writers',
    wrap: sets('numWriterPartitions', (before, told) => before || told),
    breaks: ['EC-67'],
  },
  {
    name: 'adds a second number of writers to the first',
    wrap: sets('numWriterPartitions', (before, told) => before + told),
    breaks: ['EC-67'],
  },
  {
    name: 'does not lower the number of writers',
    wrap: sets('numWriterPartitions', Math.max),
    breaks: ['EC-67'],
  },
  {
    name: 'does not raise the number of writers once it is set',
    wrap: sets('numWriterPartitions', (before, told) => Math.min(before || told, told)),
    breaks: ['EC-67'],
  },
  {
    name: 'forgets what has come when the number of writers is set again',
    wrap: forgetsWhenSetAgain('numWriterPartitions'),
    breaks: ['EC-67'],
  },
  {
    name: 'keeps the first number of readers',
    wrap: sets('numReaderPartitions', (before, told) => before || told),
    breaks: ['EC-68'],
  },
  {
    name: 'adds a second number of readers to the first',
    wrap: sets('numReaderPartitions', (before, told) => before + told),
    breaks: ['EC-68'],
  },
  {
    name: 'does not lower the number of readers',
    wrap: sets('numReaderPartitions', Math.max),
    breaks: ['EC-68'],
  },
  {
    name: 'does not raise the number of readers once it is set',
    wrap: sets('numReaderPartitions', (before, told) => Math.min(before || told, told)),
    breaks: ['EC-68'],
  },
  {
    name: 'forgets what has come when the number of readers is set again',
    wrap: forgetsWhenSetAgain('numReaderPartitions'),
    breaks: ['EC-68'],
  },
  {
    name: 'counts the commits of an epoch that waits anew when its turn comes',
    wrap: leavesWaiting(({ before }, epoch) => progressOf(before, epoch).commits.size !== before.numWriterPartitions),
    breaks: ['EC-69'],
  },
  {
    name: 'counts the reports of an epoch that waits anew when its turn comes',
    wrap: leavesWaiting(({ before }, epoch) => progressOf(before, epoch).offsets.size !== before.numReaderPartitions),
    breaks: ['EC-69'],
  },

  {
    name: 'stops the query when more offsets pile up than the backlog may hold',
    wrap: stopsFor('partition offset'),
    breaks: ['EC-70'],
  },
  {
    name: 'stops the query when more commits pile up than the backlog may hold',
    wrap: stopsFor('partition commit'),
    breaks: ['EC-70'],
  },
  {
    name: 'stops the query when more epochs wait than the backlog may hold',
    wrap: stopsFor('epoch'),
    breaks: ['EC-70'],
  },

  {
    name: 'reads the epoch of a message as 32 bits',
    wrap: readsEpoch((epoch) => epoch | 0),
    breaks: ['EC-71'],
  },
  {
    name: 'counts the current epoch in 32 bits',
    wrap: onAsk('IncrementAndGetEpoch', ({ after, events }) => ({
      state: { ...after, currentEpoch: after.currentEpoch | 0 },
      events: events.map((event) => (event.kind === 'answered' ? { ...event, value: after.currentEpoch | 0 } : event)),
    })),
    breaks: ['EC-71'],
  },
  {
    name: 'counts the epoch that it has committed in 32 bits',
    wrap: all(
      leavesWaiting((_, epoch) => epoch - 1 !== ((epoch - 1) | 0)),
      onCommit(({ after, events }) => ({
        state: { ...after, lastCommittedEpoch: after.lastCommittedEpoch | 0 },
        events,
      })),
    ),
    breaks: ['EC-71'],
  },
  {
    name: 'takes two epochs that differ by 2^31 for the same one',
    wrap: readsEpoch((epoch) => epoch % 2 ** 31),
    breaks: ['EC-71'],
  },
]
