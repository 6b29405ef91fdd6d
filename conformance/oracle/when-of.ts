import type { TraceStep } from '../assertions/trace.ts'
import { describeAction } from '../gherkin/describe-action.ts'
import { shortPhrase } from './short-phrase.ts'

/** When a step happens, in words. Many actions at the same time are counted. */
export function whenOf(step: TraceStep): string {
  switch (step.kind) {
    case 'opened':
      return 'when the subject is made'
    case 'acted':
      return step.action.kind === 'together'
        ? `when ${step.action.actions.length} actions come at the same time`
        : `when ${shortPhrase(describeAction(step.action))}`
    case 'closed':
      return 'at the end'
  }
}
