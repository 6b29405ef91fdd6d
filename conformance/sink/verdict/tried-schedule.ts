import type { SinkKind } from '../../audit/sinks.ts'
import type { Broken, RowsSeen } from '../run/try-schedule.ts'
import type { BatchAction, BatchSchedule } from '../schedules/batch-schedule.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'
import type { Schedule, SinkAction } from '../schedules/schedule.ts'
import type { SinkFaultName } from './faults.ts'

/** What may become of a row against a guarantee. */
export const rowHarms = ['lost', 'doubled', 'early'] as const
export type RowHarm = (typeof rowHarms)[number]

/** A generated schedule and what became of its rows, in continuous mode if nothing else is said. */
export interface TriedSchedule<Planned = Schedule, Action = SinkAction> {
  readonly token: string
  readonly schedule: Planned
  /** What fails in it, as far as one thing does. */
  readonly fault: SinkFaultName
  readonly spark: SinkScenario['spark']
  /** The kinds of sink of the model that lose and double the same rows. */
  readonly like: readonly SinkKind[]
  readonly result: RowsSeen<Action> | Broken<Action>
}

export type TriedBatches = TriedSchedule<BatchSchedule, BatchAction>

/** Of any mode. */
export type AnyTriedSchedule = TriedSchedule<Schedule | BatchSchedule, SinkAction | BatchAction>

export const showsHarm = ({ result }: AnyTriedSchedule, harm: RowHarm): boolean =>
  result.kind === 'seen' && result[harm].length > 0
