import type { Guarantee } from '../file/guarantees.ts'
import type { SinkMode } from '../file/modes.ts'
import { type AdviceName, advice } from '../requirements/advice.ts'
import { adviceFor } from '../requirements/advise.ts'
import { sinkCase } from '../requirements/sink-case.ts'
import type { BatchAction } from '../schedules/batch-schedule.ts'
import type { SinkAction } from '../schedules/schedule.ts'
import { sinkFaults } from '../verdict/faults.ts'
import { guaranteesOf, type Tried } from '../verdict/judge-sink.ts'
import { type RowHarm, rowHarms } from '../verdict/tried-schedule.ts'

/** What a sink guarantees when this fails. */
export interface FaultRow {
  readonly fault: string
  /** Missing if no schedule of the fault is one in which Spark does as documented. */
  readonly sinkAlone?: FaultCell
  readonly withSpark: FaultCell
}

export interface FaultCell {
  /** Missing if no schedule of the fault could be run to its end with a row that was committed. */
  readonly guarantee?: Guarantee
  /** The scenarios and generated schedules behind it. */
  readonly schedules: number
  /** By harm: the shortest schedule that shows it. Empty if each row is there once, and none too early. */
  readonly shown: readonly ShownHarm[]
}

/** The shortest schedule of a fault that shows a harm. */
export interface ShownHarm {
  readonly harm: RowHarm
  /** The name of a scenario, or the token of a generated schedule. */
  readonly by: string
  readonly steps: number
  readonly rows: readonly string[]
  readonly advice: AdviceName
}

/** A schedule of any mode, and what became of its rows. */
export type AnyTried = Tried<SinkAction | BatchAction>

/** One row per fault, in the order of the list of faults; faults that it does not know come last. */
export function faultTable(tried: readonly AnyTried[], mode: SinkMode): readonly FaultRow[] {
  const order: readonly string[] = sinkFaults
  const placeOf = (fault: string) => (order.includes(fault) ? order.indexOf(fault) : order.length)
  return [...Map.groupBy(tried, ({ scenario }) => scenario.fault)]
    .toSorted(([one], [other]) => placeOf(one) - placeOf(other))
    .map(([fault, own]) => {
      const documented = own.filter(({ scenario }) => scenario.spark === 'as documented')
      const alone = documented.length === 0 ? {} : { sinkAlone: cellOf(documented, mode) }
      return { fault, ...alone, withSpark: cellOf(own, mode) }
    })
}

function cellOf(tried: readonly AnyTried[], mode: SinkMode): FaultCell {
  const { withSpark: guarantee } = guaranteesOf(tried)
  return {
    ...(guarantee === undefined ? {} : { guarantee }),
    schedules: tried.length,
    shown: rowHarms.flatMap((harm) => shortestOf(tried, harm, mode) ?? []),
  }
}

/** Of equally short ones the first: scenarios come before generated schedules. */
function shortestOf(tried: readonly AnyTried[], harm: RowHarm, mode: SinkMode): ShownHarm | undefined {
  const showing = tried.flatMap(({ scenario, result }) =>
    result.kind === 'seen' && result[harm].length > 0 ? [{ scenario, result, rows: result[harm] }] : [],
  )
  const [shortest] = showing.toSorted((one, other) => one.result.moments.length - other.result.moments.length)
  if (shortest === undefined) return undefined
  const { scenario, result, rows } = shortest
  return {
    harm,
    by: scenario.name,
    steps: result.moments.length,
    rows,
    advice: adviceFor(harm, rows, sinkCase(result.moments, scenario.delivery, mode)),
  }
}

/** The table as `cwc sink --json` has it, with each advice in full. */
export const toldFaults = (rows: readonly FaultRow[]) =>
  rows.map(({ fault, sinkAlone, withSpark }) => ({
    fault,
    ...(sinkAlone === undefined ? {} : { sinkAlone: toldCell(sinkAlone) }),
    withSpark: toldCell(withSpark),
  }))

const toldCell = ({ shown, ...cell }: FaultCell) => ({
  ...cell,
  shown: shown.map((each) => ({ ...each, advice: { name: each.advice, ...advice[each.advice] } })),
})
