import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const ifSecondCommit = 'if (has(progress.commits, partition)) return { state, events: [] }'
const commitsMissing = 'if (progress.commits.size !== state.writers ||'
const reportsMissing = '|| progress.offsets.size !== state.readers) return'
const startOfCount = 'const { partitionId: partition, epoch } = report'
const whileTheNextWaits = 'while (has(next.waiting, next.lastCommittedEpoch + 1))'
const setReaders = 'readers: question.numPartitions'
const setWriters = 'writers: question.numPartitions'

/** From the end of a coordinator's making to its first step: where something can be kept of its setup. */
const betweenOpenAndStep = `    events: [registered('coordinator')],
  }
}

export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {`

/** Stops the query when there is more of something than the backlog's limit, as later versions of Spark do. */
const stopping = (
  what: string,
  size: string,
) => `    events: (limit = setup.epochBacklogQueueSize, [registered('coordinator')]),
  }
}

let limit = 0

export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {
  const next = stepUnbounded(state, action)
  if (action.kind !== 'send' || ${size} <= limit) return next
  const error = { type: 'IllegalStateException', message: \`Size of the ${what} queue has exceeded its maximum\` }
  return { state: next.state, events: [...next.events, { kind: 'query-stopped', actor: 'coordinator', error }] }
}

function stepUnbounded(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {`

/** Faults in counting: partitions that speak twice, numbers that are not set or are set again, and large numbers. */
export const countMutants: readonly Mutant[] = [
  {
    name: 'counts commits, not the partitions that they come from',
    file,
    find: ifSecondCommit,
    replace: `if (has(progress.commits, partition)) {
        const more = set(progress.commits, 1_000_000 + progress.commits.size, report.message)
        return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits: more }), epoch)
      }`,
    breaks: ['EC-40'],
  },
  {
    name: 'takes partition 1 in epoch 11 for partition 11 in epoch 1',
    file,
    find: ifSecondCommit,
    replace: `const key = String(partition) + epoch
      for (let split = 1; split < key.length; split++) {
        const other = get(state.epochs, Number(key.slice(split))) ?? nothing
        if (has(other.commits, Number(key.slice(0, split)))) return { state, events: [] }
      }`,
    breaks: ['EC-33'],
  },
  {
    name: 'takes a repeated commit with another message for one of another partition',
    file,
    find: ifSecondCommit,
    replace: `if (has(progress.commits, partition) && get(progress.commits, partition) !== report.message) {
        const more = set(progress.commits, 1_000_000 + progress.commits.size, report.message)
        return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits: more }), epoch)
      }
      ${ifSecondCommit}`,
    breaks: ['EC-40'],
  },
  {
    name: 'keeps the last message of a repeated commit',
    file,
    find: ifSecondCommit,
    replace: `if (has(progress.commits, partition)) {
        const replaced = set(progress.commits, partition, report.message)
        return { state: remember(state, epoch, { ...progress, commits: replaced }), events: [] }
      }`,
    breaks: ['EC-41'],
  },
  {
    name: 'keeps the last message of a commit that is repeated while the epoch waits',
    file,
    find: ifSecondCommit,
    replace: `if (has(state.waiting, epoch)) {
        const replaced = set(progress.commits, partition, report.message)
        return { state: remember(state, epoch, { ...progress, commits: replaced }), events: [] }
      }
      ${ifSecondCommit}`,
    breaks: ['EC-41'],
  },
  {
    name: 'drops commits of partitions that are not below the number of writers',
    file,
    find: ifSecondCommit,
    replace: `if (state.writers > 0 && partition >= state.writers) return { state, events: [] }
      ${ifSecondCommit}`,
    breaks: ['EC-42'],
  },
  {
    name: 'drops reports of partitions that are not below the number of readers',
    file,
    find: 'const offsets = set(progress.offsets, partition, report.offset)',
    replace: `if (state.readers > 0 && partition >= state.readers) return { state, events: [] }
      const offsets = set(progress.offsets, partition, report.offset)`,
    breaks: ['EC-42'],
  },
  {
    name: 'takes more commits than writers for complete',
    file,
    find: commitsMissing,
    replace: `if ((state.writers === 0 ? progress.commits.size > 0 : progress.commits.size < state.writers) ||`,
    breaks: ['EC-43'],
  },

  {
    name: 'commits nothing until the number of readers is set',
    file,
    find: commitsMissing,
    replace: `if (state.readers === 0 || progress.commits.size !== state.writers ||`,
    breaks: ['EC-65'],
  },
  {
    name: 'commits an epoch with reports while the number of readers is not set',
    file,
    find: reportsMissing,
    replace: '|| (state.readers > 0 && progress.offsets.size !== state.readers)) return',
    breaks: ['EC-65'],
  },
  {
    name: 'adds offsets while the number of readers is not set',
    file,
    find: 'if (offsets.size !== state.readers) return',
    replace: 'if (state.readers > 0 && offsets.size !== state.readers) return',
    breaks: ['EC-65'],
  },
  {
    name: 'takes the number of readers for one until it is set',
    file,
    find: 'readers: 0,',
    replace: 'readers: 1,',
    breaks: ['EC-65'],
  },
  {
    name: 'commits nothing until the number of writers is set',
    file,
    find: commitsMissing,
    replace: `if (state.writers === 0 || progress.commits.size !== state.writers ||`,
    breaks: ['EC-66'],
  },
  {
    name: 'commits an epoch with commits while the number of writers is not set',
    file,
    find: commitsMissing,
    replace: 'if ((state.writers > 0 && progress.commits.size !== state.writers) ||',
    breaks: ['EC-66'],
  },
  {
    name: 'takes the number of writers for one until it is set',
    file,
    find: 'writers: 0,',
    replace: 'writers: 1,',
    breaks: ['EC-66'],
  },
  {
    name: 'keeps the first number of writers',
    file,
    find: setWriters,
    replace: 'writers: state.writers || question.numPartitions',
    breaks: ['EC-67'],
  },
  {
    name: 'adds a second number of writers to the first',
    file,
    find: setWriters,
    replace: 'writers: state.writers + question.numPartitions',
    breaks: ['EC-67'],
  },
  {
    name: 'does not lower the number of writers',
    file,
    find: setWriters,
    replace: 'writers: Math.max(state.writers, question.numPartitions)',
    breaks: ['EC-67'],
  },
  {
    name: 'does not raise the number of writers once it is set',
    file,
    find: setWriters,
    replace: 'writers: Math.min(state.writers || question.numPartitions, question.numPartitions)',
    breaks: ['EC-67'],
  },
  {
    name: 'forgets what has come when the number of writers is set again',
    file,
    find: setWriters,
    replace: 'writers: question.numPartitions, epochs: state.writers > 0 ? emptyIntMap() : state.epochs',
    breaks: ['EC-67'],
  },
  {
    name: 'keeps the first number of readers',
    file,
    find: setReaders,
    replace: 'readers: state.readers || question.numPartitions',
    breaks: ['EC-68'],
  },
  {
    name: 'adds a second number of readers to the first',
    file,
    find: setReaders,
    replace: 'readers: state.readers + question.numPartitions',
    breaks: ['EC-68'],
  },
  {
    name: 'does not lower the number of readers',
    file,
    find: setReaders,
    replace: 'readers: Math.max(state.readers, question.numPartitions)',
    breaks: ['EC-68'],
  },
  {
    name: 'does not raise the number of readers once it is set',
    file,
    find: setReaders,
    replace: 'readers: Math.min(state.readers || question.numPartitions, question.numPartitions)',
    breaks: ['EC-68'],
  },
  {
    name: 'forgets what has come when the number of readers is set again',
    file,
    find: setReaders,
    replace: 'readers: question.numPartitions, epochs: state.readers > 0 ? emptyIntMap() : state.epochs',
    breaks: ['EC-68'],
  },
  {
    name: 'counts the commits of an epoch that waits anew when its turn comes',
    file,
    find: whileTheNextWaits,
    replace: `while (
    has(next.waiting, next.lastCommittedEpoch + 1) &&
    get(next.epochs, next.lastCommittedEpoch + 1)?.commits.size === next.writers
  )`,
    breaks: ['EC-69'],
  },
  {
    name: 'counts the reports of an epoch that waits anew when its turn comes',
    file,
    find: whileTheNextWaits,
    replace: `while (
    has(next.waiting, next.lastCommittedEpoch + 1) &&
    get(next.epochs, next.lastCommittedEpoch + 1)?.offsets.size === next.readers
  )`,
    breaks: ['EC-69'],
  },

  {
    name: 'stops the query when more offsets pile up than the backlog may hold',
    file,
    find: betweenOpenAndStep,
    replace: stopping(
      'partition offset',
      'values(next.state.epochs).reduce((sum, { offsets }) => sum + offsets.size, 0)',
    ),
    breaks: ['EC-70'],
  },
  {
    name: 'stops the query when more commits pile up than the backlog may hold',
    file,
    find: betweenOpenAndStep,
    replace: stopping(
      'partition commit',
      'values(next.state.epochs).reduce((sum, { commits }) => sum + commits.size, 0)',
    ),
    breaks: ['EC-70'],
  },
  {
    name: 'stops the query when more epochs wait than the backlog may hold',
    file,
    find: betweenOpenAndStep,
    replace: stopping('epoch commit', 'next.state.waiting.size'),
    breaks: ['EC-70'],
  },

  {
    name: 'reads the epoch of a message as 32 bits',
    file,
    find: startOfCount,
    replace: `const partition = report.partitionId
  const epoch = report.epoch | 0`,
    breaks: ['EC-71'],
  },
  {
    name: 'counts the current epoch in 32 bits',
    file,
    find: 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)',
    replace: 'return answer({ ...state, currentEpoch: (state.currentEpoch + 1) | 0 }, (state.currentEpoch + 1) | 0)',
    breaks: ['EC-71'],
  },
  {
    name: 'counts the epoch that it has committed in 32 bits',
    file,
    find: 'lastCommittedEpoch: epoch }',
    replace: 'lastCommittedEpoch: epoch | 0 }',
    breaks: ['EC-71'],
  },
  {
    name: 'takes two epochs that differ by 2^31 for the same one',
    file,
    find: startOfCount,
    replace: `const partition = report.partitionId
  const epoch = report.epoch % 2 ** 31`,
    breaks: ['EC-71'],
  },
]
