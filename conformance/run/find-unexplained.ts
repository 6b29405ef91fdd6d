import type { EditionName } from '../../src/reference/editions.ts'
import type { Trace } from '../expect/trace.ts'
import { blame } from '../oracle/blame.ts'
import { describeUnexplained } from '../oracle/describe-unexplained.ts'
import { explain } from '../oracle/oracle.ts'
import type { CaseFailure } from './session.ts'

/**
 * The first step of a scenario that the model does not show in the edition, if there is one, under a requirement that
 * speaks of what is wrong. Log lines are not looked at: they have scenarios of their own.
 */
export function findUnexplained(
  trace: Trace,
  edition: EditionName,
): Extract<CaseFailure, { readonly kind: 'unexplained' }> | undefined {
  const unexplained = explain(trace, edition, { logs: 'ignore' })
  const step = unexplained === undefined ? undefined : trace[unexplained.at]
  if (unexplained === undefined || step === undefined) return undefined
  const { at, why } = unexplained
  return {
    kind: 'unexplained',
    requirement: blame(why.problems[0], edition),
    mismatch: describeUnexplained(why, step),
    at,
  }
}
