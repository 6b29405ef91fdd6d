import { firstViolation } from '../assertions/invariants.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { findNonconformance } from './find-nonconformance.ts'
import type { CaseFailure } from './session.ts'
import { isAccepted, isAgainst, type VerdictKind } from './verdict.ts'

/** A fault that the scenario does not examine. */
export type FaultOnTheWay = Extract<CaseFailure, { readonly kind: 'violation' | 'nonconforming' }>

/**
 * A fault in the trace that the scenario does not examine: a broken invariant or a step that the model of the edition does not allow.
 * Undefined if there is none, or if the case has failed already. The trace up to an action that is not supported counts, too.
 */
export function judgeTrace(verdict: VerdictKind, trace: Trace, edition: Edition): FaultOnTheWay | undefined {
  const violation = isAgainst(verdict) ? undefined : firstViolation(trace)
  if (violation !== undefined) return { kind: 'violation', ...violation }
  return isAccepted(verdict) || verdict === 'not-supported' ? findNonconformance(trace, edition) : undefined
}
