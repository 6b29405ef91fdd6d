import type { Event } from '../../src/contract/events.ts'
import type { Mismatch } from '../assertions/expectation.ts'
import type { TraceStep } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { describeEvent } from '../gherkin/describe-event.ts'
import type { Guard, Nonconformance, Problem } from './nonconformance.ts'

/** The step that is not explained, in words: what the model does there, what is wrong, and what was seen. */
export function describeNonconformance(why: Nonconformance, step: TraceStep): Mismatch {
  const actors = new Set(why.problems.map(({ actor }) => actor))
  const about = (events: readonly Event[]) => events.filter(({ actor }) => actors.has(actor))
  const expected = about(why.expected).map(describeEvent)
  return {
    expected: [whenOf(step), ...(expected.length === 0 ? ['nothing happens'] : expected).map((line) => `  ${line}`)],
    problem: [...why.problems.map(describeProblem), ...describeTogether(why)].join('; '),
    seen: about(why.seen),
  }
}

function whenOf(step: TraceStep): string {
  switch (step.kind) {
    case 'opened':
      return 'when it is made:'
    case 'acted':
      return `when ${describeAction(step.action)}:`
    case 'closed':
      return 'in the end:'
  }
}

/** One problem in words. */
export function describeProblem(problem: Problem): string {
  switch (problem.kind) {
    case 'missing':
      return `${describeEvent(problem.expected)}: not seen`
    case 'too-much':
      return `${describeEvent(problem.seen)}: should not happen`
    case 'different':
      return `${describeEvent(problem.expected)}: not seen, but ${describeEvent(problem.seen)}`
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
      ? 'nothing explains how it begins'
      : `the best begins with ${prefix.map(describeAction).join(', then ')}`
  return [`no order of the actions explains it: ${best}`, describeGuard(guard)]
}

function describeGuard(guard: Guard): string {
  switch (guard.kind) {
    case 'event': {
      const instead =
        guard.instead === undefined ? 'nothing more was seen' : `what was seen is ${describeEvent(guard.instead)}`
      return `then ${describeAction(guard.action)}, which wants ${describeEvent(guard.expected)}, and ${instead}`
    }
    case 'not-enabled':
      return `then it cannot be that ${describeAction(guard.action)}: ${guard.reason}`
    case 'left-over':
      return `then this is left over: ${guard.seen.map(describeEvent).join(', ')}`
  }
}
