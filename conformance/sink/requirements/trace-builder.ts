import type { Event } from '../../../src/contract/events.ts'
import type { SinkCall, SinkCallOf } from '../run/sink-call.ts'
import type { SinkMoment } from '../run/try-schedule.ts'
import type { SinkAction } from '../schedules/schedule.ts'

// Builds what a case has shown, for tests of the judges: a call in a line.

const driver = { thread: 'query', inTask: false, sink: 'returned' } as const
const task = { thread: 'task', inTask: true, sink: 'returned' } as const
const ofWriter = (writer: number) => ({ ...task, writer, overlaps: false })

export const newWrite = (queryId = 'q'): SinkCallOf<'new-write'> => ({
  kind: 'new-write',
  ...driver,
  queryId,
  schema: 'struct<value:string>',
})
export const toStreaming: SinkCallOf<'to-streaming'> = { kind: 'to-streaming', ...driver }
export const factory = (partitions = 1): SinkCallOf<'create-writer-factory'> => ({
  kind: 'create-writer-factory',
  ...driver,
  partitions,
})
export const create = (
  writer: number,
  epoch: number,
  partition = 0,
  taskId = 10 + partition,
): SinkCallOf<'create-writer'> => ({
  kind: 'create-writer',
  ...task,
  writer,
  partition,
  taskId,
  epoch,
})
export const write = (writer: number, value: string, sameObject = false): SinkCallOf<'write'> => ({
  kind: 'write',
  ...ofWriter(writer),
  value,
  sameObject,
})
export const commit = (writer: number): SinkCallOf<'commit'> => ({ kind: 'commit', ...ofWriter(writer) })
export const abort = (writer: number): SinkCallOf<'abort'> => ({ kind: 'abort', ...ofWriter(writer) })
export const close = (writer: number): SinkCallOf<'close'> => ({ kind: 'close', ...ofWriter(writer) })
export const commitEpoch = (epoch: number, ...messages: readonly (number | null)[]): SinkCallOf<'epoch.commit'> => ({
  kind: 'epoch.commit',
  ...driver,
  epoch,
  messages,
})
export const abortEpoch = (epoch: number, ...messages: readonly (number | null)[]): SinkCallOf<'epoch.abort'> => ({
  kind: 'epoch.abort',
  ...driver,
  epoch,
  messages,
})

const error = 'IllegalStateException: no'
/** The call fails before it comes to the sink, in the sink, or after the sink has returned. */
export const failsBefore = <Call extends SinkCall>(call: Call): Call => ({ ...call, sink: 'not called', error })
export const failsInside = <Call extends SinkCall>(call: Call): Call => ({ ...call, sink: 'threw', error })
export const failsAfter = <Call extends SinkCall>(call: Call): Call => ({ ...call, error })

export const stopped: Event = { kind: 'query-stopped', actor: 'query', error: null }
export const stoppedByError: Event = {
  kind: 'query-stopped',
  actor: 'query',
  error: { type: 'SparkException', message: 'the job failed' },
}

/** What one step shows: its calls, its events, and what is read behind it. */
export interface Shown {
  readonly calls?: readonly SinkCall[]
  readonly events?: readonly Event[]
  readonly rows?: readonly string[]
}

const step = (action: SinkAction, { calls = [], events = [], rows = [] }: Shown): SinkMoment => ({
  action,
  calls,
  events,
  rows,
})
export const executes = (shown: Shown): SinkMoment => step({ kind: 'execute' }, shown)
export const gives = (value: string, shown: Shown, partition = 0): SinkMoment =>
  step({ kind: 'row', partition, value }, shown)
export const endsEpoch = (shown: Shown): SinkMoment => step({ kind: 'advance-epoch' }, shown)
export const stops = (shown: Shown): SinkMoment => step({ kind: 'stop' }, { events: [stopped], ...shown })

/** A run begins: its first writer is of this number and epoch. */
export const begins = (writer = 0, epoch = 0, rows: readonly string[] = []): SinkMoment =>
  executes({ calls: [newWrite(), toStreaming, factory(), create(writer, epoch, 0, 10 + writer)], rows })

/** The task of a partition sends the message of its commit. */
export const sent = (epoch: number, partition = 0): Event => ({
  kind: 'sent',
  actor: `task-${partition}`,
  message: { type: 'CommitPartitionEpoch', partitionId: partition, epoch, message: `commit-${partition}-${epoch}` },
})
export const submitted: Event = { kind: 'job-submitted', actor: 'operator', partitions: 1 }

/** A run with one row; and with its epoch, after which the next begins. */
export const oneRow: readonly SinkMoment[] = [begins(), gives('a', { calls: [write(0, 'a')] })]
export const oneEpoch: readonly SinkMoment[] = [
  ...oneRow,
  endsEpoch({ calls: [commit(0), close(0), commitEpoch(0, 0), create(1, 1)], rows: ['a'] }),
]
