import type { Ask } from '../../../src/contract/messages.ts'
import { logRegistered } from '../../../src/reference/log-lines.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import {
  answered,
  commits,
  followedBy,
  isComplete,
  isSecondCommit,
  nextEpoch,
  onAsk,
  onCommit,
  onReport,
  replyTo,
} from '../wrappers/coordinator.ts'
import { double, drop, patch } from '../wrappers/events.ts'
import { alterFirstState, inTurn, onTogether, type Taken } from '../wrappers/wrapper.ts'

const registering = /^Registered /
const currentEpoch = ({ before, after }: { before: Taken['before']; after: Taken['after'] }) => ({
  before: before.role === 'coordinator' ? before.currentEpoch : 0,
  after: after.role === 'coordinator' ? after.currentEpoch : 0,
})

/** Answers an ask with another value. */
const repliesWith = (type: Ask['type'], value: (taken: Taken) => number | null): Wrapper =>
  patch('answered', (_, taken) => (taken === undefined ? {} : { value: value(taken) }), replyTo(type))

const numberSet = ({ action }: Taken) =>
  action.kind === 'ask' && 'numPartitions' in action.message ? action.message.numPartitions : 0
const nextOf = ({ before }: Taken) => (before.role === 'coordinator' ? nextEpoch(before) : 0)

/** Looks at this ask whether there is an epoch to be committed. */
const commitsAt = (type: Ask['type']): Wrapper =>
  onAsk(type, ({ after: state, events }) =>
    isComplete(state, nextEpoch(state))
      ? followedBy({ state, events }, (now) => commits(now, nextEpoch(now)))
      : { state, events },
  )

/** Faults in asks, replies and log lines. */
export const messageMutants: readonly Mutant[] = [
  {
    name: 'lets messages that come in at once start from the same state, and keeps what the last of them made of it',
    wrap: onTogether((step, state, actions) => {
      if (state.role !== 'coordinator') return inTurn(step, state, actions)
      const steps = actions.map((action) => step(state, action))
      return { state: steps.at(-1)?.state ?? state, events: steps.flatMap(({ events }) => events) }
    }),
    breaks: ['EC-1'],
  },
  {
    name: 'loses the last of the messages that come in at once',
    wrap: onTogether((step, state, actions) =>
      inTurn(step, state, state.role === 'coordinator' ? actions.slice(0, -1) : actions),
    ),
    breaks: ['EC-1'],
  },
  {
    name: 'loses the first of the messages that come in at once',
    wrap: onTogether((step, state, actions) =>
      inTurn(step, state, state.role === 'coordinator' ? actions.slice(1) : actions),
    ),
    breaks: ['EC-1'],
  },

  {
    name: 'does not answer GetCurrentEpoch',
    wrap: drop('answered', replyTo('GetCurrentEpoch')),
    breaks: ['EC-2'],
  },
  {
    name: 'moves the epoch, but does not answer IncrementAndGetEpoch',
    wrap: drop('answered', replyTo('IncrementAndGetEpoch')),
    breaks: ['EC-3'],
  },
  {
    name: 'sets the readers, but does not answer SetReaderPartitions',
    wrap: drop('answered', replyTo('SetReaderPartitions')),
    breaks: ['EC-4'],
  },
  {
    name: 'sets the writers, but does not answer SetWriterPartitions',
    wrap: drop('answered', replyTo('SetWriterPartitions')),
    breaks: ['EC-5'],
  },
  {
    name: 'stops, but does not answer StopContinuousExecutionWrites',
    wrap: drop('answered', replyTo('StopContinuousExecutionWrites')),
    breaks: ['EC-6'],
  },
  {
    name: 'answers a CommitPartitionEpoch with the current epoch',
    wrap: onReport('CommitPartitionEpoch', ({ before, after: state, events }, report) => {
      if (isSecondCommit(before, report)) return { state, events }
      return { state, events: [...events, answered('GetCurrentEpoch', state.currentEpoch)] }
    }),
    breaks: ['EC-7'],
  },
  {
    name: 'acknowledges a ReportPartitionOffset',
    wrap: onReport('ReportPartitionOffset', ({ after: state, events }) =>
      events.length > 0 ? { state, events } : { state, events: [answered('SetReaderPartitions', null)] },
    ),
    breaks: ['EC-7'],
  },

  {
    name: 'counts its epochs from 0, whatever the start epoch is',
    wrap: alterFirstState('coordinator', (state) => ({ ...state, currentEpoch: 0 })),
    breaks: ['EC-8'],
  },
  {
    name: 'takes the epoch before the start epoch for the current one',
    wrap: alterFirstState('coordinator', (state) => ({ ...state, currentEpoch: state.currentEpoch - 1 })),
    breaks: ['EC-8'],
  },
  {
    name: 'answers IncrementAndGetEpoch with the epoch that it has moved away from',
    wrap: repliesWith('IncrementAndGetEpoch', (taken) => currentEpoch(taken).before),
    breaks: ['EC-9', 'EC-10'],
  },
  {
    name: 'moves two epochs at each IncrementAndGetEpoch',
    wrap: onAsk('IncrementAndGetEpoch', ({ after }) => {
      const moved = after.currentEpoch + 1
      return { state: { ...after, currentEpoch: moved }, events: [answered('IncrementAndGetEpoch', moved)] }
    }),
    breaks: ['EC-9'],
  },
  {
    name: 'answers IncrementAndGetEpoch with the next epoch, but does not move there',
    wrap: onAsk('IncrementAndGetEpoch', ({ before: state, events }) => ({ state, events })),
    breaks: ['EC-10'],
  },
  {
    name: 'answers GetCurrentEpoch with the epoch that is open to be committed',
    wrap: repliesWith('GetCurrentEpoch', nextOf),
    breaks: ['EC-10', 'EC-13'],
  },
  {
    name: 'moves the epoch at each GetCurrentEpoch',
    wrap: onAsk('GetCurrentEpoch', ({ after, events }) => ({
      state: { ...after, currentEpoch: after.currentEpoch + 1 },
      events,
    })),
    breaks: ['EC-11'],
  },
  {
    name: 'answers SetReaderPartitions with the number that was set',
    wrap: repliesWith('SetReaderPartitions', numberSet),
    breaks: ['EC-12'],
  },
  {
    name: 'answers SetWriterPartitions with the number that was set',
    wrap: repliesWith('SetWriterPartitions', numberSet),
    breaks: ['EC-12'],
  },
  {
    name: 'answers StopContinuousExecutionWrites with the epoch that it stops at',
    wrap: repliesWith('StopContinuousExecutionWrites', (taken) => currentEpoch(taken).before),
    breaks: ['EC-12'],
  },
  {
    name: 'moves the current epoch on when it commits',
    wrap: onCommit(({ after, events }) => ({ state: { ...after, currentEpoch: nextEpoch(after) }, events })),
    breaks: ['EC-13'],
  },
  {
    name: 'moves the current epoch on when it commits an epoch that is ahead of it',
    wrap: onCommit(({ after, events }) => ({
      state: { ...after, currentEpoch: Math.max(after.lastCommittedEpoch, after.currentEpoch) },
      events,
    })),
    breaks: ['EC-13'],
  },

  {
    name: 'commits an epoch that SetReaderPartitions makes complete',
    wrap: commitsAt('SetReaderPartitions'),
    breaks: ['EC-18'],
  },
  {
    name: 'commits an epoch that SetWriterPartitions makes complete',
    wrap: commitsAt('SetWriterPartitions'),
    breaks: ['EC-18'],
  },
  {
    name: 'looks at each GetCurrentEpoch whether there is an epoch to be committed',
    wrap: commitsAt('GetCurrentEpoch'),
    breaks: ['EC-18'],
  },
  {
    name: 'looks at the stop whether there is an epoch to be committed',
    wrap: commitsAt('StopContinuousExecutionWrites'),
    breaks: ['EC-18'],
  },
  {
    name: 'commits the epoch that IncrementAndGetEpoch ends',
    wrap: onAsk('IncrementAndGetEpoch', ({ before, after: state, events }) =>
      followedBy({ state, events }, (now) => commits(now, before.currentEpoch)),
    ),
    breaks: ['EC-18'],
  },
  {
    name: 'commits the epoch that is open when it is stopped',
    wrap: onAsk('StopContinuousExecutionWrites', ({ after: state, events }) =>
      followedBy({ state, events }, (now) => commits(now, nextEpoch(now))),
    ),
    breaks: ['EC-18'],
  },

  {
    name: 'does not log that it is registered',
    wrap: drop(registering),
    breaks: ['EC-19'],
  },
  {
    name: 'logs twice that it is registered',
    wrap: double(registering),
    breaks: ['EC-19'],
  },
  {
    name: 'logs that it is registered again when it is stopped',
    wrap: onAsk('StopContinuousExecutionWrites', ({ after: state, events }) => ({
      state,
      events: [...events, logRegistered('coordinator')],
    })),
    breaks: ['EC-19'],
  },
  {
    name: 'logs at DEBUG that it is registered',
    wrap: patch(registering, { level: 'DEBUG' }),
    breaks: ['EC-19'],
  },
  {
    name: 'ends the line that it is registered with a full stop',
    wrap: patch(registering, ({ message }) => ({ message: `${message}.` })),
    breaks: ['EC-19'],
  },
  {
    name: "logs under the endpoint's name instead of its reference's",
    wrap: patch(registering, ({ logger }) => ({ logger: logger.replace(/Ref$/, '') })),
    breaks: ['EC-72'],
  },
  {
    name: 'logs under its short name',
    wrap: patch(registering, { logger: 'EpochCoordinator' }),
    breaks: ['EC-72'],
  },
]
