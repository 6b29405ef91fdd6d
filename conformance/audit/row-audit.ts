import type { Event } from '../../src/contract/events.ts'
import { type Contents, committedTo, type SinkKind } from './sinks.ts'

/**
 * Where the rows of a query are, as its events tell. A row is named by its partition and its place in it, `row-0-3`, and is
 * in an epoch if the sink was told to commit the epoch with the message of the writer that has written it.
 */
export interface RowAudit {
  readonly sink: Contents
  /** By partition: the rows of the writer that is at work, and those of the one that has committed last. */
  readonly writing: readonly (readonly string[])[]
  readonly written: readonly (readonly string[])[]
  /** By commit message: the rows that it stands for, in this run. */
  readonly promised: Readonly<Record<string, readonly string[]>>
}

export function beginAudit(partitions: number): RowAudit {
  const each = Array.from({ length: partitions }, () => [])
  return { sink: [], writing: each, written: each, promised: {} }
}

/** The audit with one more event, beside a sink of the kind. */
export function audited(audit: RowAudit, event: Event, kind: SinkKind): RowAudit {
  switch (event.kind) {
    case 'coordinator-looked-up':
      // A run of its own: messages of an earlier one reach nobody any more.
      return { ...audit, promised: {} }
    case 'writer-created':
      return { ...audit, writing: audit.writing.with(event.partition, []) }
    case 'row-written': {
      const rows = [...(audit.writing[event.partition] ?? []), event.value]
      return { ...audit, writing: audit.writing.with(event.partition, rows) }
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

/** A row before the places at which a run begins to read, so that it is never read again, which the sink has in no epoch. */
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

/** A row that the sink has twice. */
export function doubleRow({ sink }: RowAudit): string | undefined {
  const rows = sink.flatMap((batch) => batch.rows)
  return rows.find((row, at) => rows.indexOf(row) < at)
}

/** The row at a place of a partition. */
export const nameOf = (partition: number, place: number): string => `row-${partition}-${place}`
