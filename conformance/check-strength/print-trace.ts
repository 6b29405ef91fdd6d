import type { Action, CoordinatorPlace, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { CoordinatorState } from '../../src/reference/coordinator.ts'
import type { Deviations } from '../../src/reference/deviations.ts'
import { get, has, keys } from '../../src/reference/int-map.ts'
import { logCommitted, logCommitting, logRegistered, logStartProcessing } from '../../src/reference/log-lines.ts'
import type { Model, State } from '../../src/reference/model.ts'
import type { Checkpoint } from '../../src/reference/query/checkpoint.ts'
import { createLogPrinter, type LogPrinter } from './log-printer.ts'
import type { PrintedRecord } from './printed-record.ts'
import type { ReleaseLines } from './release-lines.ts'

/** What a trace is printed from: an opening, and the actions on it. */
export interface Played {
  readonly opening: Opening
  readonly actions: readonly Action[]
}

/** How a model plays, and as which release its log is printed. */
export interface Playing {
  readonly model: Model
  readonly deviations: Deviations
  readonly release: ReleaseLines
  /** The log breaks off where the model refuses an action or fails, as a faulty one may. */
  readonly mayBreakOff?: boolean
}

/**
 * The records of a model that plays: those of the role, and around them what the role leaves to others (the start of the query, the
 * tasks of a coordinator). DEBUG is among them. The planner logs nothing.
 *
 * @throws the errors of the model, such as NotEnabled for an action that is not possible
 */
export function printTrace(
  { opening, actions }: Played,
  { model, deviations, release, mayBreakOff = false }: Playing,
): readonly PrintedRecord[] {
  const { setup } = opening
  const printer = createLogPrinter(release, 'startEpoch' in setup ? (setup.startEpoch ?? 0) : 0)
  const around = surroundings(opening, printer, deviations)
  try {
    let { state, events } = model.open(opening, deviations)
    around.opened(events)
    for (const action of actions.flatMap<Plain<Action>>(plainActions)) {
      const before = state
      ;({ state, events } = model.step(state, action))
      around.acted({ action, before, after: state, events })
    }
  } catch (error) {
    if (!mayBreakOff) throw error
  }
  return printer.records
}

interface Acted {
  readonly action: Plain<Action>
  readonly before: State
  readonly after: State
  readonly events: readonly Event[]
}

interface Surroundings {
  readonly opened: (events: readonly Event[]) => void
  readonly acted: (acted: Acted) => void
}

function surroundings(opening: Opening, printer: LogPrinter, deviations: Deviations): Surroundings {
  const print = (events: readonly Event[], cause: string) => {
    for (const event of events) printer.event(event, cause)
  }
  switch (opening.role) {
    case 'planner':
      return { opened: () => undefined, acted: () => undefined }
    case 'operator': {
      let isStarted = false
      return {
        opened: () => undefined,
        acted({ events, action }) {
          if (action.kind === 'execute') {
            isStarted = true
            printer.runStarts()
            printer.event(logRegistered('query'), 'execute')
          }
          if (!isStarted) return
          if (action.kind === 'fail-task') {
            const { partition, error } = action
            printer.event({ kind: 'task-failed', actor: `task-${partition}`, partition, error }, 'fail-task')
          }
          // An interrupt is how a query stops its operator.
          const cause = action.kind === 'interrupt' ? 'stop' : action.kind
          print(events, cause)
          for (const event of events) {
            if (event.kind === 'threw')
              printer.event(
                { kind: 'query-stopped', actor: 'query', error: cause === 'stop' ? null : event.error },
                cause,
              )
            if (event.kind === 'returned' && cause === 'stop')
              printer.event({ kind: 'query-stopped', actor: 'query', error: null }, cause)
          }
        },
      }
    }
    case 'task': {
      const { partitions } = opening.setup
      const job = { kind: 'job-submitted', actor: 'operator', partitions } as const
      const started = new Set<number>()
      return {
        opened() {
          printer.runStarts()
          print([logRegistered('query'), logStartProcessing('Sink', partitions, deviations), job], 'execute')
        },
        acted({ events, action }) {
          if (action.kind === 'start') {
            const { partition } = action
            // A task that the kit starts again is no retry.
            if (started.has(partition)) printer.event(job, 'start')
            started.add(partition)
            printer.event({ kind: 'task-started', actor: `task-${partition}`, partition }, 'start')
          }
          if (action.kind === 'kill') printer.killed(action.partition)
          print(events, action.kind)
        },
      }
    }
    case 'coordinator': {
      const written = new Map<number, number>()
      let isStopped = false
      const { startEpoch } = opening.setup
      return {
        opened(events) {
          printer.runStarts()
          print(events, 'execute')
        },
        acted({ action, before, after, events }) {
          if (action.kind === 'ask' && action.message.type === 'SetWriterPartitions') {
            print(jobOf(action.message.numPartitions, deviations), 'execute')
          }
          const message = action.kind === 'send' ? action.message : undefined
          if (message?.type === 'CommitPartitionEpoch')
            print(writerOf(message, startEpoch, written, deviations), 'end-epoch')
          if (before.role !== 'coordinator' || after.role !== 'coordinator') return
          around(message, before, after, () => print(events, action.kind))
          // The query asks for the stop of its writes when it ends.
          if (!isStopped && action.kind === 'ask' && action.message.type === 'StopContinuousExecutionWrites') {
            isStopped = true
            print(
              [
                { kind: 'returned', actor: 'operator', partitions: 0 },
                { kind: 'query-stopped', actor: 'query', error: null },
              ],
              'stop',
            )
          }
        },
      }
    }
    case 'query':
      return {
        opened: (events) => print(events, 'execute'),
        acted({ action, before, after, events }) {
          if (action.kind === 'execute') printer.runStarts()
          if (action.kind === 'kill-executor') printer.lost(action.partition)
          if (before.role !== 'query' || after.role !== 'query') return
          if (action.kind === 'stop') for (const partition of before.tasks.running.keys()) printer.killed(partition)
          const message = before.coordinatorIsGone ? undefined : deliveredBy(action, before.mailboxes)
          around(message, before.coordinator, after.coordinator, () => print(events, action.kind))
          for (const epoch of overwrittenIn(before.checkpoint, after.checkpoint)) printer.overwritten(epoch)
        },
      }
  }

  /** The lines of a coordinator that takes a message: before its calls, and after them. */
  function around(
    message: OneWayMessage | undefined,
    before: CoordinatorState,
    after: CoordinatorState,
    calls: () => void,
  ): void {
    if (message === undefined || before.queryWritesStopped) {
      calls()
      return
    }
    printer.received(message)
    const thrown = (place: CoordinatorPlace) => (after.faults[place] === undefined ? before.faults[place] : undefined)
    // The reports are complete before their offsets are added, which is the first call.
    const first = thrown('query.add-offset')
    if (first !== undefined) {
      printer.reported(message.epoch, [])
      printer.ignored('query.add-offset', first)
    }
    calls()
    for (const epoch of keys(after.waiting)) if (!has(before.waiting, epoch)) printer.waits(epoch)
    for (const place of ['writer.commit', 'query.commit'] as const) {
      const fault = thrown(place)
      if (fault !== undefined) printer.ignored(place, fault)
    }
  }
}

/** The epochs whose entry of the offset log is another one than before. */
const overwrittenIn = ({ offsets: before }: Checkpoint, { offsets: after }: Checkpoint): readonly number[] =>
  keys(before).filter((epoch) => has(after, epoch) && get(before, epoch)?.join() !== get(after, epoch)?.join())

/** The message that an action on a query delivers: the one that is named, or else the oldest. */
function deliveredBy(
  action: Plain<Action>,
  mailboxes: readonly (readonly OneWayMessage[])[],
): OneWayMessage | undefined {
  if (action.kind !== 'deliver') return undefined
  const { from, message: named } = action
  return mailboxes[from]?.find(({ type, epoch }) => !named || (named.type === type && named.epoch === epoch))
}

/** The operator has announced its writers, and the job begins. */
const jobOf = (partitions: number, deviations: Deviations): readonly Event[] => [
  logStartProcessing('Sink', partitions, deviations),
  { kind: 'job-submitted', actor: 'operator', partitions },
  ...Array.from(
    { length: partitions },
    (_, partition): Event => ({ kind: 'task-started', actor: `task-${partition}`, partition }),
  ),
]

/** The lines of the writer whose commit is sent, and of its epochs before that one: their messages may be late or lost. */
function writerOf(
  { partitionId, epoch: last }: OneWayMessage,
  first: number,
  written: Map<number, number>,
  deviations: Deviations,
): readonly Event[] {
  // A scenario may send the commit of an epoch that is a long way off.
  const from = Math.max(written.get(partitionId) ?? first, last - 20)
  if (last >= from) written.set(partitionId, last + 1)
  return Array.from({ length: Math.max(0, last + 1 - from) }, (_, at) => from + at).flatMap((epoch) => [
    logCommitting(partitionId, epoch),
    logCommitted(partitionId, epoch, deviations),
  ])
}
