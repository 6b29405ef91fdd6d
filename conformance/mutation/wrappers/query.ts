import type { Event, EventOf } from '../../../src/contract/events.ts'
import type { Ask, OneWayMessage } from '../../../src/contract/messages.ts'
import type { State } from '../../../src/reference/model.ts'
import type { Wrapper } from '../mutant.ts'
import { alterEvents, type When } from './events.ts'
import { alterStep, type Taken, type TakenOf } from './wrapper.ts'

// The parts of query mutants.

export type Query = State<'query'>

/** The state of a query before an action, if it is one. */
export const queryBefore = ({ before }: Taken): Query | undefined => (before.role === 'query' ? before : undefined)

export const inQuery = (taken: Taken): boolean => taken.before.role === 'query'

/** The query has run before. */
export const hasRun = (taken: Taken): boolean => (queryBefore(taken)?.runs ?? 0) > 0

export const asks =
  (type: Ask['type']): When<'asked'> =>
  (_, { message }) =>
    message.type === type

export const sends =
  (type: OneWayMessage['type']): When<'sent'> =>
  (taken, { message }) =>
    inQuery(taken) && message.type === type

/** An ask, and its reply, which comes right behind. */
export const askAndReply = (
  actor: 'operator' | 'query',
  message: Ask,
  value: number | null = null,
): readonly Event[] => [
  { kind: 'asked', actor, message },
  { kind: 'answered', actor: 'coordinator', message: message.type, value },
]

/** Takes each ask of this type out of a step, with its reply, and puts it elsewhere: nowhere, if `put` does nothing. */
export function moveAsk(
  type: Ask['type'],
  put: (rest: readonly Event[], ask: readonly Event[]) => readonly Event[],
  when: (taken: Taken) => boolean = () => true,
): Wrapper {
  return alterEvents((events, taken) => {
    if (taken === undefined || !inQuery(taken) || !when(taken)) return events
    const isOf = (event: Event) =>
      (event.kind === 'asked' && event.message.type === type) || (event.kind === 'answered' && event.message === type)
    const ask = events.filter(isOf)
    return ask.length === 0
      ? events
      : put(
          events.filter((event) => !isOf(event)),
          ask,
        )
  })
}

/** The scan's look-up of the coordinator: it asks right behind. */
export const ofScan: When<'coordinator-looked-up'> = ({ events }, event) => {
  const next = events[events.indexOf(event) + 1]
  return next?.kind === 'asked' && next.message.type === 'SetReaderPartitions'
}

/** Changes the steps in which a run begins. */
export function onRun(change: (taken: TakenOf<'query'>) => { state: Query; events: readonly Event[] }): Wrapper {
  return alterStep('query', (taken) =>
    taken.after.runs > taken.before.runs ? change(taken) : { state: taken.after, events: taken.events },
  )
}

/** Has the coordinator of a run begin with another epoch. */
export const coordinatorBeginsAt = (first: (startEpoch: number, state: Query) => number): Wrapper =>
  onRun(({ after, events }) => {
    const { coordinator } = after
    const epoch = first(coordinator.lastCommittedEpoch + 1, after)
    return {
      state: { ...after, coordinator: { ...coordinator, currentEpoch: epoch, lastCommittedEpoch: epoch - 1 } },
      events,
    }
  })

/** Has the tasks of a run begin with another epoch. */
export const tasksBeginAt = (first: (startEpoch: number, before: Query) => number): Wrapper =>
  onRun(({ before, after, events }) => {
    const begin = after.coordinator.lastCommittedEpoch + 1
    const epoch = first(begin, before)
    const at = events.findLastIndex(({ kind }) => kind === 'job-submitted')
    const running = [...after.tasks.running].map(([one, task]) => [one, { ...task, epoch }] as const)
    return {
      state: { ...after, tasks: { ...after.tasks, running: new Map(running) } },
      events: events.map((event, index) => {
        const begins = index > at && (event.kind === 'upstream-computed' || event.kind === 'writer-created')
        return begins ? { ...event, epoch } : event
      }),
    }
  })

export const sentBy = (partition: number, message: OneWayMessage): EventOf<'sent'> => {
  return { kind: 'sent', actor: `task-${partition}`, message }
}
