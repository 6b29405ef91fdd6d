import type { Action, Plain } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import type { State } from '../../src/reference/model.ts'
import { type Account, account } from './account.ts'
import { openSilence, stepOrReason } from './candidate.ts'
import { isToFree, lostSightOf } from './freedom.ts'
import type { Mark, Seen } from './seen.ts'
import type { Terms } from './terms.ts'
import type { Guard } from './unexplained.ts'

/** Actions that are done, in their order, where that leaves the model, and what of the events is accounted for. */
export interface Prefix extends Account {
  readonly state: State
  readonly done: readonly Plain<Action>[]
  /** What the model did for them. */
  readonly expected: readonly Event[]
}

/** Why an order goes no further, and what came too late that was to come before. */
export interface Stop {
  readonly guard: Guard
  readonly cause?: Event
}

export type Taken =
  | { readonly kind: 'taken'; readonly prefix: Prefix }
  | {
      readonly kind: 'stopped'
      readonly mark: Mark
      readonly why: Stop
      readonly isSilent: boolean
    }

/**
 * The prefix with one action more, if the model takes it and what it does is next of each actor. What an edition leaves
 * open frees those whom it concerns.
 */
export function take(prefix: Prefix, action: Plain<Action>, seen: Seen, terms: Terms): Taken {
  const step = stepOrReason(prefix.state, action, terms)
  if (typeof step === 'string') {
    if (!isToFree(action, prefix.freedom)) {
      const guard: Guard = { kind: 'not-enabled', action, reason: step }
      return { kind: 'stopped', mark: prefix.mark, why: { guard }, isSilent: false }
    }
    const freedom = lostSightOf(action, prefix.freedom)
    return { kind: 'taken', prefix: { ...prefix, freedom, done: [...prefix.done, action] } }
  }
  const silence = openSilence(prefix.state, action, terms)
  const outcome = account(step, { from: prefix.state, silence }, prefix, seen, terms)
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
