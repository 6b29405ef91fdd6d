import type { SinkKind } from '../../audit/sinks.ts'
import type { Broken, RowsSeen } from '../run/try-schedule.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'
import type { Schedule } from '../schedules/schedule.ts'
import type { SinkFaultName } from './faults.ts'

/** What may become of a row against a guarantee. */
export const rowHarms = ['lost', 'doubled', 'early'] as const
export type RowHarm = (typeof rowHarms)[number]

/** A generated schedule and what became of its rows. */
export interface TriedSchedule {
  readonly token: string
  readonly schedule: Schedule
  /** What fails in it, as far as one thing does. */
  readonly fault: SinkFaultName
  readonly spark: SinkScenario['spark']
  /** The kinds of sink of the model that lose and double the same rows. */
  readonly like: readonly SinkKind[]
  readonly result: RowsSeen | Broken
}

export const showsHarm = ({ result }: TriedSchedule, harm: RowHarm): boolean =>
  result.kind === 'seen' && result[harm].length > 0
