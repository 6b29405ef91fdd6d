import type { Action } from '../../src/contract/actions.ts'
import type { State } from '../../src/reference/model.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { stepOrReason } from './candidate.ts'
import { type Belief, beliefAfter, follow, mayRefuse } from './oracle.ts'

/**
 * Whether, after this trace, the edition lets an implementation refuse one of the actions. It may refuse an action to an actor with
 * a permission. It may also refuse one that is only enabled if the run began where the model's did, since a run may begin elsewhere.
 * The actions were requested in one call, so the model's events stand for the unobserved ones.
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
    belief = followed.kind === 'conforming' ? followed.belief : undefined
  }
  return false
}

/** The model's state after the actions of a trace, whatever was observed. Undefined if one of them is not enabled. */
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
