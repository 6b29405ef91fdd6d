import type { Event } from '../../src/contract/events.ts'
import type { Trace } from '../assertions/trace.ts'
import { describeDifference } from '../gherkin/describe-difference.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { circumstances } from './circumstances.ts'
import { equalEvents } from './event-equality.ts'
import type { Nonconformance, Problem } from './nonconformance.ts'
import { shortPhrase } from './short-phrase.ts'
import { whenOf } from './when-of.ts'

/**
 * The first problem of the last step of this trace in one line: its values, how often or instead of which event it was seen, what the
 * event depends on, and the action.
 */
export function problemInOneLine(why: Nonconformance, trace: Trace): string {
  const [first] = why.problems
  const last = trace.at(-1)
  const when = last === undefined ? '' : `, ${whenOf(last)}`
  const depending = (event: Event) => {
    const how = circumstances(event, trace)
    return how === undefined ? '' : `, after ${how}`
  }
  const says = shortPhrase(bareProblem(first))
  switch (first.kind) {
    case 'missing':
      return `${says}${timesOf(first.expected, why) || insteadOf(first, why)}${depending(first.expected)}${when}`
    case 'too-much':
      return `${says}${timesOf(first.seen, why)}${depending(first.seen)}${when}`
    case 'different':
    case 'wrong-order':
    case 'before-its-cause':
    case 'forbidden':
      return `${says}${when}`
  }
}

/** A problem in one line, without the step that it is seen in. */
export function bareProblem(problem: Problem): string {
  switch (problem.kind) {
    case 'missing':
      return `not seen: ${describeEvent(problem.expected)}`
    case 'too-much':
      return `not expected: ${describeEvent(problem.seen)}`
    case 'different':
      return describeDifference(describeEvent(problem.expected), describeEvent(problem.seen))
    case 'wrong-order':
      return `too early: ${describeEvent(problem.seen)}, before ${describeEvent(problem.expected)}`
    case 'before-its-cause':
      return `too early: ${describeEvent(problem.seen)}, before ${describeEvent(problem.cause)}, which leads to it`
    case 'forbidden':
      return `${describeEvent(problem.seen)}, but ${problem.says}`
  }
}

/** ` (seen 2 times, expected 1)`, if the event is expected and seen, but not as often. */
function timesOf(event: Event, { expected, seen }: Nonconformance): string {
  const [wanted, was] = [expected, seen].map((events) => events.filter((other) => equalEvents(event, other)).length)
  if (wanted === undefined || was === undefined || wanted === 0 || was === 0) return ''
  return ` (seen ${was === 1 ? 'once' : `${was} times`}, expected ${wanted === 1 ? 'once' : `${wanted} times`})`
}

/** `; instead, task 1 fails with IOException "disk full"`: the unexpected event of the same actor, if there is one. */
function insteadOf({ actor }: Problem, { problems }: Nonconformance): string {
  const instead = problems.find((problem) => problem.kind === 'too-much' && problem.actor === actor)
  return instead?.kind === 'too-much' ? `; instead, ${shortPhrase(describeEvent(instead.seen))}` : ''
}
