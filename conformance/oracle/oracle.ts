import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { Opening } from '../../src/contract/setups.ts'
import type { Trace } from '../assertions/trace.ts'
import type { Edition } from '../requirements/edition.ts'
import { type Candidate, keyOf, stepOrReason, unspecifiedHere } from './candidate.ts'
import { isCompared } from './compared-events.ts'
import { differences } from './differences.ts'
import { explainStep } from './explain-step.ts'
import { isFurther, linearizations } from './linearizations.ts'
import { isExactMatch, matchEvents, unmatchedEvents } from './match-events.ts'
import type { Nonconformance } from './nonconformance.ts'
import { groupByActor, nothingMatched } from './observed-events.ts'
import { mayBeRefused, noPermissions } from './permissions.ts'
import { renewed } from './renewal.ts'
import { type OracleOptions, type Terms, termsOf } from './terms.ts'
import { brokenInvariants, type TraceHistory } from './trace-history.ts'

// Input-output conformance (Tretmans 1996), step by step: does the model allow the observed events, or that there are none?

/** The states that the model may be in after the observations so far. Plain data, never changed: keep it, and follow it more than once. */
export interface Belief {
  readonly terms: Terms
  /** More than one where several linearizations of a `together`, or several ways to restart, explain the same observations. */
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** Whether these are all candidates: the search has a budget. */
  readonly complete: boolean
  /** The steps so far, in editions in which something is unspecified: the invariants are checked against them. */
  readonly past: TraceHistory | undefined
}

export type Followed =
  | { readonly kind: 'conforming'; readonly belief: Belief }
  | { readonly kind: 'nonconforming'; readonly why: Nonconformance }
  /** The action is not enabled in the model, or the search budget is used up: the fault is in the check, not in the implementation. */
  | { readonly kind: 'not-enabled'; readonly reason: string }

/** The belief about a new subject, from the events that were seen while it was opened. */
export function believe(
  opening: Opening,
  events: readonly Event[],
  edition: Edition,
  options: OracleOptions = {},
): Followed {
  const terms = termsOf(edition, options)
  const opened = terms.model.open(opening, edition.deviations)
  const candidate = { state: opened.state, permissions: noPermissions }
  const past =
    edition.unspecified.size === 0
      ? undefined
      : { before: undefined, last: { kind: 'opened', opening, events } as const }
  const belief: Belief = { terms, candidates: [candidate], complete: true, past }
  if (isExactMatch(opened.events, events, terms.logs)) return { kind: 'conforming', belief }

  const seen = groupByActor(events, terms.logs)
  const outcome = matchEvents(
    opened,
    { from: opened.state, unspecified: undefined },
    { mark: nothingMatched(seen), permissions: noPermissions },
    seen,
    terms,
  )
  if (outcome.kind === 'matched' && unmatchedEvents(outcome, opened.state, seen, terms).over.length === 0) {
    return { kind: 'conforming', belief }
  }
  const [first, ...others] = differences(
    opened.events.filter((event) => isCompared(event, terms.logs)),
    seen.events,
  )
  if (first === undefined) throw new Error('believe: the events of an opening differ, and no difference is found')
  return { kind: 'nonconforming', why: { problems: [first, ...others], expected: opened.events, seen: seen.events } }
}

/**
 * The belief after an action, if the model allows the observed events. Order is compared within an actor, and across actors where
 * one event happens before the other (`happens-before.ts`). Any order of its actions may explain a `together`. After unspecified
 * behaviour an actor is unconstrained, except by the invariants.
 */
export function follow(belief: Belief, action: Action, events: readonly Event[]): Followed {
  const { terms, candidates } = belief
  const [first] = candidates
  // The fast path: no permission, and the events agree one by one.
  if (candidates.length === 1 && first.permissions === noPermissions && action.kind !== 'together') {
    const step = stepOrReason(first.state, action, terms)
    if (typeof step === 'string') return { kind: 'not-enabled', reason: step }
    if (isExactMatch(step.events, events, terms.logs) && unspecifiedHere(first.state, action, terms) === undefined) {
      const candidate = { state: step.state, permissions: noPermissions }
      return {
        kind: 'conforming',
        belief: { ...belief, candidates: [candidate], past: pastAfter(belief, action, events) },
      }
    }
  }
  return followSlowly(belief, action, events)
}

function followSlowly(belief: Belief, action: Action, events: readonly Event[]): Followed {
  const { terms } = belief
  const seen = groupByActor(events, terms.logs)
  const actions = plainActions(action)
  const found = belief.candidates
    .flatMap((candidate) => renewed(candidate, actions, belief.past, terms))
    .map((candidate) => linearizations(candidate, actions, seen, terms))
  const complete = belief.complete && found.every((one) => one.complete)
  const all = found.flatMap(({ candidates }) => candidates)
  const allowed = all.length === 1 ? all : distinct(all)
  const [first] = allowed
  if (first === undefined) {
    if (!complete)
      return { kind: 'not-enabled', reason: 'the search budget is used up: the actions have too many orders' }
    const furthest = found
      .flatMap((one) => one.furthest ?? [])
      .reduce((one, other) => (isFurther(other, one) ? other : one))
    if (furthest.guard.kind === 'not-enabled') return { kind: 'not-enabled', reason: furthest.guard.reason }
    return { kind: 'nonconforming', why: explainStep(furthest, seen, terms, action.kind === 'together') }
  }
  const past = pastAfter(belief, action, events)
  // Events that the model explains break no invariant. Permitted events might.
  const isPermitted = allowed.some(({ permissions }) => permissions.length > 0)
  const [broken, ...more] = isPermitted && past !== undefined ? brokenInvariants(past) : []
  const conforming = broken === undefined ? allowed : allowed.filter(({ permissions }) => permissions.length === 0)
  if (broken !== undefined && conforming.length === 0) {
    return { kind: 'nonconforming', why: { problems: [broken, ...more], expected: [], seen: seen.events } }
  }
  const [kept = first, ...others] = conforming
  return { kind: 'conforming', belief: { terms, candidates: [kept, ...others], complete, past } }
}

/** Whether an implementation may refuse the action, because the action addresses an actor with a permission. */
export function mayRefuse({ candidates }: Belief, action: Action): boolean {
  const actions = plainActions(action)
  return candidates.some(({ permissions }) => actions.some((one) => mayBeRefused(one, permissions)))
}

/** The first step of a trace that the model of the edition does not allow. */
export interface NonconformanceAt {
  readonly at: number
  readonly why: Nonconformance
}

/**
 * Follows a whole trace. Undefined: the model allows it, up to the first action that is not enabled in the model. Events of the
 * closing are not compared.
 */
export function explain(trace: Trace, edition: Edition, options: OracleOptions = {}): NonconformanceAt | undefined {
  const { ended, at } = followAll(trace, edition, options)
  return ended?.kind === 'nonconforming' ? { at, why: ended.why } : undefined
}

/** The belief after a whole trace. Undefined: the model does not allow it, or an action is not enabled in the model. */
export function beliefAfter(trace: Trace, edition: Edition, options: OracleOptions = {}): Belief | undefined {
  const { ended } = followAll(trace, edition, options)
  return ended?.kind === 'conforming' ? ended.belief : undefined
}

function followAll(trace: Trace, edition: Edition, options: OracleOptions) {
  let ended: Followed | undefined
  for (const [at, one] of trace.entries()) {
    if (one.kind === 'closed') break
    if (one.kind === 'opened') {
      ended = believe(one.opening, one.events, edition, options)
    } else if (ended?.kind === 'conforming') ended = follow(ended.belief, one.action, one.events)
    if (ended?.kind !== 'conforming') return { ended, at }
  }
  return { ended, at: trace.length }
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((candidate) => [keyOf(candidate), candidate])).values()]
}

function pastAfter({ past }: Belief, action: Action, events: readonly Event[]): TraceHistory | undefined {
  return past === undefined ? undefined : { before: past, last: { kind: 'acted', action, events } }
}
