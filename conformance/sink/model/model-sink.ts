import { DriverError } from '../../../src/adapters/driver.ts'
import { errorCodes } from '../../../src/contract/protocol.ts'
import { deviationsOf, type EditionName } from '../../../src/reference/editions.ts'
import { open, type State, type Step } from '../../../src/reference/model.ts'
import { NotEnabled } from '../../../src/reference/not-enabled.ts'
import { audited, beginAudit, type RowAudit } from '../../audit/row-audit.ts'
import { type SinkKind, writtenTo } from '../../audit/sinks.ts'
import { openingOf, type SinkDriver } from '../run/sink-driver.ts'
import type { SinkAction } from '../schedules/schedule.ts'
import { armedBy, takenRow, type WritesTaken } from './failed-write.ts'
import { stepOnModel } from './model-step.ts'

/** The model of an edition, writing to a sink of this kind: what the audit foretells for a schedule. */
export function modelSink(edition: EditionName, kind: SinkKind): SinkDriver {
  let query: State<'query'> | undefined
  let audit: RowAudit = beginAudit(1)
  let taken: WritesTaken = new Map()
  return {
    async open(schedule) {
      audit = beginAudit(schedule.partitions ?? 1)
      taken = new Map()
      query = open(openingOf(schedule), deviationsOf(edition)).state
    },
    async act(action) {
      if (query === undefined) throw refused('nothing is open')
      const { state, events } = orRefuse(query, action)
      const row = takenRow(taken, action, query, state)
      taken = armedBy(taken, action)
      query = state
      if (row !== undefined) audit = { ...audit, sink: writtenTo(audit.sink, kind, row) }
      audit = events.reduce((before, event) => audited(before, event, kind), audit)
      return events
    },
    // The model has no calls that fail, nor threads.
    calls: async () => [],
    rows: async () => audit.sink.flatMap(({ rows }) => rows),
    async close() {
      query = undefined
    },
  }
}

function orRefuse(state: State<'query'>, action: SinkAction): Step<'query'> {
  try {
    return stepOnModel(state, action)
  } catch (error) {
    throw error instanceof NotEnabled ? refused(error.message) : error
  }
}

const refused = (reason: string) => new DriverError({ kind: 'refused', code: errorCodes.invalidParams, reason })
