import type { Event, EventOf } from '../../../src/contract/events.ts'
import type { Ask, OneWayMessage } from '../../../src/contract/messages.ts'
import type { EpochProgress } from '../../../src/reference/coordinator.ts'
import { dropBelow, emptyIntMap, get, has, remove, set, values } from '../../../src/reference/int-map.ts'
import type { State, Step } from '../../../src/reference/model.ts'
import type { Wrapper } from '../mutant.ts'
import { faultHit } from './conditions.ts'
import { alterStep, onStep, type Taken, type TakenOf } from './wrapper.ts'

// The parts of coordinator mutants.

export type Coordinator = State<'coordinator'>

const nothing: EpochProgress = { commits: emptyIntMap(), offsets: emptyIntMap(), offsetAdded: false }

export const progressOf = (state: Coordinator, epoch: number): EpochProgress => get(state.epochs, epoch) ?? nothing
export const nextEpoch = (state: Coordinator): number => state.lastCommittedEpoch + 1
export const queryCommitted = (epoch: number): Event => ({ kind: 'query-committed', actor: 'coordinator', epoch })
export const offsetAdded = (epoch: number, offsets: readonly string[]): Event => {
  return { kind: 'offset-added', actor: 'coordinator', epoch, offsets }
}
export const answered = (message: Ask['type'], value: number | null): Event => {
  return { kind: 'answered', actor: 'coordinator', message, value }
}

/** The state of a coordinator before an action, if it is one. */
export const coordinatorBefore = ({ before }: Taken): Coordinator | undefined =>
  before.role === 'coordinator' ? before : undefined

/** The message that an action sends, if it does. */
export const reportOf = ({ action }: Taken | TakenOf<'coordinator'>): OneWayMessage | undefined =>
  action.kind === 'send' ? action.message : undefined

/** A reply to this ask. */
export const replyTo =
  (type: Ask['type']) =>
  (_: Taken, { message }: EventOf<'answered'>): boolean =>
    message === type

/** The writes were stopped before. */
export const wasStopped = (taken: Taken): boolean => coordinatorBefore(taken)?.queryWritesStopped === true

/** All writers and all readers have spoken for the epoch. */
export function isComplete(state: Coordinator, epoch: number): boolean {
  const { commits, offsets } = progressOf(state, epoch)
  return commits.size === state.numWriterPartitions && offsets.size === state.numReaderPartitions
}

/** A commit that the coordinator has from the same partition. */
export function isSecondCommit(state: Coordinator, report: OneWayMessage): boolean {
  return report.type === 'CommitPartitionEpoch' && has(progressOf(state, report.epoch).commits, report.partitionId)
}

/** The state with what the message says, and nothing more done about it. */
export function remembering(state: Coordinator, report: OneWayMessage): Coordinator {
  const { epoch, partitionId } = report
  const { commits, offsets, offsetAdded: added } = progressOf(state, epoch)
  if (isSecondCommit(state, report)) return state
  const progress: EpochProgress =
    report.type === 'CommitPartitionEpoch'
      ? { commits: set(commits, partitionId, report.message), offsets, offsetAdded: added }
      : { commits, offsets: set(offsets, partitionId, report.offset), offsetAdded: added }
  return { ...state, epochs: set(state.epochs, epoch, progress) }
}

/** Commits the epoch to the sink and to the query without any check. */
export function commits(state: Coordinator, epoch: number): Step<'coordinator'> {
  const messages = values(progressOf(state, epoch).commits)
  return {
    state: { ...state, lastCommittedEpoch: epoch },
    events: [{ kind: 'epoch-committed', actor: 'coordinator', epoch, messages }, queryCommitted(epoch)],
  }
}

/** Commits the epochs that wait for their turn, as long as one is next. */
export function commitsWaiting(
  before: Coordinator,
  goesOn = (state: Coordinator) => has(state.waiting, nextEpoch(state)),
): Step<'coordinator'> {
  let state = before
  const events: Event[] = []
  while (goesOn(state)) {
    const epoch = nextEpoch(state)
    const committed = commits(state, epoch)
    state = { ...committed.state, waiting: remove(state.waiting, epoch) }
    events.push(...committed.events)
  }
  return { state, events }
}

/** Puts a step behind what has been done. */
export function followedBy(
  done: Step<'coordinator'>,
  next: (state: Coordinator) => Step<'coordinator'>,
): Step<'coordinator'> {
  const { state, events } = next(done.state)
  return { state, events: [...done.events, ...events] }
}

/** Alters the step of messages of this type; those that are dropped after the stop are left alone. */
export function onReport<T extends OneWayMessage['type']>(
  types: T | readonly T[],
  change: (taken: TakenOf<'coordinator'>, report: Extract<OneWayMessage, { readonly type: T }>) => Step<'coordinator'>,
): Wrapper {
  return alterStep('coordinator', (taken) => {
    const report = reportOf(taken)
    const isOne = report !== undefined && [types].flat().some((type) => type === report.type)
    if (!isOne || taken.before.queryWritesStopped) return { state: taken.after, events: taken.events }
    return change(taken, report as Extract<OneWayMessage, { readonly type: T }>)
  })
}

export const anyReport = ['CommitPartitionEpoch', 'ReportPartitionOffset'] as const

/** Alters the step of this ask. */
export function onAsk(type: Ask['type'], change: (taken: TakenOf<'coordinator'>) => Step<'coordinator'>): Wrapper {
  return alterStep('coordinator', (taken) =>
    taken.action.kind === 'ask' && taken.action.message.type === type
      ? change(taken)
      : { state: taken.after, events: taken.events },
  )
}

/** Also commits the epoch of a message whose turn it is, if `when` holds of it. */
export function alsoCommits(when: (progress: EpochProgress, state: Coordinator) => boolean): Wrapper {
  return onReport(anyReport, ({ after: state, events }, { epoch }) => {
    if (epoch !== nextEpoch(state) || !when(progressOf(state, epoch), state)) return { state, events }
    return followedBy({ state, events }, (now) => commits(now, epoch))
  })
}

/** Commits an epoch again, once all have spoken for it and `when` holds. */
export function commitsAgain(when: (epoch: number, state: Coordinator) => boolean): Wrapper {
  return onReport(anyReport, ({ before, after: state, events }, report) => {
    const { epoch } = report
    if (isSecondCommit(before, report) || !isComplete(state, epoch) || !when(epoch, before)) return { state, events }
    return { state, events: [...events, ...commits(state, epoch).events] }
  })
}

/** Does not commit the epoch of a message, if `when` holds: it does `instead`. */
export function commitsNot(
  when: (state: Coordinator, epoch: number) => boolean,
  instead = (state: Coordinator, _epoch: number) => state,
): Wrapper {
  return onReport(anyReport, ({ before, after, events }, report) => {
    const would = events.some((event) => event.kind === 'epoch-committed' && event.epoch === report.epoch)
    if (!would || !when(before, report.epoch)) return { state: after, events }
    return {
      state: instead(remembering(before, report), report.epoch),
      events: events.filter(({ kind }) => kind === 'offset-added'),
    }
  })
}

/** Commits no epoch that waited, from the first on for which `when` holds; `at` counts the epochs committed in the step. */
export function leavesWaiting(when: (taken: TakenOf<'coordinator'>, epoch: number, at: number) => boolean): Wrapper {
  return onReport(anyReport, (taken, report) => {
    const { before, after, events } = taken
    const epochs = events.flatMap((event) => (event.kind === 'epoch-committed' ? [event.epoch] : []))
    const first = epochs.findIndex((epoch, at) => at > 0 && when(taken, epoch, at))
    const lastCommittedEpoch = epochs[first - 1]
    if (first < 0 || lastCommittedEpoch === undefined) return { state: after, events }
    const known = remembering(before, report)
    return {
      state: {
        ...after,
        lastCommittedEpoch,
        waiting: before.waiting,
        epochs: dropBelow(known.epochs, lastCommittedEpoch),
      },
      events: events.filter((event) => !('epoch' in event) || (event.epoch ?? 0) <= lastCommittedEpoch),
    }
  })
}

/** Changes the handling of an epoch that is complete before its turn. */
export function onEarlyEpoch(change: (state: Coordinator, epoch: number) => Step<'coordinator'>): Wrapper {
  return onReport(anyReport, ({ before, after: state, events }, { epoch }) => {
    const isEarly = epoch > nextEpoch(state) && has(state.waiting, epoch)
    if (!isEarly || (has(before.waiting, epoch) && events.length === 0)) return { state, events }
    return followedBy({ state: { ...state, waiting: remove(state.waiting, epoch) }, events }, (now) =>
      change(now, epoch),
    )
  })
}

/** Changes the handling after a commit of an epoch. */
export function onCommit(change: (taken: TakenOf<'coordinator'>) => Step<'coordinator'>): Wrapper {
  return alterStep('coordinator', (taken) =>
    taken.after.lastCommittedEpoch === taken.before.lastCommittedEpoch
      ? { state: taken.after, events: taken.events }
      : change(taken),
  )
}

/** Changes the handling after a fault at the place. */
export function onFault(place: string, change: (taken: TakenOf<'coordinator'>) => Step<'coordinator'>): Wrapper {
  return alterStep('coordinator', (taken) =>
    faultHit(taken, place) === undefined ? { state: taken.after, events: taken.events } : change(taken),
  )
}

/** Takes what is sent as if the writes had not been stopped, if `when` holds. */
export function despiteStop(when: (report: OneWayMessage, state: Coordinator) => boolean): Wrapper {
  return onStep('coordinator', ({ state, action, take }) => {
    if (action.kind !== 'send' || !state.queryWritesStopped || !when(action.message, state)) return take(state, action)
    const { state: after, events } = take({ ...state, queryWritesStopped: false }, action)
    return { state: { ...after, queryWritesStopped: true }, events }
  })
}
