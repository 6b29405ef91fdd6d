import type { Event } from '../../src/contract/events.ts'
import { type Comparison, type DiffLine, diffInAnyOrder, diffInOrder, insteadOf } from './diff.ts'
import { type EventPattern, isAbout, isMatch } from './pattern.ts'
import { eventsOf, type Trace } from './trace.ts'

/** What a `Then` expects of a part of the trace. Data, so that the same expectation can be put to the model's trace. */
export type Expectation =
  /** The event is seen exactly once. */
  | { readonly kind: 'seen'; readonly pattern: EventPattern }
  /** No such event is seen. */
  | { readonly kind: 'not-seen'; readonly phrase: string; readonly unwanted: (event: Event) => boolean }
  /** Each event is seen once, in this order. Other events may occur between them. */
  | { readonly kind: 'in-order'; readonly patterns: readonly EventPattern[] }
  /** These events are seen, in this order, and no other event (log lines count only if one is named). */
  | { readonly kind: 'only'; readonly patterns: readonly EventPattern[] }
  /** These events are seen, each as often as it is named, in any order, and no other event (log lines as above). */
  | { readonly kind: 'only-in-some-order'; readonly patterns: readonly EventPattern[] }

/** An expectation that was not met: the expected events in words, and the events that were compared with them. */
export interface Mismatch {
  readonly expected: readonly string[]
  /** What is wrong, in a few words. */
  readonly problem: string
  readonly seen: readonly Event[]
  readonly difference: readonly DiffLine[]
}

const byPattern: Comparison<EventPattern> = { isMet: isMatch, phraseOf: ({ phrase }) => phrase }

/** Checks an expectation against a part of a trace. Undefined if it is met. */
export function check(expectation: Expectation, window: Trace): Mismatch | undefined {
  const events = eventsOf(window)
  switch (expectation.kind) {
    case 'seen':
      return checkSeen(expectation.pattern, events)
    case 'not-seen': {
      const unwanted = events.filter(expectation.unwanted)
      if (unwanted.length === 0) return undefined
      return {
        expected: [expectation.phrase],
        problem: 'seen, but must not happen',
        seen: unwanted,
        difference: insteadOf([expectation.phrase], unwanted),
      }
    }
    case 'in-order':
      return checkInOrder(expectation.patterns, events)
    case 'only':
      return checkOnly(expectation.patterns, events)
    case 'only-in-some-order':
      return checkOnlyInSomeOrder(expectation.patterns, events)
  }
}

function checkSeen(pattern: EventPattern, events: readonly Event[]): Mismatch | undefined {
  const matches = events.filter((event) => isMatch(pattern, event))
  if (matches.length === 1) return undefined
  if (matches.length > 1) {
    return {
      expected: [pattern.phrase],
      problem: `seen ${matches.length} times, not once`,
      seen: matches,
      difference: diffInOrder([pattern], matches, byPattern),
    }
  }
  const instead = events.filter((event) => isAbout(pattern, event))
  return {
    expected: [pattern.phrase],
    problem: instead.length > 0 ? 'different' : 'not seen',
    seen: instead.length > 0 ? instead : events,
    difference: insteadOf([pattern.phrase], instead),
  }
}

function checkInOrder(patterns: readonly EventPattern[], events: readonly Event[]): Mismatch | undefined {
  const expected = patterns.map((pattern) => pattern.phrase)
  const about = events.filter((event) => patterns.some((pattern) => isAbout(pattern, event)))
  const isMissing = (pattern: EventPattern) => !events.some((event) => isMatch(pattern, event))
  const missing = patterns.filter(isMissing)
  // An event that matches nothing is a difference only where it may stand in place of one that is missing.
  const compared = about.filter(
    (event) =>
      [...patterns.filter((one) => isMatch(one, event)), ...missing.filter((one) => isAbout(one, event))].length > 0,
  )
  // Only a mismatch needs the difference.
  const mismatch = (problem: string): Mismatch => {
    return { expected, problem, seen: about, difference: diffInOrder(patterns, compared, byPattern) }
  }
  let from = 0
  for (const pattern of patterns) {
    const found = events.findIndex((event, index) => index >= from && isMatch(pattern, event))
    if (found === -1) {
      return mismatch(`${pattern.phrase}: ${isMissing(pattern) ? 'not seen' : 'seen too early'}`)
    }
    from = found + 1
  }
  for (const pattern of patterns) {
    const wanted = patterns.filter((other) => other.phrase === pattern.phrase).length
    const times = events.filter((event) => isMatch(pattern, event)).length
    if (times > wanted) return mismatch(`${pattern.phrase}: seen ${times} times`)
  }
  return undefined
}

function checkOnly(patterns: readonly EventPattern[], events: readonly Event[]): Mismatch | undefined {
  const expected = patterns.length === 0 ? ['nothing happens'] : patterns.map((pattern) => pattern.phrase)
  const withLogs = patterns.some((pattern) => pattern.kind === 'logged')
  const seen = events.filter((event) => (event.kind === 'logged' ? withLogs && isQuoted(event) : true))
  const mismatch = (problem: string): Mismatch => {
    const difference = patterns.length === 0 ? insteadOf(expected, seen) : diffInOrder(patterns, seen, byPattern)
    return { expected, problem, seen, difference }
  }
  const wrong = seen.findIndex((event, index) => {
    const pattern = patterns[index]
    return pattern === undefined || !isMatch(pattern, event)
  })
  if (wrong !== -1) return mismatch(`event ${wrong + 1} differs`)
  const missing = patterns[seen.length]
  return missing === undefined ? undefined : mismatch(`${missing.phrase}: not seen`)
}

function checkOnlyInSomeOrder(patterns: readonly EventPattern[], events: readonly Event[]): Mismatch | undefined {
  const expected = patterns.map((pattern) => pattern.phrase)
  const withLogs = patterns.some((pattern) => pattern.kind === 'logged')
  const seen = events.filter((event) => (event.kind === 'logged' ? withLogs && isQuoted(event) : true))
  const difference = () => diffInAnyOrder(patterns, seen, byPattern)
  const left = [...seen]
  for (const pattern of patterns) {
    const found = left.findIndex((event) => isMatch(pattern, event))
    if (found === -1) return { expected, problem: `${pattern.phrase}: not seen`, seen, difference: difference() }
    left.splice(found, 1)
  }
  return left.length === 0
    ? undefined
    : { expected: [], problem: 'more was seen than expected', seen: left, difference: difference() }
}

/** Only log lines of a level that the page quotes are compared: no requirement is about the others. */
const isQuoted = (event: Extract<Event, { readonly kind: 'logged' }>) =>
  event.level === 'INFO' || event.level === 'ERROR'
