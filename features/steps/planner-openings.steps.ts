import { Given, When } from '@cucumber/cucumber'
import { planOf } from '../../conformance/gherkin/plan-text.ts'
import type { ScenarioReader } from '../support/scenario-reader.ts'

Given('a planner', function (this: ScenarioReader) {
  return this.open({ role: 'planner', setup: {} })
})

When(/^this is planned: (\w.*)$/, function (this: ScenarioReader, line: string) {
  return this.act([{ kind: 'plan', plan: planOf(line) }])
})
