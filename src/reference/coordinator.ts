import type { CoordinatorAction, CoordinatorPlace, Plain } from '../contract/actions.ts'
import type { Event } from '../contract/events.ts'
import type { Ask, OneWayMessage } from '../contract/messages.ts'
import type { CoordinatorSetup } from '../contract/setups.ts'
import { checkBacklog } from './backlog.ts'
import type { Deviations } from './deviations.ts'
import { attempt, inject, noFaults, type PendingFaults } from './fault-injection.ts'
import { dropBelow, emptyIntMap, get, has, type IntMap, remove, set, values } from './int-map.ts'
import { logRegistered } from './log-lines.ts'

// EpochCoordinator.md. The page says what the coordinator replies to, and what it drops. Spark completes the rest.
// An id in a comment names a requirement (`npx cwc show ID`): skip the ids at first. `deviations`: later releases of Spark.
// A list of events is a list of calls. `attempt` makes them in order, and stops before the first that is to throw.

/** The epoch coordinator between two messages. */
export interface CoordinatorState {
  readonly role: 'coordinator'
  /** The epoch in the reply to `GetCurrentEpoch`. Only `IncrementAndGetEpoch` changes it. */
  readonly currentEpoch: number
  readonly lastCommittedEpoch: number
  /** How many partitions write and read. Zero until they are announced. */
  readonly numWriterPartitions: number
  readonly numReaderPartitions: number
  /** The commits and reports of each epoch that is not yet dropped. An `IntMap` is a map that never changes. */
  readonly epochs: IntMap<EpochProgress>
  /** Epochs that were complete, but not next. Those that are committed by now are stale: they only count as backlog. */
  readonly waiting: IntMap<true>
  readonly queryWritesStopped: boolean
  readonly offsetCheck: OffsetCheck
  /** A queue that is longer than this stops the query; undefined: no limit. */
  readonly backlogLimit: number | undefined
  readonly faults: PendingFaults<CoordinatorPlace>
}

/** Whether the query asserts that the offset of an epoch was added. The kit's stub of a query accepts every epoch. */
export type OffsetCheck = 'asserted' | 'none'

/** By partition: the message of a writer's commit, the offset of a reader's report. */
export interface EpochProgress {
  readonly commits: IntMap<string>
  readonly offsets: IntMap<string>
  readonly offsetAdded: boolean
}

const noEvents: readonly Event[] = []
const noProgress: EpochProgress = { commits: emptyIntMap(), offsets: emptyIntMap(), offsetAdded: false }

type Step = { readonly state: CoordinatorState; readonly events: readonly Event[] }

/** `create`: registers a coordinator whose first epoch is `startEpoch`. */
export function openCoordinator(
  setup: CoordinatorSetup,
  deviations: Deviations,
  offsetCheck: OffsetCheck = 'none',
): Step {
  return {
    state: {
      role: 'coordinator',
      currentEpoch: setup.startEpoch,
      lastCommittedEpoch: setup.startEpoch - 1,
      numWriterPartitions: 0, // EC-66
      numReaderPartitions: 0, // EC-65
      epochs: emptyIntMap(), // EC-71
      waiting: emptyIntMap(),
      queryWritesStopped: false,
      offsetCheck,
      backlogLimit: deviations.has('backlog-limit') ? setup.epochBacklogQueueSize : undefined,
      faults: noFaults,
    },
    events: [logRegistered('coordinator')], // EC-19, EC-72
  }
}

export function stepCoordinator(state: CoordinatorState, action: Plain<CoordinatorAction>): Step {
  switch (action.kind) {
    case 'send':
      return receive(state, action.message) // EC-1, EC-7
    case 'ask':
      return receiveAndReply(state, action.message)
    case 'fail':
      return { state: { ...state, faults: inject(state.faults, action.at, action.error) }, events: [] }
  }
}

/** `receive`: handles a one-way message, or swallows it once the writes are stopped. */
function receive(state: CoordinatorState, message: OneWayMessage): Step {
  // The page's last table contradicts this: there the flag drops asks. Spark drops what is sent, and goes on replying (EC-17).
  if (state.queryWritesStopped) return { state, events: noEvents } // EC-14, EC-15, EC-16
  const { kind, state: after, events } = handle(state, message)
  // Ignored and failed messages skip the backlog check (EC-83). The page knows no limit (EC-70).
  if (after.backlogLimit === undefined || kind !== 'handled') return { state: after, events }
  return { state: after, events: [...events, ...checkBacklog(after.backlogLimit, after)] } // EC-80, EC-81, EC-82
}

/** `receiveAndReply`: handles an ask. No ask commits an epoch (EC-18). */
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
      return reply({ ...state, numReaderPartitions: ask.numPartitions }, null) // EC-68
    case 'SetWriterPartitions':
      return reply({ ...state, numWriterPartitions: ask.numPartitions }, null) // EC-67
    case 'StopContinuousExecutionWrites':
      return reply({ ...state, queryWritesStopped: true }, null) // EC-14, EC-15
  }
}

/** A handled message. Only `handled` ones are checked for backlog: `ignored` is a repeated commit, `threw` a call that threw. */
type Handled = Step & { readonly kind: 'handled' | 'ignored' | 'threw' }

const handled = (state: CoordinatorState, events: readonly Event[]): Handled => ({ kind: 'handled', state, events })
const ignored = (state: CoordinatorState): Handled => ({ kind: 'ignored', state, events: noEvents })
const threw = (state: CoordinatorState, events: readonly Event[]): Handled => ({ kind: 'threw', state, events })

// The page only names the two one-way messages. What they do is completed from Spark (EC-29 to EC-32, EC-40 to EC-52).
function handle(state: CoordinatorState, message: OneWayMessage): Handled {
  const { partitionId: partition, epoch } = message
  const progress = get(state.epochs, epoch) ?? noProgress
  switch (message.type) {
    case 'CommitPartitionEpoch': {
      // The first commit of a partition counts: EC-40, EC-41, EC-57, EC-74.
      if (has(progress.commits, partition)) return ignored(state)
      const commits = set(progress.commits, partition, message.message)
      return resolveCommitsAtEpoch(remember(state, epoch, { ...progress, commits }), epoch) // EC-31
    }
    case 'ReportPartitionOffset': {
      // A later report replaces the earlier one, and the partition counts once (EC-48, EC-49). Offsets are added again (EC-50, EC-52).
      const offsets = set(progress.offsets, partition, message.offset)
      if (offsets.size !== state.numReaderPartitions) {
        return handled(remember(state, epoch, { ...progress, offsets }), noEvents) // EC-45
      }
      const { after, events, thrown } = attempt(state, [
        { kind: 'offset-added', actor: 'coordinator', epoch, offsets: values(offsets) }, // EC-44, EC-46, CE-2
      ])
      if (thrown !== undefined) return threw(remember(after, epoch, { ...progress, offsets }), events) // EC-61, EC-62, EC-63
      const added = remember(after, epoch, { ...progress, offsets, offsetAdded: true })
      return prepend(events, resolveCommitsAtEpoch(added, epoch)) // EC-32, EC-47
    }
  }
}

// FIXME of the page: EpochCoordinator.md, resolveCommitsAtEpoch. Completed from Spark (EC-29 to EC-37, EC-51).
/** Commits `epoch` if it is complete and next, and then the epochs that waited for it. */
function resolveCommitsAtEpoch(state: CoordinatorState, epoch: number): Handled {
  const { commits, offsets } = get(state.epochs, epoch) ?? noProgress
  const isComplete = commits.size === state.numWriterPartitions && offsets.size === state.numReaderPartitions
  if (!isComplete) return handled(state, noEvents) // EC-29, EC-30, EC-42, EC-43
  if (epoch !== state.lastCommittedEpoch + 1) {
    return handled({ ...state, waiting: set(state.waiting, epoch, true) }, noEvents) // EC-34, EC-35, EC-39, EC-53, OP-35
  }
  let { state: next, events, kind } = commitEpoch(state, epoch) // EC-54
  while (kind === 'handled' && has(next.waiting, next.lastCommittedEpoch + 1)) {
    const waited = commitEpoch(next, next.lastCommittedEpoch + 1) // EC-36, EC-37, EC-69
    events = [...events, ...waited.events]
    kind = waited.kind
    next = waited.state
    if (kind === 'handled') next = { ...next, waiting: remove(next.waiting, next.lastCommittedEpoch) }
  }
  if (kind === 'threw') return threw(next, events) // EC-58, EC-73
  // Spark keeps the last committed epoch itself: a report that is repeated for it adds its offsets again (EC-52).
  return handled({ ...next, epochs: dropBelow(next.epochs, next.lastCommittedEpoch) }, events) // EC-51
}

// FIXME of the page: EpochCoordinator.md, commitEpoch. Completed from Spark (EC-33, EC-38, CE-1).
/** Commits to the sink first and then to the query: a crash between the two repeats an epoch, and loses none. */
function commitEpoch(state: CoordinatorState, epoch: number): Handled {
  const { commits, offsetAdded } = get(state.epochs, epoch) ?? noProgress
  const toSink = attempt(state, [
    { kind: 'epoch-committed', actor: 'coordinator', epoch, messages: values(commits) }, // EC-33, EC-38
  ])
  if (toSink.thrown !== undefined) return threw(toSink.after, toSink.events) // EC-55, EC-56, EC-60
  const toQuery = attempt(toSink.after, [
    { kind: 'query-committed', actor: 'coordinator', epoch }, // EC-38, CE-1
  ])
  // ContinuousExecution.md, commit, says so: the query asserts that the epoch is in its log of offsets.
  const lacksOffset = state.offsetCheck === 'asserted' && !offsetAdded // CE-10
  if (toQuery.thrown !== undefined || lacksOffset) return threw(toQuery.after, toSink.events) // EC-64
  return handled({ ...toQuery.after, lastCommittedEpoch: epoch }, [...toSink.events, ...toQuery.events]) // EC-13
}

function prepend(events: readonly Event[], { kind, state, events: later }: Handled): Handled {
  return { kind, state, events: [...events, ...later] }
}

function remember(state: CoordinatorState, epoch: number, progress: EpochProgress): CoordinatorState {
  return { ...state, epochs: set(state.epochs, epoch, progress) }
}
