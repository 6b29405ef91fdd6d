import type { Guarantee } from '../file/guarantees.ts'
import type { Broken, RowsSeen } from '../run/try-schedule.ts'
import type { SinkScenario } from '../schedules/scenarios.ts'

/** A scenario in continuous mode, and what became of its rows. */
export interface TriedScenario {
  readonly scenario: SinkScenario
  readonly result: RowsSeen | Broken
}

/** The same in any mode. */
export interface Tried<Action = unknown> {
  readonly scenario: {
    readonly [Field in keyof SinkScenario]: Field extends 'steps' ? readonly unknown[] : SinkScenario[Field]
  }
  readonly result: RowsSeen<Action> | Broken<Action>
}

/** What a sink guarantees, as far as scenarios have shown it; undefined if none of them could be run to its end. */
export interface FoundGuarantees {
  /** Where Spark does what its documentation says. */
  readonly sinkAlone: Guarantee | undefined
  /** With all that Spark does. */
  readonly withSpark: Guarantee | undefined
}

export function guaranteesOf(tried: readonly Tried[]): FoundGuarantees {
  return {
    sinkAlone: guaranteeOf(tried.filter(({ scenario }) => scenario.spark === 'as documented')),
    withSpark: guaranteeOf(tried),
  }
}

function guaranteeOf(tried: readonly Tried[]): Guarantee | undefined {
  const seen = tried.flatMap(({ result }) => (result.kind === 'seen' && result.isTold ? [result] : []))
  if (seen.length === 0) return undefined
  const isLost = seen.some(({ lost }) => lost.length > 0)
  const isDoubled = seen.some(({ doubled }) => doubled.length > 0)
  if (isLost) return isDoubled ? 'none' : 'at-most-once'
  return isDoubled ? 'at-least-once' : 'exactly-once'
}

/** Whether what was found is no less than what is claimed. */
export function keepsClaim(claim: Guarantee, found: Guarantee): boolean {
  switch (claim) {
    case 'exactly-once':
      return found === 'exactly-once'
    case 'at-least-once':
    case 'at-most-once':
      return found === 'exactly-once' || found === claim
    case 'none':
      return true
  }
}
