import type { EditionName } from '../../src/reference/editions.ts'
import type { Trace } from '../assertions/trace.ts'
import { attribute } from '../oracle/attribution.ts'
import { describeNonconformance } from '../oracle/describe-nonconformance.ts'
import { explain } from '../oracle/oracle.ts'
import type { CaseFailure } from './session.ts'

/**
 * The first step of a scenario that the model does not show in the edition, if there is one, under a requirement that
 * speaks of what is wrong. Log lines are not looked at: they have scenarios of their own.
 */
export function findNonconformance(
  trace: Trace,
  edition: EditionName,
): Extract<CaseFailure, { readonly kind: 'unexplained' }> | undefined {
  const unexplained = explain(trace, edition, { logs: 'ignore' })
  const step = unexplained === undefined ? undefined : trace[unexplained.at]
  if (unexplained === undefined || step === undefined) return undefined
  const { at, why } = unexplained
  return {
    kind: 'unexplained',
    requirement: attribute(why.problems[0], edition),
    mismatch: describeNonconformance(why, step),
    at,
  }
}
