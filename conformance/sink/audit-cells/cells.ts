import type { AuditBounds } from '../../audit/audit-state-space.ts'
import { type Circumstance, circumstances } from '../../audit/circumstances.ts'
import { type RowFault, rowFaults } from '../../audit/search-row-faults.ts'
import { type SinkKind, sinkKinds } from '../../audit/sinks.ts'
import type { SinkBounds } from '../generated/sink-space.ts'
import type { RowHarm } from '../verdict/tried-schedule.ts'

/** One answer of `cwc audit`: can a row have this fault, under this circumstance and with this kind of sink? */
export interface AuditCell {
  readonly circumstance: Circumstance
  /** Whether uncommitted entries of the offset log are removed before each restart. */
  readonly cleanLog: boolean
  readonly sink: SinkKind
  readonly of: RowFault
}

/** In the order of the page. */
export const auditCells: readonly AuditCell[] = [false, true].flatMap((cleanLog) =>
  circumstances.flatMap((circumstance) =>
    sinkKinds.flatMap((sink) => rowFaults.map((of) => ({ circumstance, cleanLog, sink, of }))),
  ),
)

/** The bounds of `cwc audit` where no option says otherwise. */
export const auditBounds: AuditBounds = { partitions: 1, epochs: 1, rows: 2, restarts: 2, strikes: 1 }

/** The same for schedules of a sink, whose messages wait for a delivery as those of the audit do. */
export const boundsOfSink = (faults: SinkBounds['faults'], cleanLog: boolean): SinkBounds => ({
  partitions: auditBounds.partitions,
  epochs: auditBounds.epochs,
  rows: auditBounds.rows,
  faults,
  times: auditBounds.restarts,
  ...(cleanLog ? { cleanLog } : {}),
  held: true,
})

/** What the reader of a sink calls the fault of a row. */
export const harmOf = { lost: 'lost', duplicated: 'doubled' } as const satisfies Readonly<Record<RowFault, RowHarm>>
