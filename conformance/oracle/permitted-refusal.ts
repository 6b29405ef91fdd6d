import type { DriverFailure } from '../../src/adapters/driver.ts'
import type { Action, Plain } from '../../src/contract/actions.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import { errorCodes } from '../../src/contract/protocol.ts'
import type { State } from '../../src/reference/model.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { stepOrReason } from './candidate.ts'
import { type Belief, beliefAfter, mayRefuse } from './oracle.ts'

/**
 * Whether the edition lets a driver refuse this action after this trace. An error reply is no behaviour of an implementation, with one
 * exception: the driver says that the action makes no sense now (`no task of partition 0 waits for a row`), because the implementation
 * did something else in an earlier step that the edition leaves unspecified.
 */
export function isPermittedRefusal(failure: DriverFailure, action: Action, trace: Trace, edition: Edition): boolean {
  if (failure.kind !== 'refused' || failure.code !== errorCodes.invalidParams) return false
  return plainActions(action).some(({ kind }) => needsState[kind]) && leadsElsewhere(action, trace, edition)
}

/** Whether an action makes sense in some states of its subject only. The others always make sense, so no driver may refuse them. */
const needsState: Readonly<Record<Plain<Action>['kind'], boolean>> = {
  describe: false,
  plan: false,
  ask: false,
  send: false,
  fail: false,
  execute: true,
  answer: true,
  'finish-task': true,
  'fail-task': true,
  start: true,
  row: true,
  'end-epoch': true,
  complete: true,
  interrupt: true,
  kill: true,
  'advance-epoch': true,
  deliver: true,
  stop: true,
  'kill-coordinator': true,
  'kill-executor': true,
}

/**
 * Whether an unspecified step may have led to a state without the action: it addresses an actor with a permission, or is only enabled
 * if the run began where the model's did, since a run may begin elsewhere.
 */
function leadsElsewhere(action: Action, trace: Trace, edition: Edition): boolean {
  const belief = beliefAfter(trace, edition, { logs: 'ignore' })
  if (belief === undefined) return false
  if (mayRefuse(belief, action)) return true
  const planned = stateByActions(trace, belief)
  return (
    planned !== undefined &&
    typeof stepOrReason(planned, action, belief.terms) !== 'string' &&
    typeof stepOrReason(belief.candidates[0].state, action, belief.terms) === 'string'
  )
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
