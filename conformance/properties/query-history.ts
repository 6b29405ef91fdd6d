import type { Event, EventOf } from '../../src/contract/events.ts'
import type { Report } from '../../src/contract/messages.ts'
import type { QueryBounds } from '../state-space/bounds.ts'
import { keyOf } from '../state-space/query-moves.ts'

/** What was seen of a query. What is of the latest run begins anew with each. */
export interface QueryHistory {
  /** The epoch after the last that was committed to the query. */
  readonly next: number
  /** The last epoch that was committed to the sink. */
  readonly sinkHas: number | undefined
  /** By partition: where the last epoch ends that was committed, in rows. */
  readonly committed: readonly number[]
  /** By epoch, from the last that was committed on: the first offsets that were added for it, in whatever run. */
  readonly logged: Readonly<Record<string, readonly string[]>>
  /** Whether a run has added others than an earlier one: then no page says where the next begins to read. */
  readonly contradicted: boolean
  /** Whether a run has begun behind the last epoch that is logged: the cases know only what the model of Spark does then. */
  readonly beganElsewhere: boolean
  /** The last epoch that a task sent a commit for in an earlier run; below the first if there is none. */
  readonly farthest: number
  /** The coordinators' ids of earlier runs. */
  readonly ids: readonly string[]
  /** Whether the writes of the latest run were stopped. */
  readonly over: boolean
  /** The coordinator's id in this run. */
  readonly id: string | undefined
  /** Whether the readers were announced, and whether the coordinator has acknowledged the number of writers. */
  readonly readers: boolean
  readonly writers: boolean
  /** By partition: the epoch for which the parent was asked to compute last, and how far its reader is, in rows. */
  readonly epochs: readonly (number | undefined)[]
  readonly read: readonly number[]
  /** What was sent: by the message's key its commit message or offset. */
  readonly sent: Readonly<Record<string, string>>
}

/** The history of a query of which nothing was seen yet. */
export function beginOf(bounds: QueryBounds): QueryHistory {
  const { first, partitions } = bounds
  const none = Array.from({ length: partitions }, () => 0)
  const ofRun = {
    over: false,
    id: undefined,
    readers: false,
    writers: false,
    epochs: none.map(() => undefined),
    sent: {},
  }
  return {
    next: first,
    sinkHas: undefined,
    committed: none,
    farthest: first - 1,
    ids: [],
    logged: {},
    contradicted: false,
    beganElsewhere: false,
    ...ofRun,
    read: none,
  }
}

/** The history with one more event. */
export function seen(history: QueryHistory, event: Event): QueryHistory {
  switch (event.kind) {
    case 'coordinator-looked-up':
      return { ...history, id: event.id ?? undefined }
    case 'asked':
      return event.message.type === 'SetReaderPartitions' ? { ...history, readers: true } : history
    case 'answered':
      if (event.message === 'SetWriterPartitions') return { ...history, writers: true }
      return event.message === 'StopContinuousExecutionWrites' ? runIsOver(history) : history
    case 'job-submitted':
      return { ...history, over: false }
    case 'upstream-computed':
      if (event.partition >= history.epochs.length) return history
      return {
        ...(isBehindLogged(history, event)
          ? { ...history, next: event.epoch ?? history.next, beganElsewhere: true }
          : history),
        epochs: history.epochs.with(event.partition, event.epoch ?? undefined),
      }
    case 'row-written':
      return {
        ...history,
        read: history.read.map((rows, partition) => (partition === event.partition ? rows + 1 : rows)),
      }
    case 'sent':
      return { ...history, sent: { ...history.sent, [keyOf(event.message)]: textOf(event.message) } }
    case 'epoch-committed':
      return { ...history, sinkHas: event.epoch }
    case 'offset-added': {
      const before = history.logged[event.epoch]
      if (before === undefined)
        return { ...history, logged: { ...history.logged, [event.epoch]: inOrderOfPartitions(history, event) } }
      return before.toSorted().join() === event.offsets.toSorted().join() ? history : { ...history, contradicted: true }
    }
    case 'query-committed': {
      const ends = history.logged[event.epoch] ?? []
      const logged = Object.entries(history.logged).filter(([epoch]) => Number(epoch) >= event.epoch)
      return {
        ...history,
        next: event.epoch + 1,
        committed: history.committed.map((before, partition) => Number(ends[partition] ?? before)),
        logged: Object.fromEntries(logged),
      }
    }
    case 'query-stopped':
      return runIsOver(history)
    default:
      return history
  }
}

/**
 * Whether a run begins behind the last epoch whose offsets are logged, though that was never committed. No page says which of the
 * two a restart goes by (CE-16); where it reads on is then not known here.
 */
export function isBehindLogged(
  { epochs, logged, next }: QueryHistory,
  { epoch }: Pick<EventOf<'upstream-computed'>, 'epoch'>,
): boolean {
  const last = Math.max(...Object.keys(logged).map(Number))
  return epochs.every((one) => one === undefined) && last >= next && epoch === last + 1
}

/** The offsets as they were reported, by partition: the order in which they are told is not promised. */
function inOrderOfPartitions({ committed, sent }: QueryHistory, { epoch, offsets }: EventOf<'offset-added'>) {
  const type = 'ReportPartitionOffset'
  return committed.map((_, partitionId) => sent[keyOf({ type, partitionId, epoch })] ?? offsets[partitionId] ?? '0')
}

/** The next run reads on from where the last committed epoch ends. */
function runIsOver(history: QueryHistory): QueryHistory {
  const { id, ids, committed, farthest, epochs, sent } = history
  const sentEpochs = Object.keys(sent)
    .filter((key) => key.startsWith('CommitPartitionEpoch'))
    .map((key) => Number(key.split(' ').at(-1)))
  return {
    ...history,
    farthest: Math.max(farthest, ...sentEpochs),
    ids: id === undefined ? ids : [...ids, id],
    over: true,
    id: undefined,
    readers: false,
    writers: false,
    epochs: epochs.map(() => undefined),
    read: committed,
    sent: {},
  }
}

const textOf = (message: Report) => (message.type === 'CommitPartitionEpoch' ? message.message : message.offset)
