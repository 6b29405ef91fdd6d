import type { Plain, QueryAction } from '../../../src/contract/actions.ts'
import type { AnotherQuery } from './another-query.ts'

/** A call of a user's sink at which the kit throws: before the call, after it took effect, or, midway, at the last of its messages. */
export const sinkPlaces = [
  'create-writer-factory',
  'create-writer-factory.after',
  'writer.commit',
  'writer.commit.midway',
  'writer.commit.after',
] as const
export const sinkPlacesOfTask = [
  'create-writer',
  'create-writer.after',
  'write',
  'write.after',
  'commit',
  'commit.after',
  'abort',
  'abort.after',
  'close',
  'close.after',
] as const

export type SinkPlace = (typeof sinkPlaces)[number] | (typeof sinkPlacesOfTask)[number]

/** One step of a schedule. A row is the next one of the source: its name follows from where the run reads. */
export type SinkStep =
  /** A row of many at a time is one behind which the sink is not read: a read takes longer than the row. */
  | { readonly kind: 'row'; readonly partition: number; readonly isOfMany?: true }
  | { readonly kind: 'strike'; readonly at: SinkPlace; readonly partition?: number }
  | { readonly kind: 'act'; readonly action: Exclude<Plain<QueryAction>, { readonly kind: 'row' }> }
  | LogCleaning

/** What is done to a query that writes to a sink. */
export interface Schedule<Step = SinkStep> {
  /** 1 if left out. */
  readonly partitions?: number
  /** Held messages wait for steps that deliver them. If it is left out, each arrives at once. */
  readonly delivery?: 'immediate' | 'held'
  readonly steps: readonly Step[]
}

export const row = (partition = 0): SinkStep => ({ kind: 'row', partition })
export const execute: SinkStep = { kind: 'act', action: { kind: 'execute' } }
export const stop: SinkStep = { kind: 'act', action: { kind: 'stop' } }
/** The offset log is cleaned, as `cwc doctor --fix` does it. The query must not run. */
export const cleanLog: SinkStep = { kind: 'clean-log' }
/** The epoch of the query is advanced, so the task ends its epoch and commits it. */
export const endEpoch: SinkStep = { kind: 'act', action: { kind: 'advance-epoch' } }

/** The error of a fault, if nothing else is said. */
export const injected = { type: 'IllegalStateException', message: 'injected by the kit' }

/** The sink's call fails, once. */
export const sinkFails = (at: (typeof sinkPlaces)[number]): SinkStep => ({ kind: 'strike', at })
export const sinkFailsInTask = (at: (typeof sinkPlacesOfTask)[number], partition = 0): SinkStep => ({
  kind: 'strike',
  at,
  partition,
})
/** A call of Spark's own fails, once. */
export const sparkFails = (at: 'query.commit' | 'query.add-offset'): SinkStep => ({
  kind: 'act',
  action: { kind: 'fail', at, error: injected },
})
export const sendFails = (partition = 0): SinkStep => ({
  kind: 'act',
  action: { kind: 'fail', at: 'send', of: 'CommitPartitionEpoch', partition, error: injected },
})

/** The action of a step, given the place of the next row in its partition. */
export function actionOf(step: SinkStep, rowAt: (partition: number) => string): ActionOnQuery {
  switch (step.kind) {
    case 'row':
      return { kind: 'row', partition: step.partition, value: rowAt(step.partition) }
    case 'strike': {
      const { at, partition } = step
      return { kind: 'sink-fails', at, error: injected, ...(partition === undefined ? {} : { partition }) }
    }
    case 'act':
      return step.action
    case 'clean-log':
      return step
  }
}

/** A fault of the user's sink, which the contract does not know. */
export interface SinkFault {
  readonly kind: 'sink-fails'
  readonly at: SinkPlace
  readonly partition?: number
  readonly error: typeof injected
}

/** Entries behind the last commit are removed from the offset log. The contract knows no such action, either. */
export interface LogCleaning {
  readonly kind: 'clean-log'
}

/** One action on a query that writes to a user's sink. */
export type ActionOnQuery = Plain<QueryAction> | SinkFault | LogCleaning

/** One action on the queries that write to a user's sink, one after the other. */
export type SinkAction = ActionOnQuery | AnotherQuery
