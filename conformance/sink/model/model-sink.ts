import { DriverError } from '../../../src/adapters/driver.ts'
import { errorCodes } from '../../../src/contract/protocol.ts'
import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { open } from '../../../src/reference/model.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import { isRunning } from '../../../src/reference/query/state.ts'
import { audited, beginAudit, type RowAudit } from '../../audit/row-audit.ts'
import { type SinkKind, writtenTo } from '../../audit/sinks.ts'
import { openingOf, type SinkDriver } from '../run/sink-driver.ts'
import type { ActionOnQuery } from '../schedules/schedule.ts'
import { armedBy, takenRow, type WritesTaken } from './failed-write.ts'
import { type SinkState, stepOnModel } from './model-step.ts'

/** The model of an edition, writing to a sink of this kind: what the audit foretells for a schedule. */
export function modelSink(edition: EditionName, kind: SinkKind): SinkDriver {
  let query: SinkState | undefined
  let audit: RowAudit = beginAudit(1)
  /** The rows of earlier queries, which a sink of the model tells from those of this one. */
  let before: readonly string[] = []
  const rows = () => [...before, ...audit.sink.flatMap((batch) => batch.rows)]
  let taken: WritesTaken = new Map()
  return {
    async open(schedule) {
      audit = beginAudit(schedule.partitions ?? 1)
      before = []
      taken = new Map()
      query = open(openingOf(schedule), deviationsOf(edition)).state
    },
    async act(action) {
      if (query === undefined) throw refused('nothing is open')
      if (action.kind === 'another-query') {
        if (isRunning(query)) throw refused('the query is running')
        before = rows()
        const { setup } = query
        audit = beginAudit(setup.partitions)
        taken = new Map()
        query = open({ role: 'query', setup }, deviationsOf(edition)).state
        return []
      }
      const { state, events } = orRefuse(query, action)
      const row = takenRow(taken, action, query, state)
      taken = armedBy(taken, action)
      query = state
      if (row !== undefined) audit = { ...audit, sink: writtenTo(audit.sink, kind, row) }
      audit = events.reduce((here, event) => audited(here, event, kind), audit)
      return events
    },
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => rows(),
    async close() {
      query = undefined
    },
  }
}

function orRefuse(state: SinkState, action: ActionOnQuery): ReturnType<typeof stepOnModel> {
  try {
    return stepOnModel(state, action)
  } catch (error) {
    throw error instanceof NotEnabled ? refused(error.message) : error
  }
}

const refused = (reason: string) => new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason })
