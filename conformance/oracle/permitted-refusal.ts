import type { Action } from '../../src/contract/actions.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import type { Trace } from '../assertions/trace.ts'
import { stepOrReason } from './candidate.ts'
import { beliefAfter, follow, mayRefuse } from './oracle.ts'

/**
 * Whether, after this trace, the edition lets an implementation refuse one of the actions: one to an actor that went its
 * own way where the page is silent. They were asked for in one go, so the model's own events stand for those not seen.
 */
export function mayRefuseOneOf(actions: readonly Action[], trace: Trace, edition: EditionName): boolean {
  let belief = beliefAfter(trace, edition, { logs: 'ignore' })
  for (const action of actions) {
    if (belief === undefined) return false
    if (mayRefuse(belief, action)) return true
    const step = stepOrReason(belief.candidates[0].state, action, belief.terms)
    if (typeof step === 'string') return false
    const followed = follow(belief, action, step.events)
    belief = followed.kind === 'explained' ? followed.belief : undefined
  }
  return false
}
