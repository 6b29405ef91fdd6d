import type { Action } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { stepOrReason } from './candidate.ts'
import { type Belief, beliefAfter, follow, mayRefuse } from './oracle.ts'

/**
 * Whether, after this trace, the edition lets an implementation refuse one of the actions: one to an actor that has a permission,
 * or one that makes no sense where the implementation has begun a run elsewhere than the model, as the edition lets it. They were
 * asked for in one go, so the model's own events stand for those not seen.
 */
export function mayRefuseOneOf(actions: readonly Action[], trace: Trace, edition: Edition): boolean {
  let belief = beliefAfter(trace, edition, { logs: 'ignore' })
  let planned = belief === undefined ? undefined : stateByActions(trace, belief)
  for (const action of actions) {
    if (belief === undefined) return false
    if (mayRefuse(belief, action)) return true
    const wanted = planned === undefined ? 'no such state' : stepOrReason(planned, action, belief.terms)
    const step = stepOrReason(belief.candidates[0].state, action, belief.terms)
    if (typeof step === 'string') return typeof wanted !== 'string'
    planned = typeof wanted === 'string' ? undefined : wanted.state
    const followed = follow(belief, action, step.events)
    belief = followed.kind === 'explained' ? followed.belief : undefined
  }
  return false
}

/** Where the model is after the actions of a trace, whatever was seen; undefined if it does not take them. */
function stateByActions(trace: Trace, { terms }: Belief): State | undefined {
  let state: State | undefined
  for (const one of trace) {
    if (one.kind === 'opened') state = terms.model.open(one.opening, terms.edition.deviations).state
    if (one.kind !== 'acted' || state === undefined) continue
    const step = stepOrReason(state, one.action, terms)
    state = typeof step === 'string' ? undefined : step.state
  }
  return state
}
