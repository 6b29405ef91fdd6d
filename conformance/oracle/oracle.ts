import type { Action } from '../../src/contract/actions.ts'
import type { Event } from '../../src/contract/events.ts'
import { plainActions } from '../../src/contract/plain-actions.ts'
import type { EditionName } from '../../src/reference/editions.ts'
import { isModelled, type Opening } from '../../src/reference/model.ts'
import type { Trace } from '../assertions/trace.ts'
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

// Input-output conformance (Tretmans 1996), step by step: is what was seen, silence included, among what the model allows?

/** What the model may be in after what was seen. Plain data, never changed: it can be kept, and followed more than once. */
export interface Belief {
  readonly terms: Terms
  /** More than one where several orders of a `together` explain the same, and lead elsewhere. */
  readonly candidates: readonly [Candidate, ...Candidate[]]
  /** Whether these are all. */
  readonly complete: boolean
  /** The steps so far, where something may be open: what no trace may hold is looked for among them. */
  readonly past: TraceHistory | undefined
}

export type Followed =
  | { readonly kind: 'explained'; readonly belief: Belief }
  | { readonly kind: 'unexplained'; readonly why: Nonconformance }
  /** The model does not take the action here, or it cannot be told: the check is at fault, and not the implementation. */
  | { readonly kind: 'not-enabled'; readonly reason: string }

/** What can be believed of a fresh subject, of which this was seen while it was made. */
export function believe(
  opening: Opening,
  events: readonly Event[],
  edition: EditionName,
  options: OracleOptions = {},
): Followed {
  const terms = termsOf(edition, options)
  const opened = terms.model.open(opening, terms.deviations)
  const candidate = { state: opened.state, freedom: noPermissions }
  const past =
    terms.open.size === 0 ? undefined : { before: undefined, last: { kind: 'opened', opening, events } as const }
  const belief: Belief = { terms, candidates: [candidate], complete: true, past }
  if (isExactMatch(opened.events, events, terms.logs)) return { kind: 'explained', belief }

  const seen = groupByActor(events, terms.logs)
  const outcome = matchEvents(
    opened,
    { from: opened.state, silence: undefined },
    { mark: nothingMatched(seen), freedom: noPermissions },
    seen,
    terms,
  )
  if (outcome.kind === 'accounted' && unmatchedEvents(outcome, opened.state, seen, terms).over.length === 0) {
    return { kind: 'explained', belief }
  }
  const [first, ...others] = differences(
    opened.events.filter((event) => isCompared(event, terms.logs)),
    seen.events,
  )
  if (first === undefined) throw new Error('an opening differs, and none of its events does')
  return { kind: 'unexplained', why: { problems: [first, ...others], expected: opened.events, seen: seen.events } }
}

/**
 * What can be believed after an action, if what was seen is among what the model allows. Order is compared within an
 * actor, and across actors where one thing causes the other (`causes.ts`); a `together` is explained by any order of its
 * actions. Who does what the page does not speak of is free from there on, in an edition that leaves it open.
 */
export function follow(belief: Belief, action: Action, events: readonly Event[]): Followed {
  const { terms, candidates } = belief
  const [first] = candidates
  // The plain path: nobody is free, and the events agree one by one.
  if (candidates.length === 1 && first.freedom === noPermissions && action.kind !== 'together') {
    const step = stepOrReason(first.state, action, terms)
    if (typeof step === 'string') return { kind: 'not-enabled', reason: step }
    if (isExactMatch(step.events, events, terms.logs) && unspecifiedHere(first.state, action, terms) === undefined) {
      const candidate = { state: step.state, freedom: noPermissions }
      return {
        kind: 'explained',
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
      return { kind: 'not-enabled', reason: 'too many orders of the actions are alike to look at them all' }
    const furthest = found
      .flatMap((one) => one.furthest ?? [])
      .reduce((one, other) => (isFurther(other, one) ? other : one))
    if (furthest.guard.kind === 'not-enabled') return { kind: 'not-enabled', reason: furthest.guard.reason }
    return { kind: 'unexplained', why: explainStep(furthest, seen, terms, action.kind === 'together') }
  }
  const past = pastAfter(belief, action, events)
  // What the model explains breaks no invariant; what is permitted might.
  const isPermitted = allowed.some(({ freedom }) => freedom.length > 0)
  const [worst, ...more] = isPermitted && past !== undefined ? brokenInvariants(past) : []
  const lawful = worst === undefined ? allowed : allowed.filter(({ freedom }) => freedom.length === 0)
  if (worst !== undefined && lawful.length === 0) {
    return { kind: 'unexplained', why: { problems: [worst, ...more], expected: [], seen: seen.events } }
  }
  const [kept = first, ...others] = lawful
  return { kind: 'explained', belief: { terms, candidates: [kept, ...others], complete, past } }
}

/** Whether an implementation may refuse the action, since it is to an actor that has a permission. */
export function mayRefuse({ candidates }: Belief, action: Action): boolean {
  const actions = plainActions(action)
  return candidates.some(({ freedom }) => actions.some((one) => mayBeRefused(one, freedom)))
}

/** The first step of a trace that no run of the model of the edition shows. */
export interface UnexplainedAt {
  readonly at: number
  readonly why: Nonconformance
}

/**
 * Follows a whole trace. Undefined: it is explained, as far as the model plays the role and takes its actions; how it
 * ends when it is closed is nobody's business.
 */
export function explain(trace: Trace, edition: EditionName, options: OracleOptions = {}): UnexplainedAt | undefined {
  const { ended, at } = followAll(trace, edition, options)
  return ended?.kind === 'unexplained' ? { at, why: ended.why } : undefined
}

/** What can be believed after a whole trace; undefined if it is not explained. */
export function beliefAfter(trace: Trace, edition: EditionName, options: OracleOptions = {}): Belief | undefined {
  const { ended } = followAll(trace, edition, options)
  return ended?.kind === 'explained' ? ended.belief : undefined
}

function followAll(trace: Trace, edition: EditionName, options: OracleOptions) {
  let ended: Followed | undefined
  for (const [at, one] of trace.entries()) {
    if (one.kind === 'closed') break
    if (one.kind === 'opened') {
      ended = isModelled(one.opening) ? believe(one.opening, one.events, edition, options) : undefined
    } else if (ended?.kind === 'explained') ended = follow(ended.belief, one.action, one.events)
    if (ended?.kind !== 'explained') return { ended, at }
  }
  return { ended, at: trace.length }
}

function distinct(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(candidates.map((candidate) => [keyOf(candidate), candidate])).values()]
}

function pastAfter({ past }: Belief, action: Action, events: readonly Event[]): TraceHistory | undefined {
  return past === undefined ? undefined : { before: past, last: { kind: 'acted', action, events } }
}
