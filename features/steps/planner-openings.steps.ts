import { Given, When } from '@cucumber/cucumber'
import { planOf } from '../../conformance/gherkin/plan-text.ts'
import type { ConformanceWorld } from '../support/world.ts'

Given('a planner', function (this: ConformanceWorld) {
  return this.open({ role: 'planner', setup: {} })
})

When(/^this is planned: (\w.*)$/, function (this: ConformanceWorld, line: string) {
  return this.act([{ kind: 'plan', plan: planOf(line) }])
})
