import type { Driver, DriverFailure } from '../../src/adapters/driver.ts'
import { isPermittedRefusal } from '../oracle/permitted-refusal.ts'
import type { RoleProperties } from '../properties/property.ts'
import type { Edition } from '../requirements/edition.ts'
import type { Walk } from '../state-space/walk.ts'
import { type Driven, driveCase, isLost } from './drive-case.ts'
import { type Finding, judgeCase, type Watch } from './judge-case.ts'
import { observedTrace } from './observed-trace.ts'

/** The outcome of one generated case. */
export type CaseOutcome =
  | { readonly kind: 'agrees' }
  | { readonly kind: 'differs'; readonly finding: Finding }
  /** The driver does not support step `at`; the steps before it agree. */
  | { readonly kind: 'not-supported'; readonly at: number; readonly reason: string }
  | { readonly kind: 'driver'; readonly at: number; readonly failure: DriverFailure }

/** Drives a walk and judges it. */
export async function checkCase(
  driver: Driver,
  walk: Walk,
  properties: RoleProperties,
  edition: Edition,
  watch?: Watch,
): Promise<{ readonly outcome: CaseOutcome; readonly driven: Driven }> {
  const driven = await driveCase(driver, walk)
  return { outcome: outcomeOf(walk, driven, { properties, edition, watch }), driven }
}

/** The outcome of a walk that was driven. */
export function outcomeOf(
  walk: Walk,
  driven: Driven,
  by: { readonly properties: RoleProperties; readonly edition: Edition; readonly watch?: Watch | undefined },
): CaseOutcome {
  const { properties, edition, watch } = by
  const { failure } = driven
  if (failure === undefined) {
    const finding = judgeCase(walk, driven, properties, edition, watch)
    return finding === undefined ? { kind: 'agrees' } : { kind: 'differs', finding }
  }
  const { failedAt: at = 0 } = driven
  const before = { ...walk, steps: walk.steps.slice(0, driven.steps.length) }
  // A subject that was not opened has no events.
  const finding = isLost(failure) || at === 0 ? undefined : judgeCase(before, driven, properties, edition, watch)
  if (finding !== undefined) return { kind: 'differs', finding }
  if (failure.kind === 'not-supported') return { kind: 'not-supported', at, reason: failure.reason }
  if (at > 0 && mayBeRefused(failure, walk, driven, edition)) return { kind: 'agrees' }
  return { kind: 'driver', at, failure }
}

/** Whether an unspecified step may have led to a state in which the action makes no sense. */
function mayBeRefused(failure: DriverFailure, walk: Walk, driven: Driven, edition: Edition): boolean {
  const refused = walk.steps[driven.steps.length]
  return refused !== undefined && isPermittedRefusal(failure, refused.action, observedTrace(walk, driven), edition)
}
