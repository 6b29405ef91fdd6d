import { type DataTable, Then } from '@cucumber/cucumber'
import { absencePhrases } from '../../conformance/gherkin/absence-phrases.ts'
import { describePlan } from '../../conformance/gherkin/describe-event.ts'
import { eventPattern, eventPhrases } from '../../conformance/gherkin/event-phrases.ts'
import { parsePlan, samePlan } from '../../conformance/gherkin/plan-text.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'
import { stepFromExpression } from '../support/step-from-expression.ts'

// Every event phrase is a step: the event is seen exactly once.
for (const { expression, pattern } of eventPhrases) {
  Then(
    expression,
    stepFromExpression(expression, function (groups, phrase) {
      return this.expect({ kind: 'seen', pattern: { phrase, ...pattern(groups) } })
    }),
  )
}

for (const { expression, unwanted } of absencePhrases) {
  Then(
    expression,
    stepFromExpression(expression, function (groups, phrase) {
      const partition = groups.raw(1) === undefined ? 0 : groups.number(1)
      return this.expect({ kind: 'not-seen', phrase, unwanted: (event) => unwanted(event, partition) })
    }),
  )
}

Then('nothing happens', function (this: ScenarioReader) {
  return this.expect({ kind: 'only', patterns: [] })
})

Then('this happens, in this order:', function (this: ScenarioReader, table: DataTable) {
  return this.expect({ kind: 'in-order', patterns: table.raw().map(([phrase = '']) => eventPattern(phrase)) })
})

Then('this happens, and nothing else:', function (this: ScenarioReader, table: DataTable) {
  return this.expect({ kind: 'only', patterns: table.raw().map(([phrase = '']) => eventPattern(phrase)) })
})

Then('this happens, in some order, and nothing else:', function (this: ScenarioReader, table: DataTable) {
  const patterns = table.raw().map(([phrase = '']) => eventPattern(phrase))
  return this.expect({ kind: 'only-in-some-order', patterns })
})

Then('the planner plans:', function (this: ScenarioReader, text: string) {
  const plan = parsePlan(text)
  return this.expect({
    kind: 'seen',
    pattern: {
      phrase: `the planner plans ${describePlan(plan)}`,
      kind: 'planned',
      actor: 'planner',
      matches: (event) => event.kind === 'planned' && samePlan(event.plan, plan),
    },
  })
})
