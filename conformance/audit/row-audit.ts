import type { Event } from '../../src/contract/events.ts'
import { type Contents, committedTo, type SinkKind, writtenTo } from './sinks.ts'

/**
 * Where the rows of a query are, by its events. A row has the name of its partition and its index, such as `row-0-3`. It is in an
 * epoch if the coordinator told the sink to commit the epoch with the message of the writer that has written the row.
 */
export interface RowAudit {
  readonly sink: Contents
  /** Per partition: the rows of the open writer, and those of the latest writer that has committed. */
  readonly writing: readonly (readonly string[])[]
  readonly written: readonly (readonly string[])[]
  /** Per commit message of this run: the rows of its writer. */
  readonly promised: Readonly<Record<string, readonly string[]>>
}

export function beginAudit(partitions: number): RowAudit {
  const each = Array.from({ length: partitions }, () => [])
  return { sink: [], writing: each, written: each, promised: {} }
}

/** The audit after one more event, with a sink of this kind. */
export function audited(audit: RowAudit, event: Event, kind: SinkKind): RowAudit {
  switch (event.kind) {
    case 'coordinator-looked-up':
      // A new run: no coordinator receives the messages of an earlier one.
      return { ...audit, promised: {} }
    case 'writer-created':
      return { ...audit, writing: audit.writing.with(event.partition, []) }
    case 'row-written': {
      const { partition, value } = event
      const rows = [...(audit.writing[partition] ?? []), value]
      const sink = writtenTo(audit.sink, kind, value)
      return { ...audit, sink, writing: audit.writing.with(partition, rows) }
    }
    case 'partition-committed':
      return { ...audit, written: audit.written.with(event.partition, audit.writing[event.partition] ?? []) }
    case 'sent': {
      if (event.message.type !== 'CommitPartitionEpoch') return audit
      const { message, partitionId } = event.message
      // The first commit of a partition counts.
      return { ...audit, promised: { [message]: audit.written[partitionId] ?? [], ...audit.promised } }
    }
    case 'epoch-committed': {
      const rows = event.messages.flatMap((message) => audit.promised[message] ?? [])
      return { ...audit, sink: committedTo(audit.sink, kind, { epoch: event.epoch, rows }) }
    }
    default:
      return audit
  }
}

/** A row that no epoch of the sink contains, before the indices at which a run begins to read: so it is never read again. */
export function lostRow({ sink }: RowAudit, begins: readonly number[]): string | undefined {
  const kept = new Set(sink.flatMap(({ rows }) => rows))
  for (const [partition, begin] of begins.entries()) {
    for (let place = 0; place < begin; place++) {
      const row = nameOf(partition, place)
      if (!kept.has(row)) return row
    }
  }
  return undefined
}

/** A row that the sink holds twice. */
export function doubleRow({ sink }: RowAudit): string | undefined {
  const rows = sink.flatMap((batch) => batch.rows)
  return rows.find((row, at) => rows.indexOf(row) < at)
}

/** The name of the row at an index of a partition. */
export const nameOf = (partition: number, place: number): string => `row-${partition}-${place}`
