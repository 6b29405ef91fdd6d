import { referenceDriver } from '../../src/adapters/reference/reference-driver.ts'
import type { Model } from '../../src/reference/model.ts'
import { equalData } from '../assertions/equal-data.ts'
import { check, type Mismatch } from '../assertions/expectation.ts'
import { firstViolation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { replay, sameMismatch } from '../suite/model-trace.ts'
import type { Scenario } from '../suite/planned-case.ts'
import { runWithoutOracle } from '../suite/run-without-oracle.ts'
import type { Checked } from '../suite/session.ts'
import { isAccepted } from '../suite/verdict.ts'

/** The actions and expectations of a scenario, recorded from one run in an edition, to be run again. */
export interface Program {
  readonly edition: Edition
  readonly scenario: Scenario
  readonly trace: Trace
  readonly checked: readonly Checked[]
  /** The known failure of the last expectation in the edition; undefined: all expectations are met. */
  readonly deviates: Mismatch | undefined
}

/**
 * Runs the suite on the model of an edition, and records the actions and expectations of each scenario that the edition
 * specifies.
 *
 * @throws Error if a scenario fails
 */
export async function recordPrograms(edition: Edition): Promise<readonly Program[]> {
  const results = await runWithoutOracle(referenceDriver(edition.name), edition)
  const failed = results.filter(({ verdict: { kind } }) => !isAccepted(kind))
  if (failed.length > 0) {
    throw new Error(
      `the model of ${edition.name} itself fails: ${failed.map(({ scenario }) => scenario.name).join('; ')}`,
    )
  }
  return results.flatMap(({ scenario, trace, checked, verdict }): readonly Program[] => {
    const program = { edition, scenario, trace, checked }
    if (verdict.kind === 'unspecified') return []
    if (verdict.kind !== 'deviates') return [{ ...program, deviates: undefined }]
    return verdict.failure.kind === 'mismatch' ? [{ ...program, deviates: verdict.failure.mismatch }] : []
  })
}

/**
 * The requirements by which the program kills the model: those of its scenario, if the model refuses an action, fails an
 * expectation, or meets an expectation that its edition fails; and the requirement of the first invariant that the trace breaks.
 * Oracle findings do not count as kills: the oracle finds almost every fault, and would hide a weak scenario.
 */
export function requirementsThatKill(program: Program, model: Model): readonly string[] {
  const { scenario, checked, deviates } = program
  const seen = replayed(program, model)
  // The mutant refused an action, or threw.
  if (seen === undefined) return scenario.requirements
  // Most mutants change few traces, and the others were accepted when they were recorded.
  if (equalData(seen, program.trace)) return []
  const met = deviates === undefined ? checked : checked.slice(0, -1)
  const failed = met.some((one) => mismatchOf(one, seen) !== undefined) || isOtherEnd(checked.at(-1), deviates, seen)
  const violated = firstViolation(seen)?.requirement
  return [...(failed ? scenario.requirements : []), ...(violated === undefined ? [] : [violated])]
}

function mismatchOf({ expectation, from, to }: Checked, seen: Trace): Mismatch | undefined {
  return check(expectation, seen.slice(from, to))
}

/** Whether the last expectation is met where the edition is known to fail it, or is failed in another way. */
function isOtherEnd(last: Checked | undefined, deviates: Mismatch | undefined, seen: Trace): boolean {
  if (last === undefined || deviates === undefined) return false
  const mismatch = mismatchOf(last, seen)
  return mismatch === undefined || !sameMismatch(deviates, mismatch)
}

/** The trace of the model for the actions of a program. Undefined if it refuses an action or throws. */
export function replayed({ trace, edition }: Program, model: Model): Trace | undefined {
  try {
    return replay(trace, model, edition.deviations)
  } catch {
    return undefined
  }
}
