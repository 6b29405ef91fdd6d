import type { Event } from '../../../src/contract/events.ts'
import type { Ask } from '../../../src/contract/messages.ts'
import { values } from '../../../src/reference/int-map.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { despiteStop, nextEpoch, onAsk, replyTo, wasStopped } from '../wrappers/coordinator.ts'
import { drop } from '../wrappers/events.ts'
import { alterFirstState, ignoreAction, onStep } from '../wrappers/wrapper.ts'

/** Takes up writing again at this ask. */
const writesAgainAt = (type: Ask['type']): Wrapper =>
  onAsk(type, ({ before, after, events }) => ({
    state: { ...after, queryWritesStopped: type === 'StopContinuousExecutionWrites' && !before.queryWritesStopped },
    events,
  }))

/** Does not answer this ask after the stop, nor does what it asks for. */
const ignoresAfterStop = (type: Ask['type']): Wrapper =>
  ignoreAction('coordinator', (action, state) => {
    return state.queryWritesStopped && action.kind === 'ask' && action.message.type === type
  })

/** Takes a message after the stop, with what else there is to be changed of the state meanwhile. */
const takesOnly = (type: 'CommitPartitionEpoch' | 'ReportPartitionOffset', shows: Event['kind']): Wrapper =>
  onStep('coordinator', ({ state, action, take }) => {
    if (action.kind !== 'send' || action.message.type !== type || !state.queryWritesStopped) return take(state, action)
    const { state: after, events } = take({ ...state, queryWritesStopped: false }, action)
    return { state: { ...after, queryWritesStopped: true }, events: events.filter(({ kind }) => kind === shows) }
  })

/** Faults in the stop, and in what is taken and answered after it. */
export const stopMutants: readonly Mutant[] = [
  {
    name: 'still takes commits after the stop',
    wrap: despiteStop(({ type }) => type === 'CommitPartitionEpoch'),
    breaks: ['EC-14'],
  },
  {
    name: 'commits to the query after the stop, though not to the sink',
    wrap: takesOnly('CommitPartitionEpoch', 'query-committed'),
    breaks: ['EC-14'],
  },
  {
    name: 'still takes reports after the stop',
    wrap: despiteStop(({ type }) => type === 'ReportPartitionOffset'),
    breaks: ['EC-15'],
  },
  {
    name: 'still adds offsets after the stop, though it commits nothing',
    wrap: takesOnly('ReportPartitionOffset', 'offset-added'),
    breaks: ['EC-15'],
  },
  {
    name: 'after the stop still finishes the epoch that is open',
    wrap: despiteStop(({ epoch }, state) => epoch === nextEpoch(state)),
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'takes up writing again when IncrementAndGetEpoch begins a new epoch',
    wrap: writesAgainAt('IncrementAndGetEpoch'),
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'takes up writing again at SetWriterPartitions',
    wrap: writesAgainAt('SetWriterPartitions'),
    breaks: ['EC-14'],
  },
  {
    name: 'takes up writing again at SetReaderPartitions',
    wrap: writesAgainAt('SetReaderPartitions'),
    breaks: ['EC-15'],
  },
  {
    name: 'takes up writing again at a second stop',
    wrap: writesAgainAt('StopContinuousExecutionWrites'),
    breaks: ['EC-14', 'EC-15'],
  },
  {
    name: 'is stopped from the beginning',
    wrap: alterFirstState('coordinator', (state) => ({ ...state, queryWritesStopped: true })),
    breaks: ['EC-16'],
  },
  {
    name: 'drops what is sent before the number of writers is known',
    wrap: ignoreAction(
      'coordinator',
      ({ kind }, { numWriterPartitions }) => kind === 'send' && numWriterPartitions === 0,
    ),
    breaks: ['EC-16', 'EC-66'],
  },
  {
    name: 'answers nothing after the stop',
    wrap: drop('answered', wasStopped),
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer GetCurrentEpoch after the stop',
    wrap: ignoresAfterStop('GetCurrentEpoch'),
    breaks: ['EC-17'],
  },
  {
    name: 'does not move the epoch any more after the stop',
    wrap: onStep('coordinator', ({ state, action, take }) => {
      const moves = action.kind === 'ask' && action.message.type === 'IncrementAndGetEpoch'
      if (!moves || !state.queryWritesStopped) return take(state, action)
      const { events } = take({ ...state, currentEpoch: state.currentEpoch - 1 }, action)
      return { state, events }
    }),
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer SetReaderPartitions after the stop',
    wrap: ignoresAfterStop('SetReaderPartitions'),
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer SetWriterPartitions after the stop',
    wrap: ignoresAfterStop('SetWriterPartitions'),
    breaks: ['EC-17'],
  },
  {
    name: 'does not answer a second StopContinuousExecutionWrites',
    wrap: drop(
      'answered',
      (taken, event) => wasStopped(taken) && replyTo('StopContinuousExecutionWrites')(taken, event),
    ),
    breaks: ['EC-17'],
  },
  {
    name: 'lets an epoch go that waits, once the writes are stopped',
    wrap: onAsk('StopContinuousExecutionWrites', ({ before, after: state, events }) => {
      const gone = values(before.waiting).map((): Event => {
        return { kind: 'epoch-committed', actor: 'coordinator', epoch: 5, messages: [] }
      })
      return { state, events: [...events, ...gone] }
    }),
    breaks: ['EC-18'],
  },
]
