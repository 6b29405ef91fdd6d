import { Given } from '@cucumber/cucumber'
import type { ConformanceWorld } from '../support/world.ts'

Given('a planner', function (this: ConformanceWorld) {
  return this.open({ role: 'planner', setup: {} })
})
