import type { Event } from '../../src/contract/events.ts'
import { type DiffLine, diffInOrder, insteadOf } from '../assertions/diff.ts'
import type { Mismatch } from '../assertions/expectation.ts'
import type { TraceStep } from '../assertions/trace.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { equalEvents } from './event-equality.ts'
import type { ClosestOrder, Nonconformance, Problem } from './nonconformance.ts'
import { shortPhrase } from './short-phrase.ts'
import { whenOf } from './when-of.ts'

/** A nonconforming step in words: the events of the model, what is wrong, and the events that were seen. */
export function describeNonconformance(why: Nonconformance, step: TraceStep): Mismatch {
  const actors = new Set(why.problems.map(({ actor }) => actor))
  const about = (events: readonly Event[]) => events.filter(({ actor }) => actors.has(actor))
  const expected = about(why.expected).map(describeEvent)
  return {
    expected: expected.length === 0 ? ['nothing'] : expected,
    problem: `${whenOf(step)}: ${describeProblems(why).join('; ')}`,
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

/** The problems that the diff of the two lists of events does not show. */
function describeProblems({ problems, together }: Nonconformance): readonly string[] {
  const told = [...problems.flatMap(describeProblem), ...(together === undefined ? [] : describeTogether(together))]
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

/** How far the order goes that explains most, and the values at which it stops. The report has it action by action. */
function describeTogether({ taken, stopped, left }: ClosestOrder): readonly string[] {
  const before = `the one that explains most takes ${taken.length}`
  switch (stopped.kind) {
    case 'event': {
      const seen = stopped.instead === undefined ? 'nothing more was seen' : shortPhrase(describeEvent(stopped.instead))
      const expected = shortPhrase(describeEvent(stopped.expected))
      return [noOrderOf(taken.length + 1 + left.length), `${before}, and after the next ${expected}, but ${seen}`]
    }
    case 'not-enabled':
      return [
        noOrderOf(taken.length + 1 + left.length),
        `${before}, and the model does not allow the next: ${stopped.reason}`,
      ]
    case 'left-over':
      return [
        noOrderOf(taken.length),
        `beyond all of them, ${stopped.seen.length === 1 ? '1 event' : `${stopped.seen.length} events`} came`,
      ]
  }
}

const noOrderOf = (actions: number) => `no order of the ${actions} actions leads to what was seen`
