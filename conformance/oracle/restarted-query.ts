import type { Event, EventOf } from '../../src/contract/events.ts'
import { dropBelow, get, keys, set } from '../../src/reference/int-map.ts'
import { type Checkpoint, openCheckpoint, record } from '../../src/reference/query/checkpoint.ts'
import type { QueryState } from '../../src/reference/query/state.ts'
import { sameItems } from '../gherkin/words.ts'
import type { Edition } from '../requirements/edition.ts'
import { subsetsOf } from './pending-faults.ts'

/** The edition, which may leave parts of a restart unspecified, and whether unspecified behaviour came before the restart. */
export interface RestartTerms {
  readonly hasPermissions: boolean
  readonly edition: Edition
}

/** The states in which a query may be when it is executed, given all of its observed events. */
export function restartedQueries(
  state: QueryState,
  seen: readonly Event[],
  { hasPermissions, edition }: RestartTerms,
): readonly QueryState[] {
  const states = hasPermissions ? resynchronized(state, seen) : [state]
  if (!edition.unspecified.has('CE-16')) return states
  return states.flatMap((one) =>
    [one.checkpoint, ...behindLogged(one.checkpoint)].map((checkpoint) => ({ ...one, checkpoint })),
  )
}

/** After unspecified behaviour the query may differ from the model, so the next run begins from the observed events. */
function resynchronized(state: QueryState, seen: readonly Event[]): readonly QueryState[] {
  const ids = new Set(seen.flatMap((event) => (event.kind === 'coordinator-looked-up' ? [event.id] : [])))
  const started = seen.filter(({ kind }) => kind === 'task-started').length
  const runs = [...new Set([state.runs, ids.size])]
  const taskIds = [...new Set([state.tasks.nextTaskId, started])]
  return runs.flatMap((run) =>
    taskIds.flatMap((next) =>
      checkpointsOf(state, seen).flatMap((checkpoint) =>
        pendingFaults({ ...state, checkpoint, runs: run, tasks: { ...state.tasks, nextTaskId: next } }),
      ),
    ),
  )
}

/** The two logs by the observed events: without and with overwritten entries, which `document` leaves unspecified (CE-19). */
function checkpointsOf({ setup }: QueryState, all: readonly Event[]): readonly Checkpoint[] {
  const seen = all.map((event, at) =>
    event.kind === 'offset-added'
      ? { ...event, offsets: byPartition(event, all.slice(0, at), setup.partitions) }
      : event,
  )
  const kept = record(openCheckpoint(setup), seen)
  const over = seen.reduce((checkpoint, event) => {
    const next = record(checkpoint, [event])
    return event.kind === 'offset-added' ? { ...next, offsets: set(next.offsets, event.epoch, event.offsets) } : next
  }, openCheckpoint(setup))
  return [kept, over]
}

/** The offsets in the order of their partitions, by the latest reports: the order within the event is not promised. */
function byPartition(
  { epoch, offsets }: EventOf<'offset-added'>,
  before: readonly Event[],
  partitions: number,
): readonly string[] {
  const reported = Array.from({ length: partitions }, (_, partition) =>
    before
      .flatMap((event) =>
        event.kind === 'sent' && event.message.type === 'ReportPartitionOffset' ? [event.message] : [],
      )
      .findLast((message) => message.partitionId === partition && message.epoch === epoch),
  ).flatMap((message) => (message === undefined ? [] : [message.offset]))
  return sameItems(reported, offsets) ? reported : offsets
}

/** The states with each subset of the pending faults: after unspecified behaviour it is unknown which have struck. */
function pendingFaults(state: QueryState): readonly QueryState[] {
  const { coordinator, operator, tasks } = state
  const ofTasks = [...tasks.faults].reduce<readonly (typeof tasks.faults)[]>(
    (all, [partition, faults]) =>
      all.flatMap((one) => subsetsOf(faults).map((some) => new Map(one).set(partition, some))),
    [tasks.faults],
  )
  return subsetsOf(coordinator.faults).flatMap((around) =>
    subsetsOf(operator.faults).flatMap((ofOperator) =>
      ofTasks.map((faults) => ({
        ...state,
        coordinator: { ...coordinator, faults: around },
        operator: { ...operator, faults: ofOperator },
        tasks: { ...tasks, faults },
      })),
    ),
  )
}

/**
 * CE-16 is only observed. In an edition without it a run may also begin after the last *logged* epoch, with a number that no sink
 * has seen. Its readers begin at the end of that epoch, or (as in Spark before 2.4) at the end of the last committed one.
 */
function behindLogged(checkpoint: Checkpoint): readonly Checkpoint[] {
  const { offsets, committed } = checkpoint
  const last = keys(offsets).reduce((one, other) => Math.max(one, other), committed)
  if (last === committed) return []
  const ends = get(offsets, committed)
  const logged = dropBelow(offsets, last)
  const rows = get(offsets, last)?.map(() => '0') ?? []
  return [
    { offsets: logged, committed: last },
    { offsets: set(logged, last, ends ?? rows), committed: last },
  ]
}
