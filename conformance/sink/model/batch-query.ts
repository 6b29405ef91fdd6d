import type { Event } from '../../../src/contract/events.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import { type Contents, committedTo, type SinkKind, writtenTo } from '../../audit/sinks.ts'
import { type BatchActionOnQuery, type BatchFault, type BatchPlace, taskAttempts } from '../schedules/batch-schedule.ts'

/** A micro-batch query and the sink that it writes to. Plain data: a state that is kept can be gone on with again. */
export interface BatchQuery {
  readonly kind: SinkKind
  readonly isRunning: boolean
  /** By partition: its rows, and null at a position without one. */
  readonly given: readonly (readonly (string | null)[])[]
  /** By batch: the position of each partition at its end. */
  readonly planned: readonly (readonly number[])[]
  /** The last batch of the commit log; -1 for none. */
  readonly committed: number
  readonly sink: Contents
  /** The number of attempts of tasks so far. */
  readonly attempts: number
  /** Those that have not struck yet. */
  readonly faults: readonly BatchFault[]
}

export const newBatchQuery = (kind: SinkKind, partitions: number): BatchQuery => ({
  kind,
  isRunning: false,
  given: Array.from({ length: partitions }, () => []),
  planned: [],
  committed: -1,
  sink: [],
  attempts: 0,
  faults: [],
})

/** Whether a position has arrived that no batch has. Without one, Spark runs no batch. */
export const hasNewPositions = ({ given, planned }: BatchQuery): boolean =>
  given.some(({ length }, partition) => length > (planned.at(-1)?.[partition] ?? 0))

export interface BatchQueryStep {
  readonly query: BatchQuery
  readonly events: readonly Event[]
}

/** What the query does with an action until it waits again. @throws NotEnabled if the action makes no sense now */
export function stepBatches(query: BatchQuery, action: BatchActionOnQuery): BatchQueryStep {
  switch (action.kind) {
    case 'row': {
      const given = query.given.map((rows, at) => (at === action.partition ? [...rows, action.value] : rows))
      return { query: { ...query, given }, events: [] }
    }
    case 'fail':
      return { query: { ...query, faults: [...query.faults, action] }, events: [] }
    case 'execute':
      if (query.isRunning) throw new NotEnabled('the query is running already')
      // At most the last batch is planned and not committed.
      return performed({ ...query, isRunning: true }, query.committed < query.planned.length - 1 ? runLast : nothing)
    case 'advance-epoch':
      if (!query.isRunning) throw new NotEnabled('the query is not running')
      if (!hasNewPositions(query)) throw new NotEnabled('there are no rows for another batch')
      return performed(query, inOrder(plan, runLast))
    case 'stop':
      if (!query.isRunning) throw new NotEnabled('the query is not running')
      return { query: { ...query, isRunning: false }, events: [stopped(null)] }
  }
}

function performed(query: BatchQuery, part: Part): BatchQueryStep {
  const { isStruck, ...step } = part({ query, events: [], isStruck: false })
  if (!isStruck) return step
  return { query: { ...step.query, isRunning: false }, events: [...step.events, stopped('IllegalStateException')] }
}

const stopped = (type: string | null): Event => ({
  kind: 'query-stopped',
  actor: 'query',
  error: type === null ? null : { type, message: null },
})

/** A step under way. */
interface UnderWay extends BatchQueryStep {
  /** Whether a fault has struck that nothing has caught yet. */
  readonly isStruck: boolean
}

type Part = (here: UnderWay) => UnderWay

const nothing: Part = (here) => here

/** As statements: what follows a fault that strikes is not done. */
const inOrder =
  (...parts: readonly Part[]): Part =>
  (begin) =>
    parts.reduce((here, part) => (here.isStruck ? here : part(here)), begin)

/** A part that is chosen by the query at its begin. */
const given =
  (choose: (query: BatchQuery) => Part): Part =>
  (here) =>
    choose(here.query)(here)

const changed =
  (change: (query: BatchQuery) => Partial<BatchQuery>): Part =>
  (here) => ({ ...here, query: { ...here.query, ...change(here.query) } })

/** Outside of a sequence, it is seen whatever has struck. */
const seen =
  (event: Event): Part =>
  (here) => ({ ...here, events: [...here.events, event] })

const struck: Part = (here) => ({ ...here, isStruck: true })

/** Where a fault has struck, does this as well. A fault that strikes in it changes nothing. */
const onFault =
  (part: Part): Part =>
  (here) =>
    here.isStruck ? struck(part({ ...here, isStruck: false })) : here

/** A call that fails before it takes effect or after it, if a fault says so. */
const call = (at: BatchPlace, partition: number | undefined, ...effect: readonly Part[]): Part =>
  inOrder(place(at, partition), ...effect, place(`${at}.after`, partition))

/** A place at which a fault may strike. */
const place = (at: string, partition: number | undefined): Part =>
  given(({ faults }) => {
    const index = faults.findIndex((fault) => fault.at === at && fault.partition === partition)
    const fault = faults[index]
    if (fault === undefined) return nothing
    const { times = 1 } = fault
    const left = times > 1 ? faults.with(index, { ...fault, times: times - 1 }) : faults.toSpliced(index, 1)
    return inOrder(
      changed(() => ({ faults: left })),
      struck,
    )
  })

const plan: Part = call(
  'query.add-offset',
  undefined,
  changed(({ planned, given: rows }) => ({ planned: [...planned, rows.map(({ length }) => length)] })),
  given(({ planned, given: positions }) =>
    seen({
      kind: 'offset-added',
      actor: 'coordinator',
      epoch: planned.length - 1,
      offsets: positions.map((rows) => String(rows.filter((value) => value !== null).length)),
    }),
  ),
)

/** Runs the last batch that is planned. */
const runLast: Part = given(({ planned, given: { length: numPartitions } }) => {
  const epoch = planned.length - 1
  const partitions = Array.from({ length: numPartitions }, (_, partition) => partition)
  return inOrder(
    call(
      'create-writer-factory',
      undefined,
      seen({ kind: 'writer-factory-created', actor: 'operator', numPartitions }),
    ),
    seen({ kind: 'job-submitted', actor: 'operator', partitions: numPartitions }),
    (here) => onFault(call('writer.abort', undefined))(write(epoch, partitions)(here)),
    call(
      'query.commit',
      undefined,
      changed(() => ({ committed: epoch })),
      seen({ kind: 'query-committed', actor: 'coordinator', epoch }),
    ),
  )
})

const write = (epoch: number, partitions: readonly number[]): Part =>
  inOrder(
    allTasks(partitions.map((partition) => task(partition, epoch))),
    call(
      'writer.commit',
      undefined,
      // The sinks of the model are atomic: a part of their commit is none.
      place('writer.commit.midway', undefined),
      changed((query) => ({
        sink: committedTo(query.sink, query.kind, {
          epoch,
          rows: partitions.flatMap((partition) => rowsOf(query, partition, epoch)),
        }),
      })),
      seen({
        kind: 'epoch-committed',
        actor: 'coordinator',
        epoch,
        messages: partitions.map((partition) => messageOf(partition, epoch)),
      }),
    ),
  )

/** All tasks run, also if one fails for good. */
const allTasks =
  (tasks: readonly Part[]): Part =>
  (begin) => {
    let here = begin
    let isStruck = false
    for (const one of tasks) {
      here = one({ ...here, isStruck: false })
      isStruck ||= here.isStruck
    }
    return { ...here, isStruck }
  }

/** Attempts, until one commits. */
const task =
  (partition: number, epoch: number): Part =>
  (begin) => {
    let here = attempt(partition, epoch)(begin)
    for (let tried = 1; here.isStruck && tried < taskAttempts; tried++)
      here = attempt(partition, epoch)({ ...here, isStruck: false })
    return here
  }

const attempt = (partition: number, epoch: number): Part => {
  const it = { actor: `task-${partition}`, partition, epoch } as const
  const made = call(
    'create-writer',
    partition,
    given(({ attempts }) => seen({ kind: 'writer-created', ...it, taskId: attempts })),
    changed(({ attempts }) => ({ attempts: attempts + 1 })),
  )
  const written = given((query) =>
    inOrder(
      ...rowsOf(query, partition, epoch).map((value) =>
        call(
          'write',
          partition,
          changed(({ sink, kind }) => ({ sink: writtenTo(sink, kind, value) })),
          seen({ kind: 'row-written', ...it, value }),
        ),
      ),
      call('commit', partition, seen({ kind: 'partition-committed', ...it, message: messageOf(partition, epoch) })),
    ),
  )
  const aborted = onFault(call('abort', partition, seen({ kind: 'writer-aborted', ...it })))
  // A writer that cannot be closed fails its task, also behind its commit, and is not aborted.
  const closed: Part = (here) => {
    const after = call('close', partition, seen({ kind: 'writer-closed', ...it }))({ ...here, isStruck: false })
    return { ...after, isStruck: here.isStruck || after.isStruck }
  }
  return inOrder(made, (here) => closed(aborted(written(here))))
}

const messageOf = (partition: number, epoch: number) => `commit-${partition}-${epoch}`

function rowsOf({ given: positions, planned }: BatchQuery, partition: number, epoch: number): readonly string[] {
  const [start, end] = [epoch - 1, epoch].map((batch) => planned[batch]?.[partition] ?? 0)
  return (positions[partition] ?? []).slice(start, end).filter((value) => value !== null)
}
