import type { EventOf } from '../../../src/contract/events.ts'
import { dropBelow, get, has, values } from '../../../src/reference/int-map.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import {
  type Coordinator,
  coordinatorBefore,
  isSecondCommit,
  offsetAdded,
  onAsk,
  onCommit,
  onReport,
  progressOf,
  remembering,
  reportOf,
} from '../wrappers/coordinator.ts'
import { alterEach, alterEvents, before, double, drop, patch } from '../wrappers/events.ts'
import { alterAction, type Taken } from '../wrappers/wrapper.ts'

type Added = EventOf<'offset-added'>

const offsetsOf = (state: Coordinator | undefined, epoch: number) =>
  state === undefined ? [] : values(progressOf(state, epoch).offsets)

/** The offset that the report of this step brings. */
const offsetReported = (taken: Taken | undefined) => {
  const report = taken && reportOf(taken)
  return report?.type === 'ReportPartitionOffset' ? [report.offset] : []
}

/** All readers had reported the epoch before. */
const isRepeated = (taken: Taken, { epoch }: Added) => {
  const state = coordinatorBefore(taken)
  return state !== undefined && progressOf(state, epoch).offsets.size === state.numReaderPartitions
}

/** The report brings the offset that the partition has reported before. */
const isSame = (taken: Taken, { epoch }: Added) => {
  const report = reportOf(taken)
  const state = coordinatorBefore(taken)
  if (state === undefined || report?.type !== 'ReportPartitionOffset') return false
  return get(progressOf(state, epoch).offsets, report.partitionId) === report.offset
}

/** Adds the offsets that have come so far, if `when` holds of how many there are, and how many readers. */
const addsEarly = (when: (reported: number, readers: number) => boolean): Wrapper =>
  onReport('ReportPartitionOffset', ({ after: state, events }, { epoch }) => {
    const offsets = offsetsOf(state, epoch)
    if (!when(offsets.length, state.numReaderPartitions)) return { state, events }
    return { state, events: [offsetAdded(epoch, offsets), ...events] }
  })

/** Takes a report in the way given: as one of another partition, or with another offset. */
const takesReport = (
  change: (
    state: Coordinator,
    report: { readonly partitionId: number; readonly epoch: number; readonly offset: string },
  ) => { readonly partitionId?: number; readonly offset?: string },
): Wrapper =>
  alterAction('coordinator', (action, state) => {
    if (action.kind !== 'send' || action.message.type !== 'ReportPartitionOffset') return action
    return { kind: 'send', message: { ...action.message, ...change(state, action.message) } }
  })

const freePartition = (state: Coordinator, epoch: number) => {
  const { size } = progressOf(state, epoch).offsets
  return size < state.numReaderPartitions ? { partitionId: 1_000_000 + size } : {}
}

/** Forgets less, or more, when an epoch has been committed. */
const remembersFrom = (first: (lastCommitted: number, commits: number) => number): Wrapper =>
  onCommit(({ before: state, action, after, events }) => {
    const known = action.kind === 'send' ? remembering(state, action.message) : state
    const committed = events.filter(({ kind }) => kind === 'epoch-committed').length
    return { state: { ...after, epochs: dropBelow(known.epochs, first(after.lastCommittedEpoch, committed)) }, events }
  })

const waited = (taken: Taken, { epoch }: EventOf<'epoch-committed'>) => {
  const state = coordinatorBefore(taken)
  return state !== undefined && has(state.waiting, epoch)
}

/** Faults in the offsets that the query is given, and in how long what has come is remembered. */
export const offsetMutants: readonly Mutant[] = [
  {
    name: 'adds only the offset of the partition that has completed the epoch',
    wrap: patch('offset-added', (_, taken) => ({ offsets: offsetReported(taken) })),
    breaks: ['EC-44'],
  },
  {
    name: 'adds the offsets of the epoch before, too',
    wrap: patch('offset-added', ({ epoch, offsets }, taken) => ({
      offsets: [...offsetsOf(taken && coordinatorBefore(taken), epoch - 1), ...offsets],
    })),
    breaks: ['EC-44'],
  },
  {
    name: 'takes equal offsets of two partitions for one',
    wrap: patch('offset-added', ({ offsets }) => ({ offsets: [...new Set(offsets)] })),
    breaks: ['EC-44'],
  },
  {
    name: "adds an epoch's offsets partition by partition",
    wrap: alterEach('offset-added', ({ epoch, offsets }) => offsets.map((offset) => offsetAdded(epoch, [offset]))),
    breaks: ['EC-44'],
  },
  {
    name: "adds an epoch's offsets twice",
    wrap: double('offset-added'),
    breaks: ['EC-44'],
  },
  {
    name: 'adds the offsets that have come so far at each report',
    wrap: addsEarly((reported, readers) => reported < readers),
    breaks: ['EC-45'],
  },
  {
    name: 'adds the offsets when all readers but one have reported',
    wrap: addsEarly((reported, readers) => reported === readers - 1),
    breaks: ['EC-45'],
  },
  {
    name: 'adds the offsets only when the writers have committed',
    wrap: drop('offset-added', (taken, { epoch }) => {
      const state = coordinatorBefore(taken)
      return state !== undefined && progressOf(state, epoch).commits.size !== state.numWriterPartitions
    }),
    breaks: ['EC-46'],
  },
  {
    name: 'adds no offsets of an epoch whose turn to be committed has not come',
    wrap: drop('offset-added', (taken, { epoch }) => {
      return epoch > (coordinatorBefore(taken)?.lastCommittedEpoch ?? epoch) + 1
    }),
    breaks: ['EC-46'],
  },
  {
    name: 'adds the offsets after the epoch is committed',
    wrap: alterEvents((events) => [
      ...events.filter(({ kind }) => kind !== 'offset-added'),
      ...events.filter(({ kind }) => kind === 'offset-added'),
    ]),
    breaks: ['EC-47'],
  },
  {
    name: 'counts reports, not the partitions that they come from',
    wrap: takesReport((state, { partitionId, epoch }) =>
      has(progressOf(state, epoch).offsets, partitionId) ? freePartition(state, epoch) : {},
    ),
    breaks: ['EC-48'],
  },
  {
    name: 'takes a repeated report with another offset for one of another partition',
    wrap: takesReport((state, { partitionId, epoch, offset }) => {
      const known = get(progressOf(state, epoch).offsets, partitionId)
      return known === undefined || known === offset ? {} : freePartition(state, epoch)
    }),
    breaks: ['EC-48'],
  },
  {
    name: 'keeps the first offset of a repeated report',
    wrap: takesReport((state, { partitionId, epoch, offset }) => ({
      offset: get(progressOf(state, epoch).offsets, partitionId) ?? offset,
    })),
    breaks: ['EC-49'],
  },
  {
    name: 'adds no offsets again when a report is repeated',
    wrap: drop('offset-added', isRepeated),
    breaks: ['EC-50', 'EC-52'],
  },
  {
    name: 'adds the offsets again only when the repeated report brings another',
    wrap: drop('offset-added', isSame),
    breaks: ['EC-50'],
  },
  {
    name: 'adds only the offset that a repeated report brings',
    wrap: patch('offset-added', (_, taken) => ({ offsets: offsetReported(taken) }), isRepeated),
    breaks: ['EC-50', 'EC-52'],
  },
  {
    name: 'forgets nothing',
    wrap: remembersFrom(() => 0),
    breaks: ['EC-51'],
  },
  {
    name: 'still knows the epoch before the last that was committed',
    wrap: remembersFrom((last) => last - 1),
    breaks: ['EC-51'],
  },
  {
    name: 'forgets the reports of earlier epochs only when they were complete before their turn',
    wrap: remembersFrom((last, committed) => (committed > 1 ? last : 0)),
    breaks: ['EC-51'],
  },
  {
    name: 'forgets the last committed epoch, too',
    wrap: remembersFrom((last) => last + 1),
    breaks: ['EC-52'],
  },

  {
    name: 'adds the offsets under the epoch after the one that was reported',
    wrap: patch('offset-added', ({ epoch }) => ({ epoch: epoch + 1 })),
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets under the current epoch instead of the one that was reported',
    wrap: patch('offset-added', ({ epoch }, taken) => ({
      epoch: (taken && coordinatorBefore(taken)?.currentEpoch) ?? epoch,
    })),
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of an epoch once more when a commit completes it',
    wrap: onReport('CommitPartitionEpoch', ({ before: state, after, events }, report) => {
      if (events.length === 0 || isSecondCommit(state, report)) return { state: after, events }
      return { state: after, events: [offsetAdded(report.epoch, offsetsOf(state, report.epoch)), ...events] }
    }),
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of each epoch that waited when it commits it',
    wrap: before(
      'epoch-committed',
      ({ epoch }, taken) => offsetAdded(epoch, offsetsOf(coordinatorBefore(taken), epoch)),
      waited,
    ),
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets of an epoch that waited when a report lets it be committed',
    wrap: before(
      'epoch-committed',
      ({ epoch }, taken) => offsetAdded(epoch, offsetsOf(coordinatorBefore(taken), epoch)),
      (taken, event) => waited(taken, event) && reportOf(taken)?.type === 'ReportPartitionOffset',
    ),
    breaks: ['CE-2'],
  },
  {
    name: 'adds the offsets that have come so far when IncrementAndGetEpoch ends an epoch',
    wrap: onAsk('IncrementAndGetEpoch', ({ before: state, after, events }) => {
      const offsets = offsetsOf(state, state.currentEpoch)
      const added = offsets.length === 0 ? [] : [offsetAdded(state.currentEpoch, offsets)]
      return { state: after, events: [...added, ...events] }
    }),
    breaks: ['CE-2'],
  },
]
