import type { AnotherQuery } from './another-query.ts'
import { injected, type sinkPlacesOfTask } from './schedule.ts'

/** A call of a micro-batch query at which the kit throws: before the call, after it took effect, or, midway, at the last of its messages. */
export const batchPlaces = [
  'create-writer-factory',
  'create-writer-factory.after',
  'writer.commit',
  'writer.commit.midway',
  'writer.commit.after',
  'writer.abort',
  'writer.abort.after',
  // Entries of Spark's own logs. A fault there is a crash at that moment: Spark calls nothing of the sink any more.
  'query.add-offset',
  'query.add-offset.after',
  'query.commit',
  'query.commit.after',
] as const
export type BatchPlace = (typeof batchPlaces)[number] | (typeof sinkPlacesOfTask)[number]

/** How often Spark tries a task: a fault that strikes as often fails the batch. */
export const taskAttempts = 2

/** The next calls at a place throw. */
export interface BatchFault {
  readonly kind: 'fail'
  readonly at: BatchPlace
  readonly partition?: number
  /** 1 if left out. */
  readonly times?: number
  readonly error: typeof injected
}

type Turn = { readonly kind: 'execute' } | { readonly kind: 'stop' } | { readonly kind: 'advance-epoch' }

/** One step of a schedule. A row is the next one of its partition. */
export type BatchStep =
  | Turn
  | BatchFault
  | { readonly kind: 'row'; readonly partition: number }
  /** The next position of the partition has no row. */
  | { readonly kind: 'no-row'; readonly partition: number }

/** What is done to a micro-batch query that writes to a sink. */
export interface BatchSchedule<Step = BatchStep> {
  /** 1 if left out. */
  readonly partitions?: number
  readonly steps: readonly Step[]
}

/** One action on the queries that write to a sink, one after the other. */
export type BatchAction = BatchActionOnQuery | AnotherQuery

/** One action on the query. */
export type BatchActionOnQuery =
  | Turn
  | BatchFault
  | { readonly kind: 'row'; readonly partition: number; readonly value: string | null }

export const execute: BatchStep = { kind: 'execute' }
export const stop: BatchStep = { kind: 'stop' }
/** The query runs a batch with all rows that are there. */
export const batch: BatchStep = { kind: 'advance-epoch' }
export const row = (partition = 0): BatchStep => ({ kind: 'row', partition })
export const noRow = (partition = 0): BatchStep => ({ kind: 'no-row', partition })

export const fails = (at: (typeof batchPlaces)[number], times?: number): BatchStep => ({
  kind: 'fail',
  at,
  ...(times === undefined ? {} : { times }),
  error: injected,
})
export const failsInTask = (
  at: (typeof sinkPlacesOfTask)[number],
  { partition = 0, times = 1 }: { readonly partition?: number; readonly times?: number } = {},
): BatchStep => ({ kind: 'fail', at, partition, times, error: injected })
