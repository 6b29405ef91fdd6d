import type { Event } from '../../../src/contract/events.ts'
import { has, remove, set, values } from '../../../src/reference/int-map.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import {
  alsoCommits,
  commits,
  commitsAgain,
  commitsNot,
  commitsWaiting,
  coordinatorBefore,
  followedBy,
  isComplete,
  leavesWaiting,
  nextEpoch,
  onCommit,
  onEarlyEpoch,
  onReport,
  progressOf,
  remembering,
} from '../wrappers/coordinator.ts'
import { alterEvents, drop, exchange, patch } from '../wrappers/events.ts'
import { alterAction, alterFirstState, alterState, withMemory } from '../wrappers/wrapper.ts'

/** Alters the messages that the sink is given, with those of other epochs at hand. */
const gives = (
  change: (messages: readonly string[], of: (by: number) => readonly string[]) => readonly string[],
): Wrapper =>
  patch('epoch-committed', ({ epoch, messages }, taken) => {
    const state = taken && coordinatorBefore(taken)
    const of = (by: number) => (state === undefined ? [] : values(progressOf(state, epoch + by).commits))
    return { messages: change(messages, of) }
  })

const firstToCommit = (change: (lastCommitted: number) => number): Wrapper =>
  alterFirstState('coordinator', (state) => ({ ...state, lastCommittedEpoch: change(state.lastCommittedEpoch) }))

/** Puts the epochs that have waited, each a pair of events, in another order. */
const reordersWaited = (change: (pairs: readonly (readonly Event[])[]) => readonly (readonly Event[])[]): Wrapper =>
  onCommit(({ after: state, events }) => {
    const begin = events.findIndex(({ kind }) => kind === 'epoch-committed')
    const waited = events.slice(begin + 2)
    const pairs = Array.from({ length: waited.length / 2 }, (_, at) => waited.slice(2 * at, 2 * at + 2))
    return { state, events: [...events.slice(0, begin + 2), ...change(pairs).flat()] }
  })

const epochOf = ([event]: readonly Event[]) => (event !== undefined && 'epoch' in event ? (event.epoch ?? 0) : 0)

/** Faults in when an epoch is committed, in which order, and with what. */
export const commitMutants: readonly Mutant[] = [
  {
    name: 'commits an epoch before all writers have committed it',
    wrap: alsoCommits(({ offsets }, { numReaderPartitions }) => offsets.size === numReaderPartitions),
    breaks: ['EC-29'],
  },
  {
    name: 'commits an epoch when all writers but one have committed it',
    wrap: alsoCommits(
      (one, { numWriterPartitions, numReaderPartitions }) =>
        one.commits.size === numWriterPartitions - 1 && one.offsets.size === numReaderPartitions,
    ),
    breaks: ['EC-29'],
  },
  {
    name: 'counts the commits of all epochs together',
    wrap: alsoCommits((one, { epochs, numWriterPartitions, numReaderPartitions }) => {
      const sum = values(epochs).reduce((so, progress) => so + progress.commits.size, 0)
      return sum >= numWriterPartitions && one.offsets.size === numReaderPartitions
    }),
    breaks: ['EC-29'],
  },
  {
    name: 'commits an epoch before all readers have reported it',
    wrap: alsoCommits((one, { numWriterPartitions }) => one.commits.size === numWriterPartitions),
    breaks: ['EC-30'],
  },
  {
    name: 'commits an epoch when all readers but one have reported it',
    wrap: alsoCommits(
      (one, { numWriterPartitions, numReaderPartitions }) =>
        one.commits.size === numWriterPartitions && one.offsets.size === numReaderPartitions - 1,
    ),
    breaks: ['EC-30'],
  },
  {
    name: 'counts the reports of all epochs together',
    wrap: alsoCommits((one, { epochs, numWriterPartitions, numReaderPartitions }) => {
      const sum = values(epochs).reduce((so, progress) => so + progress.offsets.size, 0)
      return sum >= numReaderPartitions && one.commits.size === numWriterPartitions
    }),
    breaks: ['EC-30'],
  },
  {
    name: 'looks whether an epoch is complete only when a report comes',
    wrap: onReport('CommitPartitionEpoch', ({ before }, report) => ({
      state: remembering(before, report),
      events: [],
    })),
    breaks: ['EC-31'],
  },
  {
    name: 'looks whether an epoch is complete only when a commit comes',
    wrap: onReport('ReportPartitionOffset', ({ before, events }, report) => ({
      state: remembering(before, report),
      events: events.filter(({ kind }) => kind === 'offset-added'),
    })),
    breaks: ['EC-32'],
  },
  {
    name: 'keeps partitions in 32 bits',
    wrap: alterAction('coordinator', (action) => {
      if (action.kind !== 'send') return action
      return { kind: 'send', message: { ...action.message, partitionId: action.message.partitionId % 32 } }
    }),
    breaks: ['EC-31', 'EC-32'],
  },

  {
    name: "loses one partition's message when it commits",
    wrap: gives((messages) => messages.slice(1)),
    breaks: ['EC-33'],
  },
  {
    name: 'takes equal messages of two partitions for one',
    wrap: gives((messages) => [...new Set(messages)]),
    breaks: ['EC-33'],
  },
  {
    name: 'gives the sink the messages of the epoch before, too',
    wrap: gives((messages, of) => [...of(-1), ...messages]),
    breaks: ['EC-33'],
  },
  {
    name: 'gives the sink the messages of the epoch after, too, as far as they have come',
    wrap: gives((messages, of) => [...messages, ...of(1)]),
    breaks: ['EC-33'],
  },
  {
    name: 'waits for epoch 0 to be committed first, whatever the start epoch is',
    wrap: firstToCommit(() => -1),
    breaks: ['EC-34'],
  },
  {
    name: 'takes the start epoch for committed',
    wrap: firstToCommit((last) => last + 1),
    breaks: ['EC-34'],
  },
  {
    name: 'waits for the epoch before the start epoch',
    wrap: firstToCommit((last) => last - 1),
    breaks: ['EC-34'],
  },

  {
    name: 'commits an epoch that is complete before its predecessor, and passes over that one',
    wrap: onEarlyEpoch(commits),
    breaks: ['EC-35'],
  },
  {
    name: 'commits an epoch that is complete before its predecessor, and the predecessor after it',
    wrap: onEarlyEpoch((state, epoch) => ({ state, events: commits(state, epoch).events })),
    breaks: ['EC-35'],
  },
  {
    name: 'does not come back to an epoch that waited',
    wrap: leavesWaiting(() => true),
    breaks: ['EC-36', 'EC-37'],
  },
  {
    name: 'forgets an epoch that is complete before its turn',
    wrap: alterState('coordinator', ({ before, after }) =>
      after.waiting.size > before.waiting.size ? { ...after, waiting: before.waiting } : after,
    ),
    breaks: ['EC-36'],
  },
  {
    name: 'commits an epoch that waited only when the next message comes',
    wrap: withMemory<'coordinator', readonly Event[]>('coordinator', [], ({ state, action, take }, late) => {
      const { state: after, events } = take(state, action)
      if (action.kind !== 'send') return { state: after, events, memory: late }
      const { epoch } = action.message
      const waited = events.filter((event) => 'epoch' in event && (event.epoch ?? 0) > epoch)
      return { state: after, events: [...late, ...events.filter((one) => !waited.includes(one))], memory: waited }
    }),
    breaks: ['EC-36'],
  },
  {
    name: 'commits but one of the epochs that wait',
    wrap: leavesWaiting((_, __, at) => at > 1),
    breaks: ['EC-37'],
  },
  {
    name: 'commits the epochs that wait in descending order',
    wrap: reordersWaited((pairs) => pairs.toReversed()),
    breaks: ['EC-37'],
  },
  {
    name: 'commits the epochs that wait in the order of their digits',
    wrap: reordersWaited((pairs) =>
      pairs.toSorted((one, other) => (String(epochOf(one)) < String(epochOf(other)) ? -1 : 1)),
    ),
    breaks: ['EC-37'],
  },
  {
    name: 'does not stop at an epoch that is not complete, if one waits behind it',
    wrap: onCommit(({ after: state, events }) =>
      followedBy({ state, events }, (next) =>
        commitsWaiting(next, (now) => has(now.waiting, nextEpoch(now)) || has(now.waiting, nextEpoch(now) + 1)),
      ),
    ),
    breaks: ['EC-37'],
  },
  {
    name: 'passes over an epoch that is not complete, if one waits behind it',
    wrap: onCommit(({ after: state, events }) => {
      const epoch = nextEpoch(state) + 1
      return has(state.waiting, epoch) ? followedBy({ state, events }, (now) => commits(now, epoch)) : { state, events }
    }),
    breaks: ['EC-37'],
  },

  {
    name: 'commits to the query before the sink',
    wrap: exchange('epoch-committed', 'query-committed'),
    breaks: ['EC-38'],
  },
  {
    name: 'commits all epochs that wait to the sink, and then all of them to the query',
    wrap: alterEvents((events) => [
      ...events.filter(({ kind }) => kind !== 'query-committed'),
      ...events.filter(({ kind }) => kind === 'query-committed'),
    ]),
    breaks: ['EC-38'],
  },
  {
    name: 'does not tell the query of a commit',
    wrap: drop('query-committed'),
    breaks: ['CE-1', 'EC-38'],
  },
  {
    name: 'tells the query of the first only of the epochs that it commits in one go',
    wrap: drop(
      'query-committed',
      ({ events }, event) => event !== events.find(({ kind }) => kind === 'query-committed'),
    ),
    breaks: ['EC-38'],
  },
  {
    name: 'has the query commit the epoch before the one that it has committed to the sink',
    wrap: patch('query-committed', ({ epoch }) => ({ epoch: epoch - 1 })),
    breaks: ['CE-1'],
  },

  {
    name: 'commits the last epoch again when a report is repeated for it',
    wrap: commitsAgain((epoch, { lastCommittedEpoch }) => epoch === lastCommittedEpoch),
    breaks: ['EC-39'],
  },
  {
    name: 'commits an epoch again when all speak for it anew, after it was forgotten',
    wrap: commitsAgain((epoch, { lastCommittedEpoch }) => epoch < lastCommittedEpoch),
    breaks: ['EC-39'],
  },
  {
    name: 'commits whatever is complete and is not ahead of its turn',
    wrap: commitsAgain((epoch, { lastCommittedEpoch }) => epoch <= lastCommittedEpoch),
    breaks: ['EC-39', 'EC-53'],
  },
  {
    name: 'lets a complete epoch before the start epoch be the first',
    wrap: onReport(['CommitPartitionEpoch', 'ReportPartitionOffset'], ({ after: state, events }, { epoch }) => {
      const isFirst = epoch <= state.lastCommittedEpoch && state.epochs.size === 1 && isComplete(state, epoch)
      return isFirst ? followedBy({ state, events }, (now) => commits(now, epoch)) : { state, events }
    }),
    breaks: ['EC-53'],
  },
  {
    name: 'commits a complete epoch before the start epoch together with the start epoch',
    wrap: onCommit(({ before, after, events }) => {
      const early = before.lastCommittedEpoch
      if (!has(after.waiting, early)) return { state: after, events }
      const state = { ...after, waiting: remove(after.waiting, early) }
      return { state, events: [...commits(before, early).events, ...events] }
    }),
    breaks: ['EC-53'],
  },
  {
    name: 'commits no epoch that is ahead of the current one',
    wrap: commitsNot(({ currentEpoch }, epoch) => epoch > currentEpoch),
    breaks: ['EC-54'],
  },
  {
    name: 'lets an epoch wait until it is the current one',
    wrap: commitsNot(
      ({ currentEpoch }, epoch) => epoch > currentEpoch,
      (state, epoch) => ({ ...state, waiting: set(state.waiting, epoch, true) }),
    ),
    breaks: ['EC-54'],
  },
]
