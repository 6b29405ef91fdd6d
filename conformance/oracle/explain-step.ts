import type { Event } from '../../src/contract/events.ts'
import { stepOrReason } from './candidate.ts'
import { isCompared } from './compared-events.ts'
import { differences } from './differences.ts'
import { equalEvents } from './event-equality.ts'
import type { Attempt } from './linearizations.ts'
import type { ClosestOrder, Nonconformance, Problem } from './nonconformance.ts'
import type { ObservedEvents } from './observed-events.ts'
import { isPermitted, noPermissions } from './permissions.ts'
import type { Terms } from './terms.ts'

/** The problems of a nonconforming step, from the attempt that explains most of it. */
export function explainStep(attempt: Attempt, seen: ObservedEvents, terms: Terms, isTogether: boolean): Nonconformance {
  const expected = wholeOf(attempt, terms).filter((event) => isCompared(event, terms.logs))
  return {
    problems: problemsOf(attempt, expected, seen, terms),
    expected,
    seen: seen.events,
    ...(isTogether ? { together: closestOrder(attempt, terms) } : {}),
  }
}

function closestOrder({ done, guard, left }: Attempt, { logs }: Terms): ClosestOrder {
  const compared = (events: readonly Event[]) => events.filter((event) => isCompared(event, logs))
  return {
    taken: done.map(({ action, events }) => ({ action, events: compared(events) })),
    stopped: guard.kind === 'event' ? { ...guard, before: compared(guard.before) } : guard,
    left: guard.kind === 'left-over' ? left : left.toSpliced(left.indexOf(guard.action), 1),
  }
}

/** The model's events for all actions: those of the attempt, then of the remaining actions in the given order where they are enabled. */
function wholeOf({ done, left, state }: Attempt, terms: Terms): readonly Event[] {
  const events = done.flatMap((taken) => taken.events)
  let now = state
  for (const action of left) {
    const step = stepOrReason(now, action, terms)
    if (typeof step === 'string') continue
    events.push(...step.events)
    now = step.state
  }
  return events
}

function problemsOf(
  attempt: Attempt,
  expected: readonly Event[],
  seen: ObservedEvents,
  terms: Terms,
): Nonconformance['problems'] {
  // An unconstrained actor may emit extra events or omit some. Then only the event that stopped the attempt is certainly wrong.
  if (!attempt.hasPermissions && attempt.cause === undefined) {
    const constrained = seen.events.filter((event) => !isPermitted(event, attempt.state, noPermissions, terms.edition))
    const [first, ...others] = differences(expected, constrained)
    if (first !== undefined) return [first, ...others]
  }
  return problemsAt(attempt, seen)
}

function problemsAt({ guard, cause }: Attempt, seen: ObservedEvents): Nonconformance['problems'] {
  switch (guard.kind) {
    case 'left-over': {
      const [first, ...others] = guard.seen.map((event): Problem => {
        return { kind: 'too-much', actor: event.actor, seen: event }
      })
      if (first === undefined) throw new Error('explainStep: no event is left over (one at least is wanted)')
      return [first, ...others]
    }
    case 'event': {
      const { expected, instead } = guard
      const { actor } = expected
      if (instead !== undefined && cause !== undefined) {
        return [{ kind: 'before-its-cause', actor, cause, seen: instead }]
      }
      if (instead?.kind === expected.kind) return [{ kind: 'different', actor, expected, seen: instead }]
      if (instead !== undefined && seen.events.some((event) => equalEvents(expected, event))) {
        return [{ kind: 'wrong-order', actor, expected, seen: instead }]
      }
      return [{ kind: 'missing', actor, expected }]
    }
    case 'not-enabled':
      throw new Error('explainStep: the model takes the actions in no order (an enabled step is wanted)')
  }
}
