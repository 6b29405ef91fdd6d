import type { Event } from '../../src/contract/events.ts'
import type { Trace, TraceStep } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeDifference } from '../gherkin/describe-difference.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import { circumstances } from './circumstances.ts'
import type { Problem } from './nonconformance.ts'

/** A problem of the last step of this trace in one line, with its values, the action, and what the event depends on. */
export function problemInOneLine(problem: Problem, trace: Trace): string {
  const last = trace.at(-1)
  const when = last === undefined ? '' : `, ${whenOf(last)}`
  const counted = (event: Event) => {
    const how = circumstances(event, trace)
    return how === undefined ? '' : `, after ${how}`
  }
  switch (problem.kind) {
    case 'missing':
      return `not seen: ${describeEvent(problem.expected)}${counted(problem.expected)}${when}`
    case 'too-much':
      return `not expected: ${describeEvent(problem.seen)}${counted(problem.seen)}${when}`
    case 'different':
    case 'wrong-order':
    case 'before-its-cause':
    case 'forbidden':
      return `${bareProblem(problem)}${when}`
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

/** When a step happens, in words. Many actions at the same time are counted. */
function whenOf(step: TraceStep): string {
  switch (step.kind) {
    case 'opened':
      return 'when the subject is made'
    case 'acted':
      return step.action.kind === 'together'
        ? `when ${step.action.actions.length} actions come at the same time`
        : `when ${describeAction(step.action)}`
    case 'closed':
      return 'at the end'
  }
}
