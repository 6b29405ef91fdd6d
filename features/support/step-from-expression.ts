import { Groups } from '../../conformance/gherkin/groups.ts'
import type { ScenarioReader } from './scenario-reader.ts'

type Group = string | number | null | undefined
type Step = (this: ScenarioReader, ...groups: Group[]) => void

/**
 * A step function for an expression. Cucumber turns a group of digits into a number, counts the function's parameters, and passes
 * one argument more than there are groups.
 */
export function stepFromExpression(
  expression: RegExp,
  body: (this: ScenarioReader, groups: Groups, phrase: string) => void,
): Step {
  const groupCount = (new RegExp(`${expression.source}|`).exec('')?.length ?? 1) - 1
  const step: Step = function (...groups) {
    body.call(this, new Groups(groups.slice(0, groupCount).map((group) => group ?? undefined)), this.step)
  }
  return Object.defineProperty(step, 'length', { value: groupCount })
}
