import { progressOf } from '../wrappers/coordinator.ts'
import { ignoreAction } from '../wrappers/wrapper.ts'
import type { SeededBug } from './seeded-bug.ts'

const file = 'coordinator.ts'

/** Coordinators that work as long as messages arrive in the usual order. */
export const coordinatorBugs: readonly SeededBug[] = [
  {
    id: 'coordinator-loses-a-commit-between-reports',
    role: 'coordinator',
    edition: 'document',
    name: 'loses a commit that comes between two reports of its epoch',
    story: 'While the readers report, the record of the epoch is copied, and a commit is written to the old copy.',
    needsInterleaving: true,
    wrap: ignoreAction('coordinator', (action, state) => {
      if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return false
      const { size } = progressOf(state, action.message.epoch).offsets
      return size > 0 && size < state.numReaderPartitions
    }),
    breaks: ['EC-29', 'EC-31'],
  },
  {
    id: 'coordinator-commits-one-waiting-epoch',
    role: 'coordinator',
    edition: 'document',
    name: 'commits an epoch that has waited only if no other epoch waits',
    story: 'The waiting epoch is taken from its queue only if the queue has exactly one entry.',
    needsInterleaving: false,
    file,
    find: 'has(next.waiting, next.lastCommittedEpoch + 1)',
    replace: 'has(next.waiting, next.lastCommittedEpoch + 1) && state.waiting.size === 1',
    breaks: ['EC-37'],
  },
  {
    id: 'coordinator-goes-back',
    role: 'coordinator',
    edition: 'document',
    name: 'takes a repeated report for the turn of the next epoch',
    story:
      'The turn is checked with "not later than the next", on the assumption that messages of a committed epoch do not arrive again.',
    needsInterleaving: false,
    file,
    find: 'if (epoch !== state.lastCommittedEpoch + 1) {',
    replace: 'if (epoch > state.lastCommittedEpoch + 1) {',
    breaks: ['EC-34', 'EC-29'],
  },
]
