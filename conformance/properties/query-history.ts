import type { Event, EventOf } from '../../src/contract/events.ts'
import type { OneWayMessage } from '../../src/contract/messages.ts'
import type { QueryBounds } from '../state-space/bounds.ts'
import { keyOf } from '../state-space/query-moves.ts'

/** The observed history of a query. The fields about the current run are reset when a run begins. */
export interface QueryHistory {
  /** The epoch after the last that was committed to the query. */
  readonly next: number
  /** The last epoch that was committed to the sink. */
  readonly sinkHas: number | undefined
  /** By partition: the end of the last committed epoch, in rows. */
  readonly committed: readonly number[]
  /** By epoch, from the last committed one on: the first offsets that any run added for it. */
  readonly logged: Readonly<Record<string, readonly string[]>>
  /** Whether a run added other offsets than an earlier one. Then the start of the next run is unspecified. */
  readonly contradicted: boolean
  /** Whether a run began after the last logged epoch, not after the last committed one, which is unspecified. */
  readonly beganElsewhere: boolean
  /** The last epoch for which a task sent a commit in an earlier run; first − 1 if there is none. */
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
  /** By partition: the epoch of the latest computation of the parent, and the position of its reader, in rows. */
  readonly epochs: readonly (number | undefined)[]
  readonly read: readonly number[]
  /** The sent messages: the commit message or offset, by the key of the message. */
  readonly sent: Readonly<Record<string, string>>
}

/** The history before the first event. */
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
 * Whether a run begins after the last logged epoch although that epoch was never committed. The page leaves unspecified which of
 * the two a restart uses (CE-16). The position of the readers is then unknown here.
 */
export function isBehindLogged(
  { epochs, logged, next }: QueryHistory,
  { epoch }: Pick<EventOf<'upstream-computed'>, 'epoch'>,
): boolean {
  const last = largest(Object.keys(logged).map(Number), Number.NEGATIVE_INFINITY)
  return epochs.every((one) => one === undefined) && last >= next && epoch === last + 1
}

/** The reported offsets by partition. The event lists them in no promised order. */
function inOrderOfPartitions({ committed, sent }: QueryHistory, { epoch, offsets }: EventOf<'offset-added'>) {
  const type = 'ReportPartitionOffset'
  return committed.map((_, partitionId) => sent[keyOf({ type, partitionId, epoch })] ?? offsets[partitionId] ?? '0')
}

/** Ends the run: the next one reads on from the end of the last committed epoch. */
function runIsOver(history: QueryHistory): QueryHistory {
  const { id, ids, committed, farthest, epochs, sent } = history
  const sentEpochs = Object.keys(sent)
    .filter((key) => key.startsWith('CommitPartitionEpoch'))
    .map((key) => Number(key.split(' ').at(-1)))
  return {
    ...history,
    farthest: largest(sentEpochs, farthest),
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

/** A driver may show more numbers than a call can have arguments. */
const largest = (numbers: readonly number[], least: number) =>
  numbers.reduce((one, other) => Math.max(one, other), least)

const textOf = (message: OneWayMessage) => (message.type === 'CommitPartitionEpoch' ? message.message : message.offset)
