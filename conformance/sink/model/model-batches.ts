import { DriverError } from '../../../src/adapters/driver.ts'
import { errorCodes } from '../../../src/contract/protocol.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import type { SinkKind } from '../../audit/sinks.ts'
import type { SinkDriver } from '../run/sink-driver.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import { newBatchQuery, stepBatches } from './batch-query.ts'

/** A micro-batch query that writes to a sink of this kind, as far as sinks see it: Spark 3.0 and later behave alike. */
export function modelBatches(kind: SinkKind): SinkDriver<BatchAction> {
  let query = newBatchQuery(kind, 1)
  return {
    async open({ partitions = 1 }) {
      query = newBatchQuery(kind, partitions)
    },
    async act(action) {
      try {
        const step = stepBatches(query, action)
        query = step.query
        return step.events
      } catch (error) {
        if (!(error instanceof NotEnabled)) throw error
        throw new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason: error.message })
      }
    },
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => query.sink.flatMap(({ rows }) => rows),
    close: async () => undefined,
  }
}
