import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const complete = 'if (!isComplete) return handled(state, noEvents)'
const turn = 'if (epoch !== state.lastCommittedEpoch + 1) {'
const waiting = 'has(next.waiting, next.lastCommittedEpoch + 1)'
const repeated = 'if (has(progress.commits, partition)) return ignored(state)'
const committed = '{ ...toQuery.after, lastCommittedEpoch: epoch },'
const takes = "stepCoordinator(state.coordinator, { kind: 'send', message })"

/** Coordinators in a whole query that messages confuse which come late, out of order, or twice. */
export const queryDeliveryMutants: readonly Mutant[] = [
  {
    name: 'commits the epochs of a query as they become complete',
    file,
    find: turn,
    replace: 'if (epoch < 0) {',
    breaks: ['OP-35'],
  },
  {
    name: 'forgets an epoch of a query that is complete too early',
    file,
    find: waiting,
    replace: 'false',
    breaks: ['OP-35'],
  },
  {
    name: 'lets one epoch of a query go with the one before it, and no more',
    file,
    find: waiting,
    replace:
      'has(next.waiting, next.lastCommittedEpoch + 1) && next.lastCommittedEpoch === state.lastCommittedEpoch + 1',
    breaks: ['OP-35'],
  },
  {
    name: 'commits an epoch of a query without asking the readers',
    file,
    find: complete,
    replace: 'if (commits.size !== state.numWriterPartitions) return handled(state, noEvents)',
    breaks: ['OP-35'],
  },
  {
    name: 'commits an epoch of a query when the fastest of its tasks has',
    file,
    find: complete,
    replace: 'if (commits.size === 0 || offsets.size === 0) return handled(state, noEvents)',
    breaks: ['OP-35'],
  },
  {
    name: 'does not look at what overtakes',
    file: 'query/mailboxes.ts',
    find: takes,
    replace: `(message.epoch > state.coordinator.lastCommittedEpoch + 1 ? { state: state.coordinator, events: [] } : ${takes})`,
    breaks: ['OP-35'],
  },
  {
    name: 'counts the messages of a query, and not its tasks',
    file,
    find: `${repeated}\n      const commits = set(progress.commits, partition, message.message)`,
    replace: 'const commits = set(progress.commits, progress.commits.size, message.message)',
    breaks: ['EC-74'],
  },
  {
    name: 'counts the reports of a query, and not its readers',
    file,
    find: 'const offsets = set(progress.offsets, partition, message.offset)',
    replace: 'const offsets = set(progress.offsets, progress.offsets.size, message.offset)',
    breaks: ['EC-74'],
  },
  {
    name: 'commits an epoch of a query again with each commit that is repeated',
    file,
    find: repeated,
    replace: `if (has(progress.commits, partition)) {
        const again = commitEpoch({ ...state, lastCommittedEpoch: epoch - 1 }, epoch)
        return progress.commits.size === state.numWriterPartitions ? again : ignored(state)
      }`,
    breaks: ['EC-74'],
  },
  {
    name: 'commits an epoch of a query again with each report that is repeated',
    file,
    find: committed,
    replace: '{ ...toQuery.after, waiting: remove(toQuery.after.waiting, epoch) },',
    breaks: ['EC-74', 'OP-35'],
  },
]
