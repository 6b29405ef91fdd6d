import type { Mutant } from '../mutant.ts'

const file = 'coordinator.ts'

const getCurrentEpoch = 'return answer(state, state.currentEpoch)'
const incrementAndGetEpoch = 'return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)'
const setReaderPartitions = 'return answer({ ...state, readers: question.numPartitions }, null)'
const setWriterPartitions = 'return answer({ ...state, writers: question.numPartitions }, null)'
const stopWrites = 'return answer({ ...state, queryWritesStopped: true }, null)'

const ifStopped = 'if (state.queryWritesStopped) return { state, events: [] }'
const nextEpoch = 'state.lastCommittedEpoch + 1'

/** Faults in the stop, and in what is taken and answered after it. */
export const stopMutants: readonly Mutant[] = [
  {
    name: 'still takes commits after the stop',
    file,
    find: ifStopped,
    replace: "if (state.queryWritesStopped && report.type !== 'CommitPartitionEpoch') return { state, events: [] }",
    breaks: ['EC-14'],
  },
  {
    name: 'commits to the query after the stop, though not to the sink',
    file,
    find: ifStopped,
    replace: `if (state.queryWritesStopped && report.type === 'CommitPartitionEpoch') {
    const { state: after, events } = receive({ ...state, queryWritesStopped: false }, report)
    return { state: { ...after, queryWritesStopped: true }, events: events.filter(({ kind }) => kind === 'query-committed') }
  }
  ${ifStopped}`,
    breaks: ['EC-14'],
  },
  {
    name: 'still takes reports after the stop',
    file,
    find: ifStopped,
    replace: "if (state.queryWritesStopped && report.type !== 'ReportPartitionOffset') return { state, events: [] }",
    breaks: ['EC-15'],
  },
  {
    name: 'still adds offsets after the stop, though it commits nothing',
    file,
    find: ifStopped,
    replace: `if (state.queryWritesStopped) {
    if (report.type !== 'ReportPartitionOffset') return { state, events: [] }
    const { state: after, events } = receive({ ...state, queryWritesStopped: false, writers: -1 }, report)
    return { state: { ...after, queryWritesStopped: true, writers: state.writers }, events }
  }`,
    breaks: ['EC-15'],
  },
  {
    name: 'after the stop still finishes the epoch that is open',
    file,
    find: ifStopped,
    replace: `if (state.queryWritesStopped && report.epoch !== ${nextEpoch}) return { state, events: [] }`,
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'takes up writing again when IncrementAndGetEpoch begins a new epoch',
    file,
    find: incrementAndGetEpoch,
    replace: `state = { ...state, queryWritesStopped: false }
      ${incrementAndGetEpoch}`,
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'takes up writing again at SetWriterPartitions',
    file,
    find: setWriterPartitions,
    replace: 'return answer({ ...state, writers: question.numPartitions, queryWritesStopped: false }, null)',
    breaks: ['EC-14'],
  },
  {
    name: 'takes up writing again at SetReaderPartitions',
    file,
    find: setReaderPartitions,
    replace: 'return answer({ ...state, readers: question.numPartitions, queryWritesStopped: false }, null)',
    breaks: ['EC-15'],
  },
  {
    name: 'takes up writing again at a second stop',
    file,
    find: stopWrites,
    replace: 'return answer({ ...state, queryWritesStopped: !state.queryWritesStopped }, null)',
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'is stopped from the beginning',
    file,
    find: 'queryWritesStopped: false,',
    replace: 'queryWritesStopped: true,',
    breaks: ['EC-16'],
  },
  {
    name: 'drops what is sent before the number of writers is known',
    file,
    find: ifStopped,
    replace: 'if (state.queryWritesStopped || state.writers === 0) return { state, events: [] }',
    breaks: ['EC-16', 'EC-66'],
  },
  {
    name: 'answers nothing after the stop',
    file,
    find: "events: [{ kind: 'answered', actor: 'coordinator', message: question.type, value }],",
    replace:
      "events: state.queryWritesStopped ? [] : [{ kind: 'answered', actor: 'coordinator', message: question.type, value }],",
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer GetCurrentEpoch after the stop',
    file,
    find: getCurrentEpoch,
    replace: `if (state.queryWritesStopped) return { state, events: [] }
      ${getCurrentEpoch}`,
    breaks: ['EC-17'],
  },
  {
    name: 'does not move the epoch any more after the stop',
    file,
    find: incrementAndGetEpoch,
    replace: `if (state.queryWritesStopped) return answer(state, state.currentEpoch)
      ${incrementAndGetEpoch}`,
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer SetReaderPartitions after the stop',
    file,
    find: setReaderPartitions,
    replace: `if (state.queryWritesStopped) return { state, events: [] }
      ${setReaderPartitions}`,
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer SetWriterPartitions after the stop',
    file,
    find: setWriterPartitions,
    replace: `if (state.queryWritesStopped) return { state, events: [] }
      ${setWriterPartitions}`,
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer a second StopContinuousExecutionWrites',
    file,
    find: stopWrites,
    replace: `if (state.queryWritesStopped) return { state, events: [] }
      ${stopWrites}`,
    breaks: ['EC-17'],
  },
  {
    name: 'lets an epoch go that waits, once the writes are stopped',
    file,
    find: 'return answer({ ...state, queryWritesStopped: true }, null)',
    replace: `return {
        state: { ...state, queryWritesStopped: true },
        events: [
          ...answer(state, null).events,
          ...values(state.waiting).map((): Event => ({ kind: 'epoch-committed', actor: 'coordinator', epoch: 5, messages: [] })),
        ],
      }`,
    breaks: ['EC-18'],
  },
]
