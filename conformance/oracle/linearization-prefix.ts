import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { State } from '../../src/reference/model.ts'
import { stepOrReason, unspecifiedHere } from './candidate.ts'
import { type MatchProgress, matchEvents } from './match-events.ts'
import type { Guard } from './nonconformance.ts'
import type { MatchedCounts, ObservedEvents } from './observed-events.ts'
import { mayBeRefused, widenedBy } from './permissions.ts'
import type { Terms } from './terms.ts'

/** Actions that are done, in their order, where that leaves the model, and what of the events is accounted for. */
export interface LinearizationPrefix extends MatchProgress {
  readonly state: State
  readonly done: readonly Plain<Action>[]
  /** What the model did for them. */
  readonly expected: readonly Event[]
}

/** Why an order goes no further, and what came too late that was to come before. */
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
      readonly isSilent: boolean
    }

/**
 * The prefix with one action more, if the model takes it and what it does is next of each actor. What an edition leaves
 * open frees those whom it concerns.
 */
export function extendPrefix(
  prefix: LinearizationPrefix,
  action: Plain<Action>,
  seen: ObservedEvents,
  terms: Terms,
): PrefixExtension {
  const step = stepOrReason(prefix.state, action, terms)
  if (typeof step === 'string') {
    if (!mayBeRefused(action, prefix.freedom)) {
      const guard: Guard = { kind: 'not-enabled', action, reason: step }
      return { kind: 'stopped', mark: prefix.mark, why: { guard }, isSilent: false }
    }
    const freedom = widenedBy(action, prefix.freedom)
    return { kind: 'taken', prefix: { ...prefix, freedom, done: [...prefix.done, action] } }
  }
  const silence = unspecifiedHere(prefix.state, action, terms)
  const outcome = matchEvents(step, { from: prefix.state, silence }, prefix, seen, terms)
  if (outcome.kind === 'stuck') {
    const { expected, instead, cause, mark } = outcome
    const guard: Guard = { kind: 'event', action, expected, ...(instead === undefined ? {} : { instead }) }
    const why = { guard, ...(cause === undefined ? {} : { cause }) }
    return { kind: 'stopped', mark, why, isSilent: silence !== undefined }
  }
  const { mark, freedom } = outcome
  const { state } = step
  return {
    kind: 'taken',
    prefix: { state, mark, freedom, done: [...prefix.done, action], expected: [...prefix.expected, ...step.events] },
  }
}
