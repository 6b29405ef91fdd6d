import { firstViolation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { findNonconformance } from './find-nonconformance.ts'
import type { CaseFailure } from './session.ts'
import { isAccepted, isAgainst, type VerdictKind } from './verdict.ts'

/** A fault on the way of a scenario that did not ask about it. */
export type FaultOnTheWay = Extract<CaseFailure, { readonly kind: 'violation' | 'nonconforming' }>

/**
 * What is wrong in a trace although its scenario did not ask: an invariant that is broken or, in a case that was accepted,
 * a step that the model of the edition does not show. Undefined if nothing is, or if the case has failed already.
 */
export function judgeTrace(verdict: VerdictKind, trace: Trace, edition: Edition): FaultOnTheWay | undefined {
  const violation = isAgainst(verdict) ? undefined : firstViolation(trace)
  if (violation !== undefined) return { kind: 'violation', ...violation }
  return isAccepted(verdict) ? findNonconformance(trace, edition) : undefined
}
