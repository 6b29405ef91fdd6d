import type { CoordinatorAction, CoordinatorPlace, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Ask, Report } from '../contract/messages.ts'
import type { CoordinatorSetup } from '../contract/setups.ts'
import { beyond } from './backlog.ts'
import type { Deviations } from './deviations.ts'
import { call, inject, type PendingFaults } from './fault-injection.ts'
import { dropBelow, emptyIntMap, get, has, type IntMap, remove, set, values } from './int-map.ts'
import { registered } from './log-lines.ts'

// EpochCoordinator.md. What its FIXMEs leave open (`resolveCommitsAtEpoch`, `commitEpoch`) is as Spark was seen to do it.

/** The epoch coordinator between two messages. */
export interface CoordinatorState {
  readonly role: 'coordinator'
  /** The epoch that `GetCurrentEpoch` answers with. Only `IncrementAndGetEpoch` moves it: commits do not. */
  readonly currentEpoch: number
  readonly lastCommittedEpoch: number
  /** How many writers commit, how many readers report. Zero until somebody says so. */
  readonly writers: number
  readonly readers: number
  /** What has come in for each epoch that is not yet forgotten. */
  readonly epochs: IntMap<EpochProgress>
  /** Epochs that were complete before their predecessor was committed. */
  readonly waiting: IntMap<true>
  readonly queryWritesStopped: boolean
  readonly query: CommittedQuery
  /** More than so much of one sort stops the query; undefined: nothing does. */
  readonly backlogLimit: number | undefined
  readonly faults: PendingFaults<CoordinatorPlace>
}

/** The query that epochs are committed to: a real one asserts that an epoch's offset has been added; a stand-in takes all. */
export type CommittedQuery = 'asserts offsets' | 'takes all'

/** By partition: the message of a writer's commit, the offset of a reader's report. */
export interface EpochProgress {
  readonly commits: IntMap<string>
  readonly offsets: IntMap<string>
  readonly offsetAdded: boolean
}

const nothing: EpochProgress = { commits: emptyIntMap(), offsets: emptyIntMap(), offsetAdded: false }

type Step = { readonly state: CoordinatorState; readonly events: readonly Event[] }

/** What a message leads to: `ignored` if it says nothing new, `threw` if a call on the way has thrown, which ends the handling. */
type Handled = Step & { readonly kind: 'handled' | 'ignored' | 'threw' }

const handled = (state: CoordinatorState, events: readonly Event[]): Handled => ({ kind: 'handled', state, events })
const ignored = (state: CoordinatorState): Handled => ({ kind: 'ignored', state, events: [] })

/** EpochCoordinator.md, create: a coordinator whose first epoch is `startEpoch`. */
export function openCoordinator(
  setup: CoordinatorSetup,
  deviations: Deviations,
  query: CommittedQuery = 'takes all',
): Step {
  return {
    state: {
      role: 'coordinator',
      currentEpoch: setup.startEpoch,
      lastCommittedEpoch: setup.startEpoch - 1,
      writers: 0,
      readers: 0,
      epochs: emptyIntMap(),
      waiting: emptyIntMap(),
      queryWritesStopped: false,
      query,
      backlogLimit: deviations.has('backlog-limit') ? setup.epochBacklogQueueSize : undefined,
      faults: {},
    },
    events: [registered('coordinator')], // EC-19
  }
}

export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {
  switch (action.kind) {
    case 'ask':
      return receiveAndReply(state, action.message)
    case 'send':
      return receive(state, action.message)
    case 'fail':
      return { state: { ...state, faults: inject(state.faults, action.at, action.error) }, events: [] }
  }
}

/** The coordinator of a query in whose log are offsets of these epochs already: it takes commits of them without adding any. */
export function withLogged(state: CoordinatorState, epochs: readonly number[]): CoordinatorState {
  return epochs.reduce((next, epoch) => remember(next, epoch, { ...nothing, offsetAdded: true }), state)
}

/** EpochCoordinator.md, receiveAndReply. Questions are answered after the stop, too. */
function receiveAndReply(state: CoordinatorState, question: Ask): Step {
  const answer = (next: CoordinatorState, value: number | null): Step => ({
    state: next,
    events: [{ kind: 'answered', actor: 'coordinator', message: question.type, value }],
  })
  switch (question.type) {
    case 'GetCurrentEpoch':
      return answer(state, state.currentEpoch)
    case 'IncrementAndGetEpoch':
      return answer({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1)
    case 'SetReaderPartitions':
      return answer({ ...state, readers: question.numPartitions }, null)
    case 'SetWriterPartitions':
      return answer({ ...state, writers: question.numPartitions }, null)
    case 'StopContinuousExecutionWrites':
      return answer({ ...state, queryWritesStopped: true }, null)
  }
}

/** EpochCoordinator.md, receive. */
function receive(state: CoordinatorState, report: Report): Step {
  const { kind, state: after, events } = handle(state, report)
  // Ignored and failed messages skip the backlog check (EC-83). The page knows no limit.
  if (after.backlogLimit === undefined || kind !== 'handled') return { state: after, events }
  return { state: after, events: [...events, ...beyond(after.backlogLimit, after)] } // EC-80, EC-81, EC-82
}

function handle(state: CoordinatorState, report: Report): Handled {
  if (state.queryWritesStopped) return ignored(state) // EC-14, EC-15
  const { partitionId: partition, epoch } = report
  const progress = get(state.epochs, epoch) ?? nothing
  switch (report.type) {
    case 'CommitPartitionEpoch': {
      // The first commit of a partition counts: EC-40, EC-41.
      if (has(progress.commits, partition)) return ignored(state)
      const commits = set(progress.commits, partition, report.message)
      return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch) // EC-31
    }
    case 'ReportPartitionOffset': {
      // The last report of a partition counts (EC-49), and adds the offsets of its epoch again (EC-50).
      const offsets = set(progress.offsets, partition, report.offset)
      const reported = remember(state, epoch, { ...progress, offsets })
      if (offsets.size !== state.readers) return handled(reported, []) // EC-45
      return attempt(reported, 'query.add-offset', (next) => {
        const added = remember(next, epoch, { ...progress, offsets, offsetAdded: true })
        return after(
          { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) }, // EC-44, CE-2
          resolveCommitsAtEpoch(added, epoch), // EC-32, EC-47
        )
      })
    }
  }
}

/** FIXME in the page, completed from Spark: commits `epoch` if it is complete and next, and then the epochs that waited for it. */
function resolveCommitsAtEpoch(state: CoordinatorState, epoch: number): Handled {
  const progress = get(state.epochs, epoch) ?? nothing
  // EC-29, EC-30.
  if (progress.commits.size !== state.writers || progress.offsets.size !== state.readers) return handled(state, [])
  if (epoch !== state.lastCommittedEpoch + 1) {
    return handled({ ...state, waiting: set(state.waiting, epoch, true) }, []) // EC-34, EC-35
  }
  let next = state
  const events: Event[] = []
  do {
    const turn = next.lastCommittedEpoch + 1
    const attempted = commitEpoch(next, turn)
    events.push(...attempted.events)
    next = attempted.state
    if (attempted.kind === 'threw') return { kind: 'threw', state: next, events } // EC-58
    // An epoch that is committed directly, not from the queue, keeps a stale queue entry: it only counts as backlog.
    if (turn !== epoch) next = { ...next, waiting: remove(next.waiting, turn) }
  } while (has(next.waiting, next.lastCommittedEpoch + 1)) // EC-36, EC-37
  return handled({ ...next, epochs: dropBelow(next.epochs, next.lastCommittedEpoch) }, events) // EC-51
}

/** FIXME in the page, completed from Spark: the sink first, then the query. A crash between the two repeats an epoch, and loses none. */
function commitEpoch(state: CoordinatorState, epoch: number): Handled {
  const messages = values((get(state.epochs, epoch) ?? nothing).commits)
  return attempt(state, 'writer.commit', (inSink) =>
    after(
      { kind: 'epoch-committed', actor: 'coordinator', epoch, messages }, // EC-33, EC-38
      attempt(inSink, 'query.commit', (next) => {
        const hasOffsets = get(next.epochs, epoch)?.offsetAdded
        if (next.query === 'asserts offsets' && !hasOffsets) return { kind: 'threw', state: next, events: [] } // CE-10
        return handled(
          { ...next, lastCommittedEpoch: epoch },
          [{ kind: 'query-committed', actor: 'coordinator', epoch }], // CE-1, EC-38
        )
      }),
    ),
  )
}

/** A call at `place`, and what follows it: if a fault is pending there, the call throws, and nothing follows. EC-55, EC-61, EC-64. */
function attempt(
  state: CoordinatorState,
  place: CoordinatorPlace,
  follow: (next: CoordinatorState) => Handled,
): Handled {
  const { thrown, faults } = call(state.faults, place)
  return thrown === undefined ? follow(state) : { kind: 'threw', state: { ...state, faults }, events: [] }
}

function after(event: Event, { kind, state, events }: Handled): Handled {
  return { kind, state, events: [event, ...events] }
}

function remember(state: CoordinatorState, epoch: number, progress: EpochProgress): CoordinatorState {
  return { ...state, epochs: set(state.epochs, epoch, progress) }
}

/** What can usefully be done next: each question, and of each partition the report of its first open epoch. */
export function enabledCoordinator(state: CoordinatorState): readonly Plain<CoordinatorAction>[] {
  const firstOpen = (partition: number, spoken: 'commits' | 'offsets') => {
    let epoch = state.lastCommittedEpoch + 1
    while (has((get(state.epochs, epoch) ?? nothing)[spoken], partition)) epoch++
    return epoch
  }
  const questions: readonly Ask[] = [
    { type: 'SetWriterPartitions', numPartitions: state.writers },
    { type: 'SetReaderPartitions', numPartitions: state.readers },
    { type: 'GetCurrentEpoch' },
    { type: 'IncrementAndGetEpoch' },
    { type: 'StopContinuousExecutionWrites' },
  ]
  const commits = partitions(state.writers).map((partitionId): Report => {
    const epoch = firstOpen(partitionId, 'commits')
    return { type: 'CommitPartitionEpoch', partitionId, epoch, message: `commit-${partitionId}-${epoch}` }
  })
  const offsets = partitions(state.readers).map((partitionId): Report => {
    const epoch = firstOpen(partitionId, 'offsets')
    return { type: 'ReportPartitionOffset', partitionId, epoch, offset: `offset-${partitionId}-${epoch}` }
  })
  return [
    ...questions.map((message) => ({ kind: 'ask', message }) as const),
    ...[...commits, ...offsets].map((message) => ({ kind: 'send', message }) as const),
  ]
}

const partitions = (count: number) => Array.from({ length: count }, (_, partition) => partition)
