import { createLatest } from './latest.ts'

/** Micro-batch queries of the same application: lines about them are none about a continuous one. */
export interface MicroBatchQueries {
  readonly add: (runId: string, checkpoint: string) => void
  readonly isAny: () => boolean
  /** Whether a run is one of theirs; undefined: it may be one that was forgotten. */
  readonly hasRun: (runId: string) => boolean | undefined
  /** Likewise whether a checkpoint is. */
  readonly hasCheckpoint: (path: string) => boolean | undefined
}

/** How many are kept. Those of which lines come are not forgotten. */
const mostQueries = 10_000

export function createMicroBatchQueries(most = mostQueries): MicroBatchQueries {
  const runIds = createLatest<string>(most)
  const checkpoints = createLatest<string>(most)
  let isAny = false
  return {
    add(runId, checkpoint) {
      isAny = true
      runIds.add(runId)
      checkpoints.add(checkpoint)
    },
    isAny: () => isAny,
    hasRun: (runId) => runIds.has(runId) || (runIds.hasForgotten() ? undefined : false),
    hasCheckpoint: (path) => checkpoints.has(path) || (checkpoints.hasForgotten() ? undefined : false),
  }
}
