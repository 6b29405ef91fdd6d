import type { BatchQuery } from '../model/batch-query.ts'
import { hasNewPositions } from '../model/batch-query.ts'
import type { BatchRun } from '../model/batch-run.ts'
import {
  type BatchPlace,
  type BatchStep,
  batch,
  execute,
  fails,
  failsInTask,
  noRow,
  row,
  stop,
  taskAttempts,
} from '../schedules/batch-schedule.ts'
import { sinkPlacesOfTask } from '../schedules/schedule.ts'

/** What may fail, by who notices it. */
const placesOf = {
  /** A task, which Spark tries again. */
  task: sinkPlacesOfTask,
  /** The sink at the driver: Spark ends the run, and the next one repeats the batch. */
  sink: [
    'create-writer-factory',
    'create-writer-factory.after',
    'writer.commit',
    'writer.commit.midway',
    'writer.commit.after',
    'writer.abort',
    'writer.abort.after',
  ],
  /** Spark, at an entry of its own logs. */
  crash: ['query.add-offset', 'query.add-offset.after', 'query.commit', 'query.commit.after'],
} as const satisfies Readonly<Record<string, readonly BatchPlace[]>>

export type BatchFaults = keyof typeof placesOf

export const batchFaults = Object.keys(placesOf) as readonly BatchFaults[]

/** The size of generated schedules of micro-batches. */
export interface BatchBounds {
  readonly partitions: number
  /** The number of batches that are begun. */
  readonly batches: number
  /** The number of positions per partition, with a row or without. */
  readonly rows: number
  readonly faults: readonly BatchFaults[]
  /** How many faults of each kind, and how many stops. */
  readonly times: number
}

/** All steps that make sense now, in an order that a token relies on. */
export function movesOf(bounds: BatchBounds, { query, schedule: { steps } }: BatchRun): readonly BatchStep[] {
  const count = (kind: BatchStep['kind']) => steps.filter((step) => step.kind === kind).length
  const partitions = [...query.given.keys()].filter((at) => (query.given[at]?.length ?? 0) < bounds.rows)
  return [
    ...(query.isRunning ? [] : [execute]),
    ...(query.isRunning && hasNewPositions(query) && count('advance-epoch') < bounds.batches ? [batch] : []),
    ...partitions.map((partition) => row(partition)),
    ...(query.isRunning && count('stop') < bounds.times ? [stop] : []),
    ...partitions.map((partition) => noRow(partition)),
    ...bounds.faults.flatMap((kind) =>
      steps.filter((step) => isFault(step, kind)).length < bounds.times ? faultsOf(kind, query) : [],
    ),
  ]
}

const isFault = (step: BatchStep, kind: BatchFaults): boolean => {
  const places: readonly BatchPlace[] = placesOf[kind]
  return step.kind === 'fail' && places.includes(step.at)
}

function faultsOf(kind: BatchFaults, query: BatchQuery): readonly BatchStep[] {
  const isArmed = (at: BatchPlace) => query.faults.some((fault) => fault.at === at)
  if (kind !== 'task') return placesOf[kind].filter((at) => !isArmed(at)).map((at) => fails(at))
  // Where two tasks fail at a time, Spark may stop one of them before it has aborted its writer.
  const failing = query.faults.find(({ partition }) => partition !== undefined)?.partition
  return [...query.given.keys()]
    .filter((partition) => failing === undefined || failing === partition)
    .flatMap((partition) =>
      placesOf.task
        .filter((at) => !isArmed(at))
        .flatMap((at) => [failsInTask(at, { partition }), failsInTask(at, { partition, times: taskAttempts })]),
    )
}
