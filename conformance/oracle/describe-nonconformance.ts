import type { Event } from '../../src/contract/events.ts'
import { type DiffLine, diffInOrder, insteadOf } from '../assertions/diff.ts'
import type { Mismatch } from '../assertions/expectation.ts'
import type { TraceStep } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { equalEvents } from './event-equality.ts'
import type { Guard, Nonconformance, Problem } from './nonconformance.ts'

/** A nonconforming step in words: the events of the model, what is wrong, and the events that were seen. */
export function describeNonconformance(why: Nonconformance, step: TraceStep): Mismatch {
  const actors = new Set(why.problems.map(({ actor }) => actor))
  const about = (events: readonly Event[]) => events.filter(({ actor }) => actors.has(actor))
  const expected = about(why.expected).map(describeEvent)
  return {
    expected: expected.length === 0 ? ['nothing'] : expected,
    problem: `${whenOf(step)}: ${[...describeProblems(why.problems), ...describeTogether(why)].join('; ')}`,
    seen: about(why.seen),
    difference: differenceOf(about(why.expected), about(why.seen)),
  }
}

const byEvent = { isMet: equalEvents, phraseOf: describeEvent }

/** Actor by actor, because events of different actors may come in any order; all together if only that order is wrong. */
function differenceOf(expected: readonly Event[], seen: readonly Event[]): readonly DiffLine[] {
  if (expected.length === 0) return insteadOf(['nothing'], seen)
  const actors = [...new Set([...expected, ...seen].map(({ actor }) => actor))]
  const byActor = actors.flatMap((actor) => {
    const own = (events: readonly Event[]) => events.filter((event) => event.actor === actor)
    return diffInOrder(own(expected), own(seen), byEvent)
  })
  return byActor.some(({ kind }) => kind !== 'both') ? byActor : diffInOrder(expected, seen, byEvent)
}

function whenOf(step: TraceStep): string {
  switch (step.kind) {
    case 'opened':
      return 'when the subject is made'
    case 'acted':
      return `when ${describeAction(step.action)}`
    case 'closed':
      return 'at the end'
  }
}

/** The problems that the diff of the two lists of events does not show. */
function describeProblems(problems: readonly Problem[]): readonly string[] {
  const told = problems.flatMap(describeProblem)
  return told.length === 0 ? ["the events are not the model's"] : told
}

function describeProblem(problem: Problem): string | readonly [] {
  switch (problem.kind) {
    case 'missing':
    case 'too-much':
    case 'different':
      return []
    case 'wrong-order':
      return `${describeEvent(problem.seen)}: seen too early, before ${describeEvent(problem.expected)}`
    case 'before-its-cause':
      return `${describeEvent(problem.seen)}: seen before ${describeEvent(problem.cause)}, which leads to it`
    case 'forbidden':
      return `${describeEvent(problem.seen)}: seen, but ${problem.says}`
  }
}

function describeTogether({ together }: Nonconformance): readonly string[] {
  if (together === undefined) return []
  const { prefix, guard } = together
  const best =
    prefix.length === 0
      ? 'the model allows no beginning of it'
      : `the longest that fits begins with ${prefix.map(describeAction).join(', then ')}`
  return [`no order of the actions fits: ${best}`, describeGuard(guard)]
}

function describeGuard(guard: Guard): string {
  switch (guard.kind) {
    case 'event': {
      const instead =
        guard.instead === undefined ? 'nothing more was seen' : `the next event is ${describeEvent(guard.instead)}`
      return `then ${describeAction(guard.action)}, after which ${describeEvent(guard.expected)}, but ${instead}`
    }
    case 'not-enabled':
      return `the model does not allow next that ${describeAction(guard.action)}: ${guard.reason}`
    case 'left-over':
      return `these events remain: ${guard.seen.map(describeEvent).join(', ')}`
  }
}
