import type { CoordinatorPlace } from '../../../src/contract/actions.ts'
import type { EventKind } from '../../../src/contract/events.ts'
import { dropBelow, emptyIntMap, remove, set } from '../../../src/reference/int-map.ts'
import type { Mutant, Wrapper } from '../mutant.ts'
import { faultHit } from '../wrappers/conditions.ts'
import {
  type Coordinator,
  commits,
  commitsWaiting,
  followedBy,
  isComplete,
  isSecondCommit,
  nextEpoch,
  onFault,
  onReport,
  progressOf,
  queryCommitted,
} from '../wrappers/coordinator.ts'
import { withMemory } from '../wrappers/wrapper.ts'

/** Does not take actions of that kind any more, once `place` has thrown. */
const diesAfter = (place: CoordinatorPlace, kind: 'ask' | 'send'): Wrapper =>
  withMemory<'coordinator', boolean>('coordinator', false, ({ state, action, take }, isDead) => {
    if (isDead && action.kind === kind) return { state, events: [], memory: true }
    const { state: after, events } = take(state, action)
    return {
      state: after,
      events,
      memory: isDead || faultHit({ before: state, action, after, events }, place) !== undefined,
    }
  })

const places = {
  'writer.commit': "the sink's commit",
  'query.add-offset': "the query's addOffset",
  'query.commit': "the query's commit",
} as const satisfies Record<CoordinatorPlace, string>

const deaths = (Object.keys(places) as CoordinatorPlace[]).flatMap((place): readonly Mutant[] => [
  {
    name: `handles nothing that is sent any more when ${places[place]} has thrown`,
    wrap: diesAfter(place, 'send'),
    breaks: ['EC-60'],
  },
  {
    name: `answers nothing any more when ${places[place]} has thrown`,
    wrap: diesAfter(place, 'ask'),
    breaks: ['EC-60'],
  },
])

/** Alters the state once `place` has thrown. */
const stateAfter = (
  place: CoordinatorPlace,
  change: (after: Coordinator, before: Coordinator) => Coordinator,
): Wrapper => onFault(place, ({ before, after, events }) => ({ state: change(after, before), events }))

const takesForCommitted = (state: Coordinator): Coordinator => ({ ...state, lastCommittedEpoch: nextEpoch(state) })

/** Shows only one of the two commits of an epoch that is tried again after `place` has thrown. */
const showsOnly = (place: CoordinatorPlace, shown: EventKind): Wrapper =>
  withMemory<'coordinator', number | null>('coordinator', null, ({ state, action, take }, failed) => {
    const { state: after, events } = take(state, action)
    const threw = faultHit({ before: state, action, after, events }, place) !== undefined
    const isShown = (event: (typeof events)[number]) =>
      !('epoch' in event) || event.epoch !== failed || event.kind === 'offset-added' || event.kind === shown
    return { state: after, events: events.filter(isShown), memory: threw ? nextEpoch(after) : failed }
  })

/** Faults in what the coordinator does when the sink or the query throws. */
export const faultMutants: readonly Mutant[] = [
  {
    name: "calls the query's commit although the sink's has thrown",
    wrap: onFault('writer.commit', ({ after: state, events }) => ({
      state,
      events: [...events, queryCommitted(nextEpoch(state))],
    })),
    breaks: ['EC-55'],
  },
  {
    name: "takes an epoch for committed when the sink's commit has thrown",
    wrap: stateAfter('writer.commit', takesForCommitted),
    breaks: ['EC-56', 'EC-58'],
  },
  {
    name: "forgets an epoch when the sink's commit of it has thrown",
    wrap: stateAfter('writer.commit', (state) => ({ ...state, epochs: remove(state.epochs, nextEpoch(state)) })),
    breaks: ['EC-56'],
  },
  {
    name: "tells only the sink of a commit that is tried again after the sink's has thrown",
    wrap: showsOnly('writer.commit', 'epoch-committed'),
    breaks: ['EC-56'],
  },
  {
    name: 'tries a failed commit again when a CommitPartitionEpoch is repeated',
    wrap: onReport('CommitPartitionEpoch', ({ before, after: state, events }, report) => {
      const { epoch } = report
      const again = isSecondCommit(before, report) && isComplete(state, epoch) && epoch === nextEpoch(state)
      return again ? followedBy({ state, events }, (now) => commits(now, epoch)) : { state, events }
    }),
    breaks: ['EC-57'],
  },
  {
    name: 'does not come back to the epochs that waited for one whose commit had thrown',
    wrap: withMemory<'coordinator', number | null>('coordinator', null, ({ state, action, take }, failed) => {
      const { state: after, events } = take(state, action)
      if (faultHit({ before: state, action, after, events }, 'writer.commit') !== undefined) {
        return { state: after, events, memory: nextEpoch(after) }
      }
      const isRetry = events.some((event) => event.kind === 'epoch-committed' && event.epoch === failed)
      if (failed === null || !isRetry) return { state: after, events, memory: failed }
      return {
        state: { ...after, lastCommittedEpoch: failed, waiting: state.waiting },
        events: events.filter((event) => !('epoch' in event) || event.epoch === failed),
        memory: null,
      }
    }),
    breaks: ['EC-58'],
  },
  {
    name: 'forgets what is old also when a commit has thrown',
    wrap: stateAfter('writer.commit', (state) => ({
      ...state,
      epochs: dropBelow(state.epochs, state.lastCommittedEpoch),
    })),
    breaks: ['EC-73'],
  },
  {
    name: 'forgets the epochs that wait behind one whose commit has thrown',
    wrap: stateAfter('writer.commit', (state) => ({ ...state, waiting: emptyIntMap() })),
    breaks: ['EC-58'],
  },
  {
    name: 'goes on with the epochs that wait behind one whose commit has thrown',
    wrap: onFault('writer.commit', ({ after, events }) =>
      followedBy({ state: takesForCommitted(after), events }, (state) => commitsWaiting(state)),
    ),
    breaks: ['EC-58'],
  },
  ...deaths,

  {
    name: 'commits an epoch although adding its offsets has thrown',
    wrap: onFault('query.add-offset', ({ action, after: state, events }) => {
      const epoch = action.kind === 'send' ? action.message.epoch : -1
      if (epoch !== nextEpoch(state) || !isComplete(state, epoch)) return { state, events }
      return followedBy({ state, events }, (now) => commits(now, epoch))
    }),
    breaks: ['EC-61'],
  },
  {
    name: "forgets the report that led to the query's addOffset when that has thrown",
    wrap: stateAfter('query.add-offset', (after, before) => ({ ...after, epochs: before.epochs })),
    breaks: ['EC-62', 'EC-63'],
  },
  {
    name: "forgets all reports of the epoch when the query's addOffset has thrown",
    wrap: onFault('query.add-offset', ({ action, after, events }) => {
      const epoch = action.kind === 'send' ? action.message.epoch : -1
      const forgotten = { ...progressOf(after, epoch), offsets: emptyIntMap<string>() }
      return { state: { ...after, epochs: set(after.epochs, epoch, forgotten) }, events }
    }),
    breaks: ['EC-62', 'EC-63'],
  },
  {
    name: 'does not commit an epoch whose offsets could not be added, until they are',
    wrap: withMemory<'coordinator', number | null>('coordinator', null, ({ state, action, take }, lacking) => {
      const { state: after, events } = take(state, action)
      if (action.kind !== 'send') return { state: after, events, memory: lacking }
      const { epoch, type } = action.message
      const threw = faultHit({ before: state, action, after, events }, 'query.add-offset') !== undefined
      if (threw) return { state: after, events, memory: epoch }
      if (type === 'ReportPartitionOffset' || epoch !== lacking) return { state: after, events, memory: lacking }
      return { state: { ...after, lastCommittedEpoch: state.lastCommittedEpoch }, events: [], memory: lacking }
    }),
    breaks: ['EC-63'],
  },
  {
    name: "takes an epoch for committed when the query's commit has thrown",
    wrap: stateAfter('query.commit', takesForCommitted),
    breaks: ['EC-64'],
  },
  {
    name: "commits an epoch to the query alone when it tries again after the query's commit has thrown",
    wrap: showsOnly('query.commit', 'query-committed'),
    breaks: ['EC-64'],
  },
  {
    name: "commits an epoch to the sink alone when it tries again after the query's commit has thrown",
    wrap: showsOnly('query.commit', 'epoch-committed'),
    breaks: ['EC-64'],
  },
]
