import { Groups } from '../../conformance/gherkin/groups.ts'
import type { ScenarioReader } from './scenario-reader.ts'

type Step = (this: ScenarioReader, ...groups: (string | null | undefined)[]) => void

/** A step function for an expression: Cucumber passes one argument per group, and counts the function's parameters. */
export function stepFromExpression(
  expression: RegExp,
  body: (this: ScenarioReader, groups: Groups, phrase: string) => void,
): Step {
  const step: Step = function (...groups) {
    body.call(this, new Groups(groups.map((group) => group ?? undefined)), this.step)
  }
  const groupCount = (new RegExp(`${expression.source}|`).exec('')?.length ?? 1) - 1
  return Object.defineProperty(step, 'length', { value: groupCount })
}
