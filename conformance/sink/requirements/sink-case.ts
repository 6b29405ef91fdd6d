import type { SinkMode } from '../file/modes.ts'
import { type OwnError, ownErrors } from '../run/own-errors.ts'
import type { SinkCall, SinkCallOf } from '../run/sink-call.ts'
import type { SinkMoment } from '../run/try-schedule.ts'
import { byQuery } from '../schedules/another-query.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import type { SinkAction } from '../schedules/schedule.ts'

/** A moment of a schedule in any mode. */
export type AnyMoment = SinkMoment<SinkAction | BatchAction>

/** A call and its place: the step, counted from 1, and its number among all calls of the case. */
export type Seen<Kind extends SinkCall['kind']> = SinkCallOf<Kind> & { readonly step: number; readonly at: number }
export type AnyCall = SinkCall & { readonly step: number; readonly at: number }
type KindOfWriter = 'write' | 'commit' | 'abort' | 'close'
export type WriterCall = { [Kind in KindOfWriter]: Seen<Kind> }[KindOfWriter]

/** A writer, and all calls of it. */
export interface Writer {
  readonly number: number
  /** The run that made it, from 0. */
  readonly run: number
  readonly made: Seen<'create-writer'>
  readonly partition: number
  readonly epoch: number
  readonly calls: readonly WriterCall[]
  /** The rows that came to the sink. */
  readonly rows: readonly string[]
}

/** One execution of the query. */
export interface Run {
  readonly number: number
  /** The step that began it, and the last before another one. */
  readonly first: number
  readonly last: number
  readonly calls: readonly AnyCall[]
  readonly writers: readonly Writer[]
  /** The step in which it ended, and whether with an error. */
  readonly end: { readonly step: number; readonly failed: boolean } | undefined
  /** As the sink was told; undefined before. */
  readonly partitions: number | undefined
}

/** What a schedule has shown of a sink, as the judges look at it. */
export interface SinkCase {
  readonly moments: readonly AnyMoment[]
  /** Whether each message of a task arrives at once. */
  readonly arrivesAtOnce: boolean
  /** Whether each row is read in the step that gives it. A micro-batch query reads it with its batch. */
  readonly readsAtOnce: boolean
  readonly calls: readonly AnyCall[]
  readonly runs: readonly Run[]
  readonly writers: readonly Writer[]
  /** Whether another query has written to the sink behind it. */
  readonly isFollowed: boolean
  readonly ownErrors: readonly OwnError[]
}

/** Of the first query: what is asked of a sink is asked per query. */
export function sinkCase(
  all: readonly AnyMoment[],
  delivery: 'immediate' | 'held' = 'immediate',
  mode: SinkMode = 'continuous',
): SinkCase {
  const [moments = [], ...others] = byQuery(all, ({ action }) => action.kind)
  const calls = moments
    .flatMap((moment, index) => moment.calls.map((call) => ({ ...call, step: index + 1 })))
    .map((call, at) => ({ ...call, at }))
  const begins = moments.flatMap(({ action }, index) => (action.kind === 'execute' ? [index + 1] : []))
  const runs = begins.map((first, number) =>
    runOf(moments, calls, number, first, (begins[number + 1] ?? moments.length + 1) - 1),
  )
  return {
    moments,
    arrivesAtOnce: delivery === 'immediate',
    readsAtOnce: mode === 'continuous',
    calls,
    runs,
    writers: runs.flatMap((run) => run.writers),
    isFollowed: others.length > 0,
    ownErrors: ownErrors(moments),
  }
}

function runOf(
  moments: readonly AnyMoment[],
  all: readonly AnyCall[],
  number: number,
  first: number,
  last: number,
): Run {
  const calls = all.filter(({ step }) => step >= first && step <= last)
  const ends = moments
    .slice(first - 1, last)
    .flatMap(({ events }, index) =>
      events.flatMap((event) =>
        event.kind === 'query-stopped' ? [{ step: first + index, failed: event.error !== null }] : [],
      ),
    )
  const writers = callsOf(calls, 'create-writer').map((made) => writerOf(made, number, all))
  const partitions = callsOf(calls, 'create-writer-factory').at(-1)?.partitions
  return { number, first, last, calls, writers, end: ends[0], partitions }
}

function writerOf(made: Seen<'create-writer'>, run: number, all: readonly AnyCall[]): Writer {
  const { writer: number, partition, epoch } = made
  const calls = all.flatMap((call) => (isOfWriter(call) && call.writer === number ? [call] : []))
  const rows = callsOf(calls, 'write').flatMap(({ sink, value }) => (sink === 'not called' ? [] : [value]))
  return { number, run, made, partition, epoch, calls, rows }
}

const isOfWriter = (call: AnyCall): call is WriterCall =>
  call.kind === 'write' || call.kind === 'commit' || call.kind === 'abort' || call.kind === 'close'

/** The calls of one kind. */
export function callsOf<Kind extends SinkCall['kind']>(calls: readonly AnyCall[], kind: Kind): readonly Seen<Kind>[] {
  return calls.filter((call): call is Extract<AnyCall, { readonly kind: Kind }> & Seen<Kind> => call.kind === kind)
}

/** The step in which a run ends, or the last that was seen of it. Each step goes on until Spark does nothing more by itself. */
export const endOf = ({ end, last }: Run): number => end?.step ?? last

/** Whether the call came to the sink, and whether it did all that it was to do there. */
export const reached = (call: { readonly sink: SinkCall['sink'] }): boolean => call.sink !== 'not called'
export const worked = (call: { readonly sink: SinkCall['sink'] }): boolean => call.sink === 'returned'

/** Whether Spark was told that it failed. */
export const failed = (call: { readonly error?: string }): boolean => call.error !== undefined

/** In words. */
export const named = ({ partition, epoch }: { readonly partition: number; readonly epoch: number }): string =>
  `the writer of partition ${partition} in epoch ${epoch}`
