import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { State } from '../../src/reference/model.ts'
import { stepOrReason, unspecifiedHere } from './candidate.ts'
import { type MatchProgress, matchEvents } from './match-events.ts'
import type { Guard, Taken } from './nonconformance.ts'
import type { MatchedCounts, ObservedEvents } from './observed-events.ts'
import { mayBeRefused, widenedBy } from './permissions.ts'
import type { Terms } from './terms.ts'

/** Actions in an order, the state of the model after them, and the observed events that they explain. */
export interface LinearizationPrefix extends MatchProgress {
  readonly state: State
  /** The actions with the model's events. */
  readonly done: readonly Taken[]
}

/** Why an order cannot be extended, and the event that should have happened before. */
export interface PrefixEnd {
  readonly guard: Guard
  readonly cause?: Event
}

export type PrefixExtension =
  | { readonly kind: 'taken'; readonly prefix: LinearizationPrefix }
  | {
      readonly kind: 'stopped'
      readonly mark: MatchedCounts
      readonly why: PrefixEnd
      readonly isUnspecified: boolean
    }

/**
 * Extends the prefix by one action, if the action is enabled in the model and each of its events is the next observed one of its
 * actor. Behaviour that the edition leaves unspecified gives the actors concerned a permission.
 */
export function extendPrefix(
  prefix: LinearizationPrefix,
  action: Plain<Action>,
  seen: ObservedEvents,
  terms: Terms,
): PrefixExtension {
  const step = stepOrReason(prefix.state, action, terms)
  if (typeof step === 'string') {
    if (!mayBeRefused(action, prefix.permissions)) {
      const guard: Guard = { kind: 'not-enabled', action, reason: step }
      return { kind: 'stopped', mark: prefix.mark, why: { guard }, isUnspecified: false }
    }
    const permissions = widenedBy(action, prefix.permissions)
    return { kind: 'taken', prefix: { ...prefix, permissions, done: [...prefix.done, { action, events: [] }] } }
  }
  const unspecified = unspecifiedHere(prefix.state, action, terms)
  const outcome = matchEvents(step, { from: prefix.state, unspecified }, prefix, seen, terms)
  if (outcome.kind === 'stuck') {
    const { expected, instead, cause, mark } = outcome
    const before = step.events.slice(0, step.events.indexOf(expected))
    const guard: Guard = { kind: 'event', action, before, expected, ...(instead === undefined ? {} : { instead }) }
    const why = { guard, ...(cause === undefined ? {} : { cause }) }
    return { kind: 'stopped', mark, why, isUnspecified: unspecified !== undefined }
  }
  const { mark, permissions } = outcome
  const { state } = step
  return {
    kind: 'taken',
    prefix: {
      state,
      mark,
      permissions,
      done: [...prefix.done, { action, events: step.events }],
    },
  }
}
