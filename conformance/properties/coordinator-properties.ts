import type { Event, EventOf } from '../../src/contract/events.ts'
import { has } from '../../src/reference/int-map.ts'
import { type CoordinatorEnv, hasCome } from '../state-space/coordinator-moves.ts'
import { eventsOf, had, inTurn } from './moments.ts'
import type { Always, Moment, RoleProperties, Sometimes } from './property.ts'

/** The observed history of a coordinator. */
export interface CoordinatorHistory {
  /** The epoch after the last that was committed to the query. */
  readonly next: number
  /** The last epoch that was committed to the sink. */
  readonly sinkHas: number | undefined
}

type Here = Moment<CoordinatorEnv, CoordinatorHistory, 'coordinator'>
type CoordinatorAlways = Always<CoordinatorEnv, CoordinatorHistory, 'coordinator'>

/** The history before the first step. */
const begin = (bounds: Here['bounds']): CoordinatorHistory => ({ next: bounds.first, sinkHas: undefined })

const after = (history: CoordinatorHistory, events: readonly Event[]) =>
  events.length === 0 ? history : events.reduce(seen, history)

function seen(history: CoordinatorHistory, event: Event): CoordinatorHistory {
  if (event.kind === 'epoch-committed') return { ...history, sinkHas: event.epoch }
  return event.kind === 'query-committed' ? { ...history, next: event.epoch + 1 } : history
}

/** How many writers, or readers, have not delivered their message of the epoch. */
function missing({ env, bounds }: Here, of: 'writers' | 'readers', epoch: number): number {
  const { writers, readers, first } = bounds
  const [from, to] = of === 'writers' ? [0, writers] : [writers, writers + readers]
  let count = 0
  for (let sender = from; sender < to; sender++) if (!hasCome(env, sender, epoch - first)) count++
  return count
}

/** Whether every writer and reader has delivered its message of the epoch; false without any writer or reader. */
function haveAllSpoken({ env, bounds }: Here, epoch: number): boolean {
  const { writers, readers, first } = bounds
  for (let sender = writers + readers - 1; sender >= 0; sender--) if (!hasCome(env, sender, epoch - first)) return false
  return writers + readers > 0
}

/** The commits of this step, to the sink and to the query, each with the history just before it. */
function commitsOf({ history, events }: Here) {
  if (!events.some(isCommit)) return []
  return inTurn({ history, events }, seen).flatMap(({ event, before }) =>
    isCommit(event) ? [{ event, history: before }] : [],
  )
}

const isCommit = (event: Event): event is EventOf<'epoch-committed' | 'query-committed'> =>
  event.kind === 'epoch-committed' || event.kind === 'query-committed'

/** The first event that commits an epoch or adds an offset. */
const firstEffect = (events: readonly Event[]) =>
  events.find((event) => isCommit(event) || event.kind === 'offset-added')

const always: readonly CoordinatorAlways[] = [
  {
    name: 'the sink commits an epoch before the query does',
    requirements: ['EC-38'],
    speaksOf: ['query-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      const early = commitsOf(here).find(
        ({ event, history }) => event.kind === 'query-committed' && event.epoch !== history.sinkHas,
      )
      return (
        early &&
        `the query commits epoch ${early.event.epoch}, but the last epoch in the sink is ${early.history.sinkHas ?? 'none'}`
      )
    },
  },
  {
    name: 'epochs are committed in order, each once',
    requirements: ['EC-34', 'EC-35', 'EC-39'],
    speaksOf: ['epoch-committed', 'query-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      for (const { event, history } of commitsOf(here)) {
        if (event.kind === 'query-committed') {
          if (event.epoch < history.next) return `epoch ${event.epoch} is committed to the query twice`
          continue
        }
        if (event.epoch !== history.next) return `epoch ${event.epoch} is committed, but epoch ${history.next} is next`
        if (event.epoch === history.sinkHas && !had(here, 'throw', 'odd'))
          return `epoch ${event.epoch} is committed to the sink twice`
      }
      return undefined
    },
  },
  {
    name: 'an epoch is committed only when all writers have committed and all readers have reported it',
    requirements: ['EC-29', 'EC-30'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (had(here, 'recount', 'stray')) return undefined
      for (const { epoch } of eventsOf(here.events, 'epoch-committed')) {
        const writers = missing(here, 'writers', epoch)
        const readers = missing(here, 'readers', epoch)
        if (writers + readers > 0)
          return `epoch ${epoch} is committed before all messages have arrived (missing: ${writers} of writers, ${readers} of readers)`
      }
      return undefined
    },
  },
  {
    name: 'the query commits each epoch that the sink has committed',
    requirements: ['CE-1'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (had(here, 'throw', 'odd')) return undefined
      const dropped = eventsOf(here.events, 'epoch-committed').find(
        ({ epoch }) => !eventsOf(here.events, 'query-committed').some((event) => event.epoch === epoch),
      )
      return dropped && `the sink commits epoch ${dropped.epoch}, but the query does not`
    },
  },
  {
    name: 'the next epoch is committed as soon as all its commits and reports have arrived',
    requirements: ['EC-31', 'EC-32', 'EC-36', 'EC-37'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: true,
    broken: (here) => {
      const { first, epochs } = here.bounds
      if (here.env.stopped || here.action.kind === 'ask' || had(here, 'recount', 'stray', 'throw', 'odd'))
        return undefined
      const { next } = after(here.history, here.events)
      // `haveAllSpoken` is false without writers and readers: such an epoch is never committed.
      if (next >= first + epochs || !haveAllSpoken(here, next)) return undefined
      return `epoch ${next} is next and all its commits and reports have arrived, but it is not committed`
    },
  },
  {
    name: 'the sink gets the commit messages of all writers for the epoch, and no others',
    requirements: ['EC-33'],
    speaksOf: ['epoch-committed'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (had(here, 'recount', 'stray')) return undefined
      const { writers } = here.bounds
      const wrong = eventsOf(here.events, 'epoch-committed').find(
        ({ epoch, messages }) => !areOf(messages, 'commit', writers, epoch),
      )
      return wrong && `the sink gets ${wrong.messages.join(', ') || 'nothing'} for epoch ${wrong.epoch}`
    },
  },
  {
    name: 'when all readers have reported an epoch, exactly their offsets are added',
    requirements: ['EC-44', 'EC-45', 'CE-2'],
    speaksOf: ['offset-added'],
    alsoWithoutEvents: false,
    broken: (here) => {
      if (had(here, 'recount', 'stray')) return undefined
      const { readers } = here.bounds
      for (const { epoch, offsets } of eventsOf(here.events, 'offset-added')) {
        if (missing(here, 'readers', epoch) > 0)
          return `offsets are added for epoch ${epoch} before all readers have reported it`
        if (!areOf(offsets, 'offset', readers, epoch))
          return `the offsets ${offsets.join(', ')} are added for epoch ${epoch}`
      }
      return undefined
    },
  },
  {
    name: 'after the writes are stopped, nothing is committed and no offset is added',
    requirements: ['EC-14', 'EC-15'],
    speaksOf: ['answered'],
    spoke: ({ env, action }) => env.stopped && action.kind === 'send',
    alsoWithoutEvents: false,
    broken: ({ env, events }) => {
      if (!env.stopped) return undefined
      const event = firstEffect(events)
      return event && `${event.kind} is seen after the stop`
    },
  },
  {
    name: 'an ask commits nothing and adds no offset',
    requirements: ['EC-18', 'CE-2'],
    speaksOf: ['answered'],
    spoke: ({ env, action }) => action.kind === 'ask' && env.sent.some((count) => count > 0),
    alsoWithoutEvents: false,
    broken: ({ action, events }) => {
      if (action.kind !== 'ask') return undefined
      const event = firstEffect(events)
      return event && `${event.kind} is seen at the ask ${action.message.type}`
    },
  },
  {
    name: 'the commit of an epoch removes the data of all epochs below it',
    requirements: ['EC-51'],
    speaksOf: ['query-committed'],
    alsoWithoutEvents: false,
    onModelOnly: true,
    broken: (here) => {
      const { bounds, state, events } = here
      // A commit removes the data of older epochs. A message that arrives late for one is kept until the next commit.
      if (state === undefined || eventsOf(events, 'query-committed').length === 0 || had(here, 'throw', 'odd'))
        return undefined
      for (let epoch = bounds.first; epoch < state.lastCommittedEpoch; epoch++) {
        if (has(state.epochs, epoch)) return `the data of epoch ${epoch} is still there`
      }
      return undefined
    },
  },
]

/** Whether these are the messages, or offsets, of partitions 0 to count − 1 for the epoch, in any order. */
function areOf(texts: readonly string[], what: 'commit' | 'offset', count: number, epoch: number): boolean {
  if (texts.length !== count) return false
  for (let partition = 0; partition < count; partition++)
    if (!texts.includes(textOf(what, partition, epoch))) return false
  return true
}

const textOf = (what: 'commit' | 'offset', partition: number, epoch: number) => `${what}-${partition}-${epoch}`

const sometimes: readonly Sometimes<CoordinatorEnv, CoordinatorHistory, 'coordinator'>[] = [
  {
    name: 'an epoch waits for its predecessor',
    requirements: ['EC-35'],
    // Without reordering, a sender that has sent a message for an epoch has sent those of all epochs before it.
    needs: ['late'],
    reached: (here) => {
      const { first, epochs } = here.bounds
      const { next } = after(here.history, here.events)
      const later = Array.from({ length: Math.max(0, first + epochs - next - 1) }, (_, index) => next + 1 + index)
      return later.some((epoch) => haveAllSpoken(here, epoch))
    },
  },
  {
    name: 'one message commits several epochs',
    requirements: ['EC-37'],
    needs: ['late'],
    reached: ({ events }) => eventsOf(events, 'query-committed').length > 1,
  },
  {
    name: 'the last commit completes an epoch',
    requirements: ['EC-31'],
    needs: [],
    reached: ({ action, events }) =>
      action.kind === 'send' &&
      action.message.type === 'CommitPartitionEpoch' &&
      eventsOf(events, 'epoch-committed').length > 0,
  },
  {
    name: 'the last report completes an epoch',
    requirements: ['EC-32', 'EC-47'],
    needs: [],
    reached: ({ action, events }) =>
      action.kind === 'send' &&
      action.message.type === 'ReportPartitionOffset' &&
      eventsOf(events, 'epoch-committed').length > 0,
  },
]

export const coordinatorProperties: RoleProperties<CoordinatorEnv, CoordinatorHistory, 'coordinator'> = {
  begin,
  after,
  always,
  sometimes,
}
