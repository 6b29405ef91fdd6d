import { progressOf } from '../wrappers/coordinator.ts'
import { ignoreAction } from '../wrappers/wrapper.ts'
import type { SeededBug } from './seeded-bug.ts'

const file = 'coordinator.ts'

/** Coordinators that put epochs in order as long as messages come in the usual one. */
export const coordinatorBugs: readonly SeededBug[] = [
  {
    id: 'coordinator-loses-a-commit-between-reports',
    role: 'coordinator',
    edition: 'document',
    name: 'loses a commit that comes between two reports of its epoch',
    story:
      'While the readers report, the record of the epoch is checked out, and a commit is written into the old one.',
    needsInterleaving: true,
    wrap: ignoreAction('coordinator', (action, state) => {
      if (action.kind !== 'send' || action.message.type !== 'CommitPartitionEpoch') return false
      const { size } = progressOf(state, action.message.epoch).offsets
      return size > 0 && size < state.readers
    }),
    breaks: ['EC-29', 'EC-31'],
  },
  {
    id: 'coordinator-commits-one-waiting-epoch',
    role: 'coordinator',
    edition: 'document',
    name: 'commits the epoch that has waited for another only if it is the only one',
    story:
      'The epoch that waits is taken from its queue when the queue holds one; with more of them nobody looks again.',
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
    name: 'takes a report that is repeated for the turn of the epoch after it',
    story: 'The turn is asked with "not later than the next", since an epoch that was committed would not come again.',
    needsInterleaving: false,
    file,
    find: 'if (epoch !== state.lastCommittedEpoch + 1) {',
    replace: 'if (epoch > state.lastCommittedEpoch + 1) {',
    breaks: ['EC-34', 'EC-29'],
  },
]
