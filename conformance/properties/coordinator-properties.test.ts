import { describe, expect, it } from 'vitest'
import type { CoordinatorAction } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { open, step } from '../../src/reference/model.ts'
import { exploreModel } from '../explore/explore-model.ts'
import type { CoordinatorBounds } from '../state-space/bounds.ts'
import type { CoordinatorEnv } from '../state-space/coordinator-moves.ts'
import { faultsOf } from '../state-space/roles.ts'
import { type CoordinatorHistory, coordinatorProperties } from './coordinator-properties.ts'
import type { Moment } from './property.ts'

const bounds: CoordinatorBounds = {
  role: 'coordinator',
  writers: 1,
  readers: 1,
  epochs: 3,
  first: 1,
  faults: [],
  times: 1,
}
const report: CoordinatorAction = {
  kind: 'send',
  message: { type: 'ReportPartitionOffset', partitionId: 0, epoch: 1, offset: 'offset-0-1' },
}
const ask: CoordinatorAction = { kind: 'ask', message: { type: 'GetCurrentEpoch' } }
const answered: Event = { kind: 'answered', actor: 'coordinator', message: 'GetCurrentEpoch', value: 1 }
const sink = (epoch: number, ...messages: string[]): Event => ({
  kind: 'epoch-committed',
  actor: 'coordinator',
  epoch,
  messages,
})
const query = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })
const offsets = (epoch: number, ...texts: string[]): Event => ({
  kind: 'offset-added',
  actor: 'coordinator',
  epoch,
  offsets: texts,
})
const whole = [offsets(1, 'offset-0-1'), sink(1, 'commit-0-1'), query(1)]

type Here = Moment<CoordinatorEnv, CoordinatorHistory, 'coordinator'>

/** Writer and reader have each sent so many messages, and this is seen in the step of the last. */
function moment(sent: readonly [number, number], events: readonly Event[], more: Partial<Here> = {}): Here {
  const env = { sent, held: undefined, lost: [], stopped: false, faultsUsed: {} }
  return { bounds, env, history: { next: 1, sinkHas: undefined }, action: report, events, ...more }
}
const stopped = { env: { sent: [1, 1], held: undefined, lost: [], stopped: true, faultsUsed: { stop: 1 } } } as const

/** The names of the properties that the moment breaks. */
const brokenIn = (here: Here) =>
  coordinatorProperties.always.filter(({ broken }) => broken(here) !== undefined).map(({ name }) => name)

describe('properties of a coordinator', () => {
  it('a complete epoch that is committed in its turn breaks no property', () => {
    expect(brokenIn(moment([1, 1], whole))).toEqual([])
    expect(brokenIn(moment([1, 0], []))).toEqual([])
    expect(brokenIn(moment([1, 1], [answered], { action: ask, history: { next: 2, sinkHas: 1 } }))).toEqual([])
  })

  it.each([
    ['epochs are committed in order, each once', moment([2, 2], [sink(2, 'commit-0-2'), query(2)])],
    [
      'epochs are committed in order, each once',
      moment([1, 1], [sink(1, 'commit-0-1')], { history: { next: 1, sinkHas: 1 } }),
    ],
    [
      'epochs are committed in order, each once',
      moment([1, 1], [offsets(1, 'offset-0-1'), sink(1, 'commit-0-1'), query(1), query(1)]),
    ],
    [
      'the query commits each epoch that the sink has committed',
      moment([1, 1], [offsets(1, 'offset-0-1'), sink(1, 'commit-0-1')]),
    ],
    [
      'the sink commits an epoch before the query does',
      moment([1, 1], [offsets(1, 'offset-0-1'), query(1), sink(1, 'commit-0-1')]),
    ],
    [
      'an epoch is committed only when all writers have committed and all readers have reported it',
      moment([0, 1], [offsets(1, 'offset-0-1'), sink(1, 'commit-0-1'), query(1)]),
    ],
    [
      'the next epoch is committed as soon as all its commits and reports have arrived',
      moment([1, 1], [offsets(1, 'offset-0-1')]),
    ],
    ['the next epoch is committed as soon as all its commits and reports have arrived', moment([1, 1], [])],
    [
      'the sink gets the commit messages of all writers for the epoch, and no others',
      moment([1, 1], [offsets(1, 'offset-0-1'), sink(1, 'commit-0-2'), query(1)]),
    ],
    [
      'the sink gets the commit messages of all writers for the epoch, and no others',
      moment([1, 1], [offsets(1, 'offset-0-1'), sink(1), query(1)]),
    ],
    [
      'when all readers have reported an epoch, exactly their offsets are added',
      moment([1, 0], [offsets(1, 'offset-0-1')]),
    ],
    [
      'when all readers have reported an epoch, exactly their offsets are added',
      moment([0, 1], [offsets(1, 'offset-0-1', 'offset-1-1')]),
    ],
    [
      'after the writes are stopped, nothing is committed and no offset is added',
      moment([1, 1], [offsets(1, 'offset-0-1')], stopped),
    ],
    [
      'an ask commits nothing and adds no offset',
      moment([1, 1], [answered, sink(1, 'commit-0-1'), query(1)], { action: ask }),
    ],
  ])('a moment that breaks the property is found: %s', (name, here) => {
    expect(brokenIn(here)).toContain(name)
  })

  it('a coordinator that keeps the data of committed epochs breaks a property', () => {
    const setup = { startEpoch: 1, epochBacklogQueueSize: 10 }
    let { state } = open({ role: 'coordinator', setup }, new Set())
    // No writer or reader is announced, so the report of epoch 1 stays; the state then claims that epoch 1 is committed.
    state = step(state, report).state
    if (state.role !== 'coordinator') throw new Error('the state is not of a coordinator')
    const keeps = { ...state, lastCommittedEpoch: 2 }
    const name = 'the commit of an epoch removes the data of all epochs below it'
    expect(brokenIn(moment([2, 2], [query(2)], { state: keeps }))).toContain(name)
    expect(brokenIn(moment([2, 2], [query(2)], { state: { ...keeps, lastCommittedEpoch: 1 } }))).not.toContain(name)
  })

  it.each(faultsOf('coordinator'))(
    'every property holds on the model with the fault %s, injected twice where it can be',
    async (fault) => {
      const within = {
        ...bounds,
        writers: 2,
        epochs: 2,
        faults: [fault],
        times: fault === 'odd' || fault === 'stray' ? 1 : 2,
      }
      const found = await exploreModel({ bounds: within, deviations: new Set(), symmetric: true })
      expect(found.violation).toBeUndefined()
      expect(found.complete).toBe(true)
    },
  )
})
