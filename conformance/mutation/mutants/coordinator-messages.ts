import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const getCurrentEpoch = 'return answer(state, state.currentEpoch)'
const incrementAndGetEpoch = 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)'
const setReaderPartitions = 'return answer({ ...state, readers: question.numPartitions }, null)'
const setWriterPartitions = 'return answer({ ...state, writers: question.numPartitions }, null)'
const stopWrites = 'return answer({ ...state, queryWritesStopped: true }, null)'

const nextEpoch = 'state.lastCommittedEpoch + 1'

/** Faults in questions and their answers, and in what is logged. */
export const messageMutants: readonly Mutant[] = [
  {
    name: 'lets messages that come in at once start from the same state, and keeps what the last of them made of it',
    file: 'model.ts',
    find: 'stepOne(next.state, one)',
    replace: "stepOne(state.role === 'coordinator' ? state : next.state, one)",
    breaks: ['EC-1'],
  },
  {
    name: 'loses the last of the messages that come in at once',
    file: 'model.ts',
    find: 'for (const one of action.actions) {',
    replace: "for (const one of state.role === 'coordinator' ? action.actions.slice(0, -1) : action.actions) {",
    breaks: ['EC-1'],
  },
  {
    name: 'loses the first of the messages that come in at once',
    file: 'model.ts',
    find: 'for (const one of action.actions) {',
    replace: "for (const one of state.role === 'coordinator' ? action.actions.slice(1) : action.actions) {",
    breaks: ['EC-1'],
  },

  {
    name: 'does not answer GetCurrentEpoch',
    file,
    find: getCurrentEpoch,
    replace: 'return { state, events: [] }',
    breaks: ['EC-2'],
  },
  {
    name: 'moves the epoch, but does not answer IncrementAndGetEpoch',
    file,
    find: incrementAndGetEpoch,
    replace: 'return { state: { ...state, currentEpoch: state.currentEpoch + 1 }, events: [] }',
    breaks: ['EC-3'],
  },
  {
    name: 'sets the readers, but does not answer SetReaderPartitions',
    file,
    find: setReaderPartitions,
    replace: 'return { state: { ...state, readers: question.numPartitions }, events: [] }',
    breaks: ['EC-4'],
  },
  {
    name: 'sets the writers, but does not answer SetWriterPartitions',
    file,
    find: setWriterPartitions,
    replace: 'return { state: { ...state, writers: question.numPartitions }, events: [] }',
    breaks: ['EC-5'],
  },
  {
    name: 'stops, but does not answer StopContinuousExecutionWrites',
    file,
    find: stopWrites,
    replace: 'return { state: { ...state, queryWritesStopped: true }, events: [] }',
    breaks: ['EC-6'],
  },
  {
    name: 'answers a CommitPartitionEpoch with the current epoch',
    file,
    find: 'return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch)',
    replace: `const made = resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch)
      const reply: Event = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: state.currentEpoch }
      return { state: made.state, events: [...made.events, reply] }`,
    breaks: ['EC-7'],
  },
  {
    name: 'acknowledges a ReportPartitionOffset',
    file,
    find: 'if (offsets.size !== state.readers) return { state: next, events: [] }',
    replace: `const reply: Event = { kind: 'answered', actor: 'coordinator', message: 'SetReaderPartitions', value: null }
      if (offsets.size !== state.readers) return { state: next, events: [reply] }`,
    breaks: ['EC-7'],
  },

  {
    name: 'counts its epochs from 0, whatever the start epoch is',
    file,
    find: 'currentEpoch: setup.startEpoch,',
    replace: 'currentEpoch: 0,',
    breaks: ['EC-8'],
  },
  {
    name: 'takes the epoch before the start epoch for the current one',
    file,
    find: 'currentEpoch: setup.startEpoch,',
    replace: 'currentEpoch: setup.startEpoch - 1,',
    breaks: ['EC-8'],
  },
  {
    name: 'answers IncrementAndGetEpoch with the epoch that it has moved away from',
    file,
    find: incrementAndGetEpoch,
    replace: 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch)',
    breaks: ['EC-9', 'EC-10'],
  },
  {
    name: 'moves two epochs at each IncrementAndGetEpoch',
    file,
    find: incrementAndGetEpoch,
    replace: 'return answer({ ...state, currentEpoch: state.currentEpoch + 2 }, state.currentEpoch + 2)',
    breaks: ['EC-9'],
  },
  {
    name: 'answers IncrementAndGetEpoch with the next epoch, but does not move there',
    file,
    find: incrementAndGetEpoch,
    replace: 'return answer(state, state.currentEpoch + 1)',
    breaks: ['EC-10'],
  },
  {
    name: 'answers GetCurrentEpoch with the epoch that is open to be committed',
    file,
    find: getCurrentEpoch,
    replace: `return answer(state, ${nextEpoch})`,
    breaks: ['EC-10', 'EC-13'],
  },
  {
    name: 'moves the epoch at each GetCurrentEpoch',
    file,
    find: getCurrentEpoch,
    replace: 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch)',
    breaks: ['EC-11'],
  },
  {
    name: 'answers SetReaderPartitions with the number that was set',
    file,
    find: setReaderPartitions,
    replace: 'return answer({ ...state, readers: question.numPartitions }, question.numPartitions)',
    breaks: ['EC-12'],
  },
  {
    name: 'answers SetWriterPartitions with the number that was set',
    file,
    find: setWriterPartitions,
    replace: 'return answer({ ...state, writers: question.numPartitions }, question.numPartitions)',
    breaks: ['EC-12'],
  },
  {
    name: 'answers StopContinuousExecutionWrites with the epoch that it stops at',
    file,
    find: stopWrites,
    replace: 'return answer({ ...state, queryWritesStopped: true }, state.currentEpoch)',
    breaks: ['EC-12'],
  },
  {
    name: 'moves the current epoch on when it commits',
    file,
    find: 'lastCommittedEpoch: epoch }',
    replace: 'lastCommittedEpoch: epoch, currentEpoch: epoch + 1 }',
    breaks: ['EC-13'],
  },
  {
    name: 'moves the current epoch on when it commits an epoch that is ahead of it',
    file,
    find: 'lastCommittedEpoch: epoch }',
    replace: 'lastCommittedEpoch: epoch, currentEpoch: Math.max(epoch, state.currentEpoch) }',
    breaks: ['EC-13'],
  },

  {
    name: 'commits an epoch that SetReaderPartitions makes complete',
    file,
    find: setReaderPartitions,
    replace: `const answered = answer({ ...state, readers: question.numPartitions }, null)
      const made = resolveCommitsAtEpoch(answered.state, ${nextEpoch})
      return { state: made.state, events: [...answered.events, ...made.events] }`,
    breaks: ['EC-18'],
  },
  {
    name: 'commits an epoch that SetWriterPartitions makes complete',
    file,
    find: setWriterPartitions,
    replace: `const answered = answer({ ...state, writers: question.numPartitions }, null)
      const made = resolveCommitsAtEpoch(answered.state, ${nextEpoch})
      return { state: made.state, events: [...answered.events, ...made.events] }`,
    breaks: ['EC-18'],
  },
  {
    name: 'looks at each GetCurrentEpoch whether there is an epoch to be committed',
    file,
    find: getCurrentEpoch,
    replace: `const made = resolveCommitsAtEpoch(state, ${nextEpoch})
      return { state: made.state, events: [...answer(state, state.currentEpoch).events, ...made.events] }`,
    breaks: ['EC-18'],
  },
  {
    name: 'looks at the stop whether there is an epoch to be committed',
    file,
    find: stopWrites,
    replace: `const answered = answer({ ...state, queryWritesStopped: true }, null)
      const made = resolveCommitsAtEpoch(answered.state, ${nextEpoch})
      return { state: made.state, events: [...answered.events, ...made.events] }`,
    breaks: ['EC-18'],
  },
  {
    name: 'commits the epoch that IncrementAndGetEpoch ends',
    file,
    find: incrementAndGetEpoch,
    replace: `const answered = answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)
      const made = commitEpoch(answered.state, state.currentEpoch)
      return { state: made.state, events: [...answered.events, ...made.events] }`,
    breaks: ['EC-18'],
  },
  {
    name: 'commits the epoch that is open when it is stopped',
    file,
    find: stopWrites,
    replace: `const answered = answer({ ...state, queryWritesStopped: true }, null)
      const made = commitEpoch(answered.state, ${nextEpoch})
      return { state: made.state, events: [...answered.events, ...made.events] }`,
    breaks: ['EC-18'],
  },

  {
    name: 'does not log that it is registered',
    file,
    find: "events: [registered('coordinator')],",
    replace: 'events: [],',
    breaks: ['EC-19'],
  },
  {
    name: 'logs twice that it is registered',
    file,
    find: "events: [registered('coordinator')],",
    replace: "events: [registered('coordinator'), registered('coordinator')],",
    breaks: ['EC-19'],
  },
  {
    name: 'logs that it is registered again when it is stopped',
    file,
    find: stopWrites,
    replace: `return { state: { ...state, queryWritesStopped: true }, events: [...answer(state, null).events, registered('coordinator')] }`,
    breaks: ['EC-19'],
  },
  {
    name: 'logs at DEBUG that it is registered',
    file,
    find: "events: [registered('coordinator')],",
    replace: "events: [{ ...registered('coordinator'), level: 'DEBUG' }],",
    breaks: ['EC-19'],
  },
  {
    name: 'ends the line that it is registered with a full stop',
    file: 'log-lines.ts',
    find: 'Registered EpochCoordinator endpoint',
    replace: 'Registered EpochCoordinator endpoint.',
    breaks: ['EC-19'],
  },
  {
    name: "logs under the endpoint's name instead of its reference's",
    file: 'log-lines.ts',
    find: '.EpochCoordinatorRef`',
    replace: '.EpochCoordinator`',
    breaks: ['EC-72'],
  },
  {
    name: 'logs under its short name',
    file,
    find: "events: [registered('coordinator')],",
    replace: "events: [{ ...registered('coordinator'), logger: 'EpochCoordinator' }],",
    breaks: ['EC-72'],
  },
]
