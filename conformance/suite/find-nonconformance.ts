import type { Trace } from '../assertions/trace.ts'
import { attribute } from '../oracle/attribution.ts'
import { describeNonconformance } from '../oracle/describe-nonconformance.ts'
import { explain } from '../oracle/oracle.ts'
import type { Edition } from '../requirements/edition.ts'
import type { CaseFailure } from './session.ts'

/**
 * The first step of a scenario that the model of the edition does not allow, if there is one, with the requirement to which the
 * difference is attributed. Log lines are ignored: they have scenarios of their own.
 */
export function findNonconformance(
  trace: Trace,
  edition: Edition,
): Extract<CaseFailure, { readonly kind: 'nonconforming' }> | undefined {
  const nonconformance = explain(trace, edition, { logs: 'ignore' })
  const step = nonconformance === undefined ? undefined : trace[nonconformance.at]
  if (nonconformance === undefined || step === undefined) return undefined
  const { at, why } = nonconformance
  return {
    kind: 'nonconforming',
    requirement: attribute(why.problems[0], edition),
    mismatch: describeNonconformance(why, step),
    at,
  }
}
