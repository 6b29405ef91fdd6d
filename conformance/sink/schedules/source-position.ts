import type { Event } from '../../../src/contract/events.ts'
import { nameOf } from '../../audit/row-audit.ts'
import type { SinkAction } from './schedule.ts'

/** Where the source of a query stands, by its events: its rows are numbered from 0 in each partition. */
export interface SourcePosition {
  /** By partition: the row that is read next. */
  readonly next: readonly number[]
  /** By epoch of this run, and by partition: the rows before its end, as its reader has reported them. */
  readonly reported: Readonly<Record<number, readonly number[]>>
  /** By epoch: the rows before its end. The first entry of an epoch stays (CE-19). */
  readonly logged: Readonly<Record<number, readonly number[]>>
  /** The last epoch of the commit log. */
  readonly committed: number | undefined
}

export const beginOfSource = (partitions: number): SourcePosition => ({
  next: Array.from({ length: partitions }, () => 0),
  reported: {},
  logged: {},
  committed: undefined,
})

export function moved(position: SourcePosition, event: Event): SourcePosition {
  switch (event.kind) {
    case 'job-submitted':
      return { ...position, next: committedRows(position), reported: {} }
    case 'row-written': {
      const { partition } = event
      return { ...position, next: position.next.with(partition, (position.next[partition] ?? 0) + 1) }
    }
    case 'sent': {
      if (event.message.type !== 'ReportPartitionOffset') return position
      const { epoch, partitionId, offset } = event.message
      const before = position.reported[epoch] ?? position.next.map(() => 0)
      return { ...position, reported: { ...position.reported, [epoch]: before.with(partitionId, Number(offset)) } }
    }
    case 'offset-added': {
      // Its offsets are in the order in which the reports have arrived, so they do not say of which partition they are.
      const { epoch } = event
      return { ...position, logged: { [epoch]: position.reported[epoch] ?? [], ...position.logged } }
    }
    case 'query-committed':
      return { ...position, committed: event.epoch }
    default:
      return position
  }
}

/** The position behind an action and its events. */
export const movedBy = (
  position: SourcePosition,
  action: Pick<SinkAction, 'kind'>,
  events: readonly Event[],
): SourcePosition => events.reduce(moved, action.kind === 'clean-log' ? logCleaned(position) : position)

const logCleaned = (position: SourcePosition): SourcePosition => ({
  ...position,
  logged: Object.fromEntries(
    Object.entries(position.logged).filter(([epoch]) => Number(epoch) <= (position.committed ?? -1)),
  ),
})

/** By partition: the rows that no run reads any more. */
export const committedRows = ({ committed, logged, next }: SourcePosition): readonly number[] =>
  (committed === undefined ? undefined : logged[committed]) ?? next.map(() => 0)

/** The names of those rows. */
export const namesOfCommitted = (position: SourcePosition): readonly string[] =>
  committedRows(position).flatMap((rows, partition) => Array.from({ length: rows }, (_, at) => nameOf(partition, at)))

/** By partition: the name of the row that is read next. */
export const nextRow =
  ({ next }: SourcePosition) =>
  (partition: number): string =>
    nameOf(partition, next[partition] ?? 0)
