import { Groups } from '../../conformance/gherkin/groups.ts'
import type { ConformanceWorld, StepOutcome } from './world.ts'

type Outcome = StepOutcome | Promise<StepOutcome>
type Step = (this: ConformanceWorld, ...groups: (string | null | undefined)[]) => Outcome

/** A step function for an expression: Cucumber passes one argument per group, and counts the function's parameters. */
export function stepFromExpression(
  expression: RegExp,
  body: (this: ConformanceWorld, groups: Groups, phrase: string) => Outcome,
): Step {
  const step: Step = function (...groups) {
    return body.call(this, new Groups(groups.map((group) => group ?? undefined)), this.step)
  }
  const groupCount = (new RegExp(`${expression.source}|`).exec('')?.length ?? 1) - 1
  return Object.defineProperty(step, 'length', { value: groupCount })
}
