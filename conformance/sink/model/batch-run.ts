import type { Event } from '../../../src/contract/events.ts'
import { nameOf } from '../../audit/row-audit.ts'
import type { BatchActionOnQuery, BatchSchedule, BatchStep } from '../schedules/batch-schedule.ts'
import { type BatchQuery, newBatchQuery, stepBatches } from './batch-query.ts'

/** A schedule of micro-batches, as far as it has been run on the model. Plain data: a run that is kept can be gone on with again. */
export interface BatchRun {
  readonly schedule: BatchSchedule
  /** Its sink is one where the last commit wins. What Spark does is the same with any. */
  readonly query: BatchQuery
  /** Of the last step. */
  readonly events: readonly Event[]
}

export const beginBatches = (partitions: number): BatchRun => ({
  schedule: { partitions, steps: [] },
  query: newBatchQuery('the last wins', partitions),
  events: [],
})

/** @throws NotEnabled if the step makes no sense now */
export function goOnBatches({ schedule, query }: BatchRun, step: BatchStep): BatchRun {
  const next = stepBatches(query, actionOf(step, query))
  return { schedule: { ...schedule, steps: [...schedule.steps, step] }, ...next }
}

function actionOf(step: BatchStep, { given }: BatchQuery): BatchActionOnQuery {
  if (step.kind === 'no-row') return { ...step, kind: 'row', value: null }
  if (step.kind !== 'row') return step
  return { ...step, value: nameOf(step.partition, given[step.partition]?.length ?? 0) }
}
