import type { CoordinatorAction, CoordinatorPlace, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Ask, OneWayMessage } from '../contract/messages.ts'
import type { CoordinatorSetup } from '../contract/setups.ts'
import { checkBacklog } from './backlog.ts'
import type { Deviations } from './deviations.ts'
import { attempt, inject, noFaults, type PendingFaults } from './fault-injection.ts'
import { dropBelow, emptyIntMap, get, has, type IntMap, remove, set, values } from './int-map.ts'
import { registered } from './log-lines.ts'

// EpochCoordinator.md. Spark completes its FIXMEs (`resolveCommitsAtEpoch`, `commitEpoch`).

/** The epoch coordinator between two messages. */
export interface CoordinatorState {
  readonly role: 'coordinator'
  /** The epoch in the reply to `GetCurrentEpoch`. Only `IncrementAndGetEpoch` changes it. */
  readonly currentEpoch: number
  readonly lastCommittedEpoch: number
  /** The numbers of writers and readers. Zero until they are announced. */
  readonly writers: number
  readonly readers: number
  /** The commits and reports of each epoch that is not yet dropped. */
  readonly epochs: IntMap<EpochProgress>
  /** Epochs that were complete before their predecessor was committed. */
  readonly waiting: IntMap<true>
  readonly queryWritesStopped: boolean
  readonly query: CommittedQuery
  /** A queue that is longer than this stops the query; undefined: no limit. */
  readonly backlogLimit: number | undefined
  readonly faults: PendingFaults<CoordinatorPlace>
}

/** The query that epochs are committed to: a real one asserts that an epoch's offset was added; a stub accepts every epoch. */
export type CommittedQuery = 'asserts offsets' | 'takes all'

/** By partition: the message of a writer's commit, the offset of a reader's report. */
export interface EpochProgress {
  readonly commits: IntMap<string>
  readonly offsets: IntMap<string>
  readonly offsetAdded: boolean
}

const noEvents: readonly Event[] = []
const nothing: EpochProgress = { commits: emptyIntMap(), offsets: emptyIntMap(), offsetAdded: false }

type Step = { readonly state: CoordinatorState; readonly events: readonly Event[] }

/** The result of a message: `ignored` if it says nothing new, `threw` if a call threw, which ends the handling. */
type Handled = Step & { readonly kind: 'handled' | 'ignored' | 'threw' }

const handled = (state: CoordinatorState, events: readonly Event[]): Handled => ({ kind: 'handled', state, events })
const ignored = (state: CoordinatorState): Handled => ({ kind: 'ignored', state, events: noEvents })
const threw = (state: CoordinatorState, events: readonly Event[]): Handled => ({ kind: 'threw', state, events })

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
      writers: 0, // EC-66
      readers: 0, // EC-65
      epochs: emptyIntMap(), // EC-71
      waiting: emptyIntMap(),
      queryWritesStopped: false,
      query,
      backlogLimit: deviations.has('backlog-limit') ? setup.epochBacklogQueueSize : undefined,
      faults: noFaults,
    },
    events: [registered('coordinator')], // EC-19, EC-72
  }
}

export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {
  switch (action.kind) {
    case 'ask':
      return receiveAndReply(state, action.message)
    case 'send':
      return receive(state, action.message) // EC-1, EC-7
    case 'fail':
      return { state: { ...state, faults: inject(state.faults, action.at, action.error) }, events: [] }
  }
}

/** `receiveAndReply`. The coordinator replies after the stop, too (EC-17). No ask commits an epoch (EC-18). */
function receiveAndReply(state: CoordinatorState, ask: Ask): Step {
  const reply = (next: CoordinatorState, value: number | null): Step => ({
    state: next,
    events: [{ kind: 'answered', actor: 'coordinator', message: ask.type, value }], // EC-2, EC-3, EC-4, EC-5, EC-6, EC-12
  })
  switch (ask.type) {
    case 'GetCurrentEpoch':
      return reply(state, state.currentEpoch) // EC-8, EC-10, EC-11
    case 'IncrementAndGetEpoch':
      return reply({ ...state, currentEpoch: state.currentEpoch + 1 }, state.currentEpoch + 1) // EC-9
    case 'SetReaderPartitions':
      return reply({ ...state, readers: ask.numPartitions }, null) // EC-68
    case 'SetWriterPartitions':
      return reply({ ...state, writers: ask.numPartitions }, null) // EC-67
    case 'StopContinuousExecutionWrites':
      return reply({ ...state, queryWritesStopped: true }, null) // EC-14, EC-15
  }
}

/** `receive`. */
function receive(state: CoordinatorState, report: OneWayMessage): Step {
  const { kind, state: after, events } = handle(state, report)
  // Ignored and failed messages skip the backlog check (EC-83). The page knows no limit (EC-70).
  if (after.backlogLimit === undefined || kind !== 'handled') return { state: after, events }
  return { state: after, events: [...events, ...checkBacklog(after.backlogLimit, after)] } // EC-80, EC-81, EC-82
}

function handle(state: CoordinatorState, report: OneWayMessage): Handled {
  if (state.queryWritesStopped) return ignored(state) // EC-14, EC-15, EC-16
  const { partitionId: partition, epoch } = report
  const progress = get(state.epochs, epoch) ?? nothing
  switch (report.type) {
    case 'CommitPartitionEpoch': {
      // The first commit of a partition counts: EC-40, EC-41, EC-57, EC-74.
      if (has(progress.commits, partition)) return ignored(state)
      const commits = set(progress.commits, partition, report.message)
      return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch) // EC-31
    }
    case 'ReportPartitionOffset': {
      // The last report of a partition counts once (EC-48, EC-49), and adds the offsets of its epoch again (EC-50, EC-52).
      const offsets = set(progress.offsets, partition, report.offset)
      if (offsets.size !== state.readers) return handled(remember(state, epoch, { ...progress, offsets }), noEvents) // EC-45
      const {
        state: next,
        events,
        thrown,
      } = attempt(state, [
        { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) }, // EC-44, EC-46, CE-2
      ])
      if (thrown !== undefined) return threw(remember(next, epoch, { ...progress, offsets }), events) // EC-61, EC-62, EC-63
      const added = remember(next, epoch, { ...progress, offsets, offsetAdded: true })
      return prepend(events, resolveCommitsAtEpoch(added, epoch)) // EC-32, EC-47
    }
  }
}

// FIXME of the page: EpochCoordinator.md, resolveCommitsAtEpoch. Completed from Spark (EC-29 to EC-37, EC-51).
/** Commits `epoch` if it is complete and next, and then the epochs that waited for it. */
function resolveCommitsAtEpoch(state: CoordinatorState, epoch: number): Handled {
  const { commits, offsets } = get(state.epochs, epoch) ?? nothing
  if (commits.size !== state.writers || offsets.size !== state.readers) return handled(state, noEvents) // EC-29, EC-30, EC-42, EC-43
  if (epoch !== state.lastCommittedEpoch + 1) {
    return handled({ ...state, waiting: set(state.waiting, epoch, true) }, noEvents) // EC-34, EC-35, EC-39, EC-53, OP-35
  }
  let { state: next, events, kind } = commitEpoch(state, epoch) // EC-54
  while (kind === 'handled' && has(next.waiting, next.lastCommittedEpoch + 1)) {
    const waited = commitEpoch(next, next.lastCommittedEpoch + 1) // EC-36, EC-37, EC-69
    events = [...events, ...waited.events]
    kind = waited.kind
    next = waited.state
    // An epoch that is committed directly, not from the queue, keeps a stale queue entry, which only counts as backlog.
    if (kind === 'handled') next = { ...next, waiting: remove(next.waiting, next.lastCommittedEpoch) }
  }
  if (kind === 'threw') return threw(next, events) // EC-58, EC-73
  return handled({ ...next, epochs: dropBelow(next.epochs, next.lastCommittedEpoch) }, events) // EC-51
}

// FIXME of the page: EpochCoordinator.md, commitEpoch. Completed from Spark (EC-33, EC-38, CE-1).
/** Commits to the sink first and then to the query: a crash between the two repeats an epoch, and loses none. */
function commitEpoch(state: CoordinatorState, epoch: number): Handled {
  const { commits, offsetAdded } = get(state.epochs, epoch) ?? nothing
  const sink = attempt(state, [
    { kind: 'epoch-committed', actor: 'coordinator', epoch, messages: values(commits) }, // EC-33, EC-38
  ])
  if (sink.thrown !== undefined) return threw(sink.state, sink.events) // EC-55, EC-56, EC-60
  const query = attempt(sink.state, [
    { kind: 'query-committed', actor: 'coordinator', epoch }, // EC-38, CE-1
  ])
  const lacksOffset = state.query === 'asserts offsets' && !offsetAdded // CE-10
  if (query.thrown !== undefined || lacksOffset) return threw(query.state, sink.events) // EC-64
  return handled({ ...query.state, lastCommittedEpoch: epoch }, [...sink.events, ...query.events]) // EC-13
}

function prepend(events: readonly Event[], { kind, state, events: later }: Handled): Handled {
  return { kind, state, events: [...events, ...later] }
}

function remember(state: CoordinatorState, epoch: number, progress: EpochProgress): CoordinatorState {
  return { ...state, epochs: set(state.epochs, epoch, progress) }
}
