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
  /** The rows of earlier queries, which a sink of the model tells from those of this one. */
  let before: readonly string[] = []
  const rows = () => [...before, ...query.sink.flatMap((batch) => batch.rows)]
  return {
    async open({ partitions = 1 }) {
      query = newBatchQuery(kind, partitions)
      before = []
    },
    async act(action) {
      if (action.kind === 'another-query') {
        if (query.isRunning) throw refused('the query is running')
        before = rows()
        query = newBatchQuery(kind, query.given.length)
        return []
      }
      try {
        const step = stepBatches(query, action)
        query = step.query
        return step.events
      } catch (error) {
        if (!(error instanceof NotEnabled)) throw error
        throw refused(error.message)
      }
    },
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => rows(),
    close: async () => undefined,
  }
}

const refused = (reason: string) => new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason })
