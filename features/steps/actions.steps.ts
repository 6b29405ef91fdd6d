import { type DataTable, When } from '@cucumber/cucumber'
import { actionPhrases, actionsOf } from '../../conformance/gherkin/action-phrases.ts'
import { parsePlan } from '../../conformance/gherkin/plan-text.ts'
import type { Action } from '../../src/contract/actions.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'
import { stepFromExpression } from '../support/step-from-expression.ts'

// Every action phrase is a step.
for (const { expression, actions } of actionPhrases) {
  When(
    expression,
    stepFromExpression(expression, function (groups) {
      return this.act(actions(groups, this.announced))
    }),
  )
}

When('at the same time:', function (this: ScenarioReader, table: DataTable) {
  const actions = table.raw().flatMap(([phrase = '']) => actionsOf(phrase, this.announced))
  // The phrases of one scenario are all of its role, so these are actions of one union.
  return this.act([{ kind: 'together', actions } as Action])
})

When('this is planned:', function (this: ScenarioReader, text: string) {
  return this.act([{ kind: 'plan', plan: parsePlan(text) }])
})
